import * as glassEasel from 'glass-easel';
import { noteUnimplemented } from './record.ts';
import { noteMovement } from './stillness.ts';
import { whileTapped } from './wx/call.ts';

type BackendElement = glassEasel.domlikeBackend.Element;
type ViewDocument = glassEasel.domlikeBackend.Context['document'];

/** glass-easel's own node that a DOM element stands for. */
export type ViewElement = HTMLElement & { __wxElement?: glassEasel.Element };

const known = new Set<string>(['page']);

/** Names a component that the view can draw; any other is reported when it is met. */
export function allowTag(tag: string): void {
  known.add(tag);
}

export function domOf(element: glassEasel.Element): HTMLElement | null {
  return element.$$ as HTMLElement | null;
}

/** The framework puts a component's number before every id (`1f--title`); WeChat's pages show ids as they were written. */
function keepIdPlain(dom: HTMLElement): void {
  Object.defineProperty(dom, 'id', {
    get: () => dom.getAttribute('id') ?? '',
    set: (id: string) => dom.setAttribute('id', id.replace(/^[0-9a-f]+--/, '')),
  });
}

/** Draws into this window. Input is delivered by `listenToInput`, so the framework's own listeners are not wanted. */
export class ViewBackend extends glassEasel.CurrentWindowBackendContext {
  override document: ViewDocument = {
    createElement: (tag) => {
      if (!known.has(tag)) noteUnimplemented(`component <${tag}>`);
      const dom = window.document.createElement(`wx-${tag}`);
      keepIdPlain(dom);
      return dom as unknown as BackendElement;
    },
    createTextNode: (text) => window.document.createTextNode(text) as unknown as BackendElement,
    createDocumentFragment: () => window.document.createDocumentFragment() as unknown as BackendElement,
  };

  override setListenerStats(): void {}
}

/** How far a finger may stray in a tap, in pixels, and how long it may rest, in milliseconds. */
const TAP_DISTANCE = 10;
const LONG_PRESS = 350;

interface Point {
  identifier: number;
  pageX: number;
  pageY: number;
  clientX: number;
  clientY: number;
}

function pointsOf(touches: TouchList): Point[] {
  return [...touches].map(({ identifier, pageX, pageY, clientX, clientY }) => ({
    identifier,
    pageX,
    pageY,
    clientX,
    clientY,
  }));
}

function viewElementAt(target: EventTarget | null): glassEasel.Element | undefined {
  for (let dom = target as ViewElement | null; dom !== null; dom = dom.parentElement) {
    if (dom.__wxElement !== undefined) return dom.__wxElement;
  }
  return undefined;
}

function dispatch(
  domEvent: Event,
  type: string,
  detail: unknown,
  touches?: { touches: Point[]; changedTouches: Point[] },
) {
  const target = viewElementAt(domEvent.target);
  if (target === undefined) return;
  noteMovement();
  const event = new glassEasel.Event(type, detail, {
    originalEvent: domEvent,
    bubbles: true,
    composed: true,
    capturePhase: true,
    ...(touches && { extraFields: touches }),
  });
  glassEasel.Event.dispatchEvent(target, event);
  if (event.defaultPrevented() && domEvent.cancelable) domEvent.preventDefault();
}

/** Turns fingers into the events that a mini program knows: touches, taps, long presses, and the ends of animations. */
export function listenToInput(root: HTMLElement): void {
  let tap: { at: Point; timer: number; long: boolean } | undefined;

  const letGo = () => {
    if (tap !== undefined) clearTimeout(tap.timer);
    tap = undefined;
  };
  const forward = (event: TouchEvent) => {
    const touches = { touches: pointsOf(event.touches), changedTouches: pointsOf(event.changedTouches) };
    dispatch(event, event.type, {}, touches);
    return touches;
  };
  const options = { capture: true, passive: false };

  root.addEventListener(
    'touchstart',
    (event) => {
      const touches = forward(event);
      letGo();
      const at = touches.changedTouches[0];
      if (at === undefined || event.touches.length > 1) return;
      const timer = window.setTimeout(() => {
        if (tap === undefined) return;
        tap.long = true;
        dispatch(event, 'longpress', { x: at.pageX, y: at.pageY }, touches);
      }, LONG_PRESS);
      tap = { at, timer, long: false };
    },
    options,
  );
  root.addEventListener(
    'touchmove',
    (event) => {
      const now = forward(event).changedTouches[0];
      if (tap === undefined || now === undefined) return;
      const strayed = Math.hypot(now.clientX - tap.at.clientX, now.clientY - tap.at.clientY);
      if (strayed > TAP_DISTANCE) letGo();
    },
    options,
  );
  root.addEventListener(
    'touchend',
    (event) => {
      const touches = forward(event);
      const done = tap;
      letGo();
      if (done === undefined || done.long) return;
      if ((event.target as Element).closest('[data-disabled]') !== null) return;
      whileTapped(() => dispatch(event, 'tap', { x: done.at.pageX, y: done.at.pageY }, touches));
    },
    options,
  );
  root.addEventListener(
    'touchcancel',
    (event) => {
      letGo();
      forward(event);
    },
    options,
  );
  for (const type of ['animationstart', 'animationiteration', 'animationend', 'transitionend']) {
    root.addEventListener(type, (event) => dispatch(event, type, {}), { capture: true });
  }
}

interface EventTargetView {
  id: string;
  dataset: Record<string, unknown>;
  offsetLeft: number;
  offsetTop: number;
}

function targetView(target: unknown): EventTargetView {
  const { id, dataset, $$, _$ } = target as {
    id?: string;
    dataset?: Record<string, unknown>;
    $$?: HTMLElement | null;
    _$?: glassEasel.Element;
  };
  const dom = $$ ?? (_$ === undefined ? null : domOf(_$));
  return { id: id ?? '', dataset: dataset ?? {}, offsetLeft: dom?.offsetLeft ?? 0, offsetTop: dom?.offsetTop ?? 0 };
}

/** The event as a mini program's handler gets it: data only, since it came over from the view. */
export function plainEvent(event: glassEasel.ShadowedEvent<unknown>): unknown {
  const { touches, changedTouches } = event as { touches?: Point[]; changedTouches?: Point[] };
  return JSON.parse(
    JSON.stringify({
      type: event.type,
      timeStamp: event.timeStamp,
      target: targetView(event.target),
      currentTarget: targetView(event.currentTarget),
      mark: event.mark ?? {},
      detail: event.detail ?? {},
      touches,
      changedTouches,
      mut: false,
    }),
  );
}
