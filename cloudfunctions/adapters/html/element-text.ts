import { Parser } from 'htmlparser2';

/** Plain text of a short piece of HTML, entities decoded: for titles and names that sources give as HTML. */
export function decodeHtml(html: string): string {
  if (!/[<&]/.test(html)) return html;
  const pieces: string[] = [];
  const parser = new Parser({ ontext: (text) => pieces.push(text) }, { decodeEntities: true });
  parser.write(html);
  parser.end();
  return pieces.join('');
}
