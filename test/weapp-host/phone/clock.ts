const RealDate = Date;

let ahead = 0;

/** Sets the phone's clock; it runs on from there. */
export function setClock(now: number): void {
  ahead = now - RealDate.now();
}

/** Date as the mini program sees it: the language's own, by the phone's clock. */
export const phoneDate = new Proxy(RealDate, {
  construct(target, parts: unknown[], newTarget) {
    return Reflect.construct(target, parts.length === 0 ? [RealDate.now() + ahead] : parts, newTarget);
  },
  apply: () => new RealDate(RealDate.now() + ahead).toString(),
  get: (target, key, receiver) => (key === 'now' ? () => RealDate.now() + ahead : Reflect.get(target, key, receiver)),
});
