import { decodeHtml } from '#functions/adapters/html/element-text';

/** Twenty pictures, the most that an article has, with all that is said about each. */
const MAX_PICTURE_LIST = 200_000;
const MAX_DATA = 3_000_000;

/**
 * Values that a WeChat page assigns in its scripts. They are read as text; nothing is ever run. Three generations of pages
 * write `var ct = "" || "1521515999"`, `window.ct = '1762338600' || ''` and `ori_create_time: '1759817591' * 1`, strings
 * also as `JsDecode('…')`, `htmlDecode("…")` or `'…'.html(false)`.
 */
export class ScriptValues {
  private readonly page: string;
  /** The object literal with everything that newer pages know about their article; empty on older ones. */
  private readonly data: string;

  constructor(page: string) {
    this.page = page;
    const start = page.search(/\bwindow\.cgiData(?:New)?\s*=\s*\{/);
    this.data = start === -1 ? '' : page.slice(start, start + MAX_DATA);
  }

  /** The first value of a variable (`var name`, `window.name`) that fits. */
  findVariable(name: string, fits: RegExp): string | undefined {
    return firstFit(listValues(this.page, new RegExp(`(?:\\bvar\\s+|\\bwindow\\.)${name}\\s*=\\s*`, 'g')), fits);
  }

  /** The first value of a property of the page's data that fits. */
  findProperty(name: string, fits: RegExp): string | undefined {
    return firstFit(listValues(this.data, propertyOf(name)), fits);
  }

  /** The first value of a property of the page's data that is not empty, HTML entities left as they are. */
  findHtml(name: string): string | undefined {
    for (const value of listValues(this.data, propertyOf(name))) {
      if (value.trim() !== '') return value;
    }
    return undefined;
  }

  /** The film of a page that is one: the first of its transcodings, which is the best. */
  findFilm(): string | undefined {
    const address =
      /\burl\s*:\s*\(?\s*(?:JsDecode\(\s*)?['"](https?:(?:\\?\/){2}mpvideo\.qpic\.cn[^'"\n]{1,800})['"]/.exec(
        this.page,
      );
    return address?.[1] === undefined ? undefined : decodeHtml(decodeHtml(decodeEscapes(address[1])));
  }

  /** The pictures of a shared picture article (图片分享), in order; small variants of one are not among them. */
  listPictures(): { src: string; width: string; height: string }[] {
    const start = this.page.search(/\bpicture_page_info_list\s*[:=]\s*\[/);
    if (start === -1) return [];
    // An entry of the list opens with its address and size; watermarks and covers stand deeper and have other neighbours.
    const entry =
      /[[,]\s*\{\s*cdn_url:\s*(?:JsDecode\()?'([^'\n]{1,600})'\)?,\s*width:\s*'(\d{1,5})'[^,\n]*,\s*height:\s*'(\d{1,5})'/g;
    const list = this.page.slice(start, start + MAX_PICTURE_LIST);
    return [...list.matchAll(entry)].map(([, address = '', width = '', height = '']) => ({
      src: decodeHtml(decodeHtml(decodeEscapes(address))),
      width,
      height,
    }));
  }
}

function propertyOf(name: string): RegExp {
  return new RegExp(`[{,\\s]${name}:\\s*`, 'g');
}

function firstFit(values: Iterable<string>, fits: RegExp): string | undefined {
  for (const value of values) {
    // Some pages escape twice.
    const text = decodeHtml(decodeHtml(value)).trim();
    if (fits.test(text)) return text;
  }
  return undefined;
}

/** Every non-empty string literal that is assigned, in the order of the text. */
function* listValues(text: string, assignment: RegExp): Generator<string> {
  for (const match of text.matchAll(assignment)) yield* listLiterals(text, match.index + match[0].length);
}

/** The literals of one expression: `"" || "x"`, `JsDecode('x')`. */
function* listLiterals(text: string, start: number): Generator<string> {
  let at = start;
  for (let literals = 0; literals < 4; literals += 1) {
    at += /^[^'"`,;\n{}[\]]{0,60}/.exec(text.slice(at, at + 60))?.[0].length ?? 0;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") return;
    const end = findEnd(text, at + 1, quote);
    if (end === undefined) return;
    const value = decodeEscapes(text.slice(at + 1, end));
    if (value !== '') yield value;
    at = end + 1;
  }
}

function findEnd(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === quote) return at;
    else if (character === '\n') return undefined;
  }
  return undefined;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '', f: '', v: '', 0: '' };

/** JavaScript's escapes in a string literal, as characters. */
export function decodeEscapes(literal: string): string {
  return literal.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|([\s\S]))/gi,
    (
      _whole,
      hex: string | undefined,
      unicode: string | undefined,
      point: string | undefined,
      character: string | undefined,
    ) => {
      const code = hex ?? unicode ?? point;
      if (code === undefined) return ESCAPES[character ?? ''] ?? character ?? '';
      const value = Number.parseInt(code, 16);
      return value <= 0x10ffff ? String.fromCodePoint(value) : '';
    },
  );
}
