/**
 * WeChat styles nothing in `<rich-text>` by its tag, only by class: each tag gets the class `rt-<tag>`.
 * The stored body carries no classes, so its look can change without touching a document.
 */
export function classTags(html: string): string {
  return html.replace(/<([a-z][a-z0-9]*)(?=[\s>/])/g, '<$1 class="rt-$1"');
}
