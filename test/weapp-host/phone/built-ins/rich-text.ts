/**
 * Tags that `<rich-text>` keeps, each with the attributes it keeps beside `class` and `style`.
 * https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html
 */
const KEPT: Record<string, string[]> = Object.fromEntries(
  `a abbr address article aside b bdi bdo:dir big blockquote br caption center cite code col:span,width
  colgroup:span,width dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img:alt,src,height,width
  ins label legend li mark nav ol:start,type p pre q rt ruby s section small span strong sub sup table:width tbody
  td:colspan,height,rowspan,width tfoot th:colspan,height,rowspan,width thead tr:colspan,height,rowspan,width tt u ul`
    .split(/\s+/)
    .map((entry) => {
      const [tag = '', attributes = ''] = entry.split(':');
      return [tag, attributes.split(',').filter(Boolean)];
    }),
);

interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  text?: string;
  attrs?: Record<string, string>;
  children?: RichNode[];
}

/** A node that WeChat doesn't know is dropped with all that is in it. */
function keep(tag: string, attribute: (name: string) => string | null | undefined, children: Node[]): Node[] {
  const kept = KEPT[tag];
  if (kept === undefined) return [];
  const element = document.createElement(tag);
  for (const name of ['class', 'style', ...kept]) {
    const value = attribute(name);
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return [element];
}

function fromDom(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element)) return [];
  const children = [...node.childNodes].flatMap(fromDom);
  return keep(node.localName, (name) => node.getAttribute(name), children);
}

function fromData(node: RichNode): Node[] {
  if (node.type === 'text') return [document.createTextNode(node.text ?? '')];
  const children = (node.children ?? []).flatMap(fromData);
  return keep((node.name ?? '').toLowerCase(), (name) => node.attrs?.[name], children);
}

/** What `<rich-text nodes>` shows: HTML or WeChat's own tree, without whatever it doesn't know. No links, no events. */
export function parseRichText(nodes: unknown): DocumentFragment {
  const fragment = document.createDocumentFragment();
  if (typeof nodes === 'string') {
    const parsed = new DOMParser().parseFromString(nodes, 'text/html');
    fragment.append(...[...parsed.body.childNodes].flatMap(fromDom));
  } else if (Array.isArray(nodes)) {
    fragment.append(...(nodes as RichNode[]).flatMap(fromData));
  }
  return fragment;
}
