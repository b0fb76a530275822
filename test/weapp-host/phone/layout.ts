/** What WeChat's audit counts: nodes of the page's WXML, their depth, and the most children of one. */
export function measure(root: Element): { count: number; depth: number; maxChildren: number } {
  const total = { count: 0, depth: 0, maxChildren: 0 };
  const walk = (dom: Element, depth: number) => {
    // Only what a page's WXML made: what a component of WeChat's draws inside itself doesn't count.
    if (!dom.localName.startsWith('wx-')) return;
    total.count += 1;
    total.depth = Math.max(total.depth, depth);
    const children = [...dom.children].filter((child) => child.localName.startsWith('wx-'));
    total.maxChildren = Math.max(total.maxChildren, children.length);
    for (const child of children) walk(child, depth + 1);
  };
  walk(root, 1);
  return total;
}

/** Whether the part may be scrolled sideways, so that what lies beyond the edge can be reached. */
function isInSidewaysScroller(dom: Element, scroller: Element): boolean {
  for (let around = dom.parentElement; around !== null && around !== scroller; around = around.parentElement) {
    if (['auto', 'scroll'].includes(getComputedStyle(around).overflowX)) return true;
  }
  return false;
}

/** Text that a driver can't read: beyond the screen's edge, or cut by a box that is too low for it. */
export function findOverflow(scroller: HTMLElement): string[] {
  const edge = scroller.getBoundingClientRect().right;
  const found: string[] = [];
  for (const dom of scroller.querySelectorAll<HTMLElement>('*')) {
    const words = [...dom.childNodes].filter(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
    );
    if (words.length === 0) continue;
    const style = getComputedStyle(dom);
    const isBeyond = dom.getBoundingClientRect().right > edge + 1 && !isInSidewaysScroller(dom, scroller);
    const isClamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
    const isCut = style.overflowY === 'hidden' && dom.scrollHeight > dom.clientHeight + 1 && !isClamped;
    if (isBeyond || isCut) found.push(`.${dom.className}: ${dom.textContent?.trim().slice(0, 40)}`);
  }
  return found;
}
