import { readPictureLine } from './marked-text.ts';

/** What would make a post harder to read or to trust. Hints, never a refusal: the editor decides. */
export interface WritingHint {
  kind: 'long-sentence' | 'long-title' | 'shouting' | 'missing-alt' | 'missing-source' | 'missing-digest';
  /** In words for the editor, with the place. */
  text: string;
}

/** Characters of a sentence beyond which a reader on a phone loses its beginning: about three lines of it. Our own measure. */
export const LONGEST_SENTENCE = 60;

/** Characters of a title that a feed shows in its two lines on a narrow phone. */
export const LONGEST_TITLE = 32;

/** How many long sentences are named. */
const NAMED = 3;

/** Said of figures and findings that somebody else made. */
const CLAIM = /(?:据统计|据调查|据了解|据报道|数据显示|研究(?:显示|表明)|专家(?:表示|认为|指出)|网传)/;
const SOURCE = /(?:来源|出处|资料|摘自)\s*[：:]|《[^》]+》|https?:\/\//;

const SHOUT = /[!！]{2,}|[?？][!！]|震惊|速看|疯传|转疯了|不转不是|重磅|惊呆|99%|紧急扩散/;

/** The words of a marked text, without its marks and pictures. */
function plainLines(body: string): string[] {
  return body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && readPictureLine(line) === undefined)
    .map((line) => line.replace(/^(?:#{1,2}|>|[-•·])\s+/, '').replace(/\*\*/g, ''));
}

function sentencesOf(body: string): string[] {
  return plainLines(body).flatMap((line) => line.match(/[^。！？；!?;]+[。！？；!?;]*/g) ?? []);
}

function beginning(text: string): string {
  return [...text].slice(0, 12).join('');
}

/** Hints on what an editor has written so far; nothing on what isn't written yet. */
export function findHints({ title, digest, body }: { title: string; digest: string; body: string }): WritingHint[] {
  const hints: WritingHint[] = [];
  const titleLength = [...title.trim()].length;
  if (titleLength > LONGEST_TITLE) {
    hints.push({ kind: 'long-title', text: `标题 ${titleLength} 字，列表里只显示约 ${LONGEST_TITLE} 字` });
  }
  const shout = SHOUT.exec(`${title}\n${body}`);
  if (shout !== null) hints.push({ kind: 'shouting', text: `“${shout[0]}”不像权威发布的语气` });
  const long = sentencesOf(body).filter((sentence) => [...sentence].length > LONGEST_SENTENCE);
  for (const sentence of long.slice(0, NAMED)) {
    hints.push({ kind: 'long-sentence', text: `这句 ${[...sentence].length} 字，建议拆开：${beginning(sentence)}……` });
  }
  const pictures = body.split(/\r?\n/).flatMap((line) => readPictureLine(line) ?? []);
  const mute = pictures.filter(({ alt }) => alt === '').length;
  if (mute > 0) hints.push({ kind: 'missing-alt', text: `${mute} 张图片没有文字说明，看不见图的人无从知道` });
  const claim = CLAIM.exec(body);
  if (claim !== null && !SOURCE.test(body)) {
    hints.push({ kind: 'missing-source', text: `说了“${claim[0]}”，却没有写明来源` });
  }
  if (body.trim() !== '' && digest.trim() === '') {
    hints.push({ kind: 'missing-digest', text: '没有摘要，列表与分享卡片会用正文开头代替' });
  }
  return hints;
}
