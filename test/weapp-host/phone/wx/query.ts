import { instanceOf } from '../built-ins/define.ts';
import type { Options, WxApi } from './call.ts';
import type { PhoneParts } from './phone-parts.ts';

interface Fields {
  id?: boolean;
  dataset?: boolean;
  rect?: boolean;
  size?: boolean;
  scrollOffset?: boolean;
  properties?: string[];
  computedStyle?: string[];
  context?: boolean;
  node?: boolean;
}

type Callback = (result: unknown) => void;

/** A page's selector in the names of this phone's DOM: `>>>` reaches into components, and all of them lie open here. */
function domSelector(selector: string): string {
  return selector
    .replaceAll('>>>', ' ')
    .replace(/(^|[\s>+~,])([a-z][a-z-]*)(?=[\s.#:[>+~,]|$)/g, (_, before: string, tag: string) => `${before}wx-${tag}`);
}

function readFields(dom: HTMLElement, fields: Fields, origin: DOMRect): Record<string, unknown> {
  const { left, top, right, bottom, width, height } = dom.getBoundingClientRect();
  const instance = instanceOf(dom);
  const style = getComputedStyle(dom);
  return {
    ...(fields.id === true && { id: dom.id }),
    ...(fields.dataset === true && { dataset: { ...dom.dataset } }),
    ...(fields.rect === true && {
      left: left - origin.left,
      top: top - origin.top,
      right: right - origin.left,
      bottom: bottom - origin.top,
    }),
    ...(fields.size === true && { width, height }),
    ...(fields.scrollOffset === true && {
      scrollLeft: dom.scrollLeft,
      scrollTop: dom.scrollTop,
      scrollWidth: dom.scrollWidth,
      scrollHeight: dom.scrollHeight,
    }),
    ...Object.fromEntries((fields.properties ?? []).map((name) => [name, instance?.attributes()[name]])),
    ...Object.fromEntries((fields.computedStyle ?? []).map((name) => [name, style.getPropertyValue(name)])),
    ...(fields.node === true && { node: canvasNode(dom) }),
  };
}

/** A 2d canvas as a mini program has it: it makes its own images and frames. */
function canvasNode(dom: HTMLElement): unknown {
  const canvas = instanceOf(dom)?.state.canvas;
  if (!(canvas instanceof HTMLCanvasElement)) return undefined;
  return Object.assign(canvas, {
    createImage: () => new Image(),
    requestAnimationFrame: requestAnimationFrame.bind(window),
    cancelAnimationFrame: cancelAnimationFrame.bind(window),
  });
}

class SelectorQuery {
  readonly #parts: PhoneParts;
  #root: ParentNode | undefined;
  #wanted: { read(): unknown; tell: Callback | undefined }[] = [];

  constructor(parts: PhoneParts) {
    this.#parts = parts;
  }

  in(component: { _$?: { $$?: HTMLElement } }): this {
    this.#root = component._$?.$$;
    return this;
  }

  #push(find: () => HTMLElement[], single: boolean, fields: Fields, tell?: Callback): this {
    const origin = this.#parts.stack.top.webview;
    this.#wanted.push({
      tell,
      read: () => {
        const found = find().map((dom) => readFields(dom, fields, origin.getBoundingClientRect()));
        return single ? (found[0] ?? null) : found;
      },
    });
    return this;
  }

  #node(find: () => HTMLElement[], single: boolean) {
    return {
      boundingClientRect: (tell?: Callback) =>
        this.#push(find, single, { id: true, dataset: true, rect: true, size: true }, tell),
      scrollOffset: (tell?: Callback) =>
        this.#push(find, single, { id: true, dataset: true, scrollOffset: true }, tell),
      fields: (fields: Fields, tell?: Callback) => this.#push(find, single, fields, tell),
      node: (tell?: Callback) => this.#push(find, single, { node: true }, tell),
      context: (tell?: Callback) => this.#push(find, single, { context: true }, tell),
    };
  }

  #find(selector: string): HTMLElement[] {
    const root = this.#root ?? this.#parts.stack.top.webview;
    return [...root.querySelectorAll<HTMLElement>(domSelector(selector))];
  }

  select(selector: string) {
    return this.#node(() => this.#find(selector).slice(0, 1), true);
  }

  selectAll(selector: string) {
    return this.#node(() => this.#find(selector), false);
  }

  selectViewport() {
    return this.#node(() => [this.#parts.stack.top.scroller], true);
  }

  exec(tell?: (results: unknown[]) => void): this {
    const wanted = this.#wanted.splice(0);
    setTimeout(() => {
      const results = wanted.map((one) => {
        const result = one.read();
        one.tell?.(result);
        return result;
      });
      tell?.(results);
    });
    return this;
  }
}

interface ObserverOptions {
  thresholds?: number[];
  observeAll?: boolean;
}

interface Margins {
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
}

class ViewObserver {
  readonly #page;
  readonly #options: ObserverOptions;
  #root: Element | null = null;
  #margins: Margins = {};
  #observer: IntersectionObserver | undefined;

  constructor(parts: PhoneParts, options: ObserverOptions) {
    this.#page = parts.stack.top;
    this.#options = options;
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.#root = this.#page.webview.querySelector(domSelector(selector));
    this.#margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.#root = this.#page.scroller;
    this.#margins = margins;
    return this;
  }

  observe(selector: string, tell: (result: unknown) => void): void {
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.#margins;
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio, boundingClientRect, intersectionRect, rootBounds, time } of entries) {
          tell({
            id: target.id,
            dataset: { ...(target as HTMLElement).dataset },
            intersectionRatio,
            boundingClientRect: boundingClientRect.toJSON() as unknown,
            intersectionRect: intersectionRect.toJSON() as unknown,
            relativeRect: rootBounds?.toJSON() as unknown,
            time,
          });
        }
      },
      {
        root: this.#root,
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: this.#options.thresholds ?? [0],
      },
    );
    const found = this.#page.webview.querySelectorAll(domSelector(selector));
    for (const dom of this.#options.observeAll === true ? found : [...found].slice(0, 1)) this.#observer.observe(dom);
  }

  disconnect(): void {
    this.#observer?.disconnect();
  }
}

export function queryApis(parts: PhoneParts): WxApi {
  return {
    createSelectorQuery: () => new SelectorQuery(parts),
    createIntersectionObserver: (_component: unknown, options: ObserverOptions = {}) =>
      new ViewObserver(parts, options),
    createOffscreenCanvas: ({ width = 300, height = 150 }: Options) =>
      Object.assign(document.createElement('canvas'), { width, height, createImage: () => new Image() }),
  };
}
