import { useSyncExternalStore } from 'react';
import { type KeptRoute, readRoutes, shelve, withoutRoute, withRoute } from '#domain/saved-route';
import { forgetLastGood } from '#platform/last-good';
import { readStored, removeStored, whenCleared, writeStored } from '#platform/storage';
import type { RouteCheck } from './route-check.ts';
import { GLANCE_KEY, type RouteGlance } from './route-glance.ts';

/** Saved routes are the phone's alone: nothing of this file is ever given to a call, a log or a share card. */
const KEY = 'my-routes';

let routes: readonly KeptRoute[] | undefined;
const listeners = new Set<() => void>();

whenCleared(() => {
  routes = undefined;
  for (const listener of listeners) listener();
});

export function savedRoutes(): readonly KeptRoute[] {
  routes ??= readRoutes(readStored(KEY));
  return routes;
}

/** Whether the phone could keep them. */
function keep(next: readonly KeptRoute[]): boolean {
  if (!writeStored(KEY, shelve(next))) return false;
  routes = next;
  const [first] = next;
  if (first === undefined) removeStored(GLANCE_KEY);
  else writeStored(GLANCE_KEY, { id: first.id, name: first.name } satisfies RouteGlance);
  for (const listener of listeners) listener();
  return true;
}

/** What the phone knows of the roads on a route; another state of the route is another answer. */
export function checkKey({ id, savedAt }: Pick<KeptRoute, 'id' | 'savedAt'>): string {
  return `own:route:${id}:${savedAt}`;
}

/** Whether the phone could keep it. */
export function saveRoute(route: KeptRoute): boolean {
  const before = savedRoutes().find(({ id }) => id === route.id);
  if (!keep(withRoute(savedRoutes(), route))) return false;
  if (before !== undefined) forgetLastGood(checkKey(before));
  return true;
}

export function removeRoute(route: KeptRoute): void {
  keep(withoutRoute(savedRoutes(), route.id));
  forgetLastGood(checkKey(route));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSavedRoutes(): readonly KeptRoute[] {
  return useSyncExternalStore(subscribe, savedRoutes);
}

/** Leaves for the roads tab what was found on the first route, where it can be said without "but". */
export function glanceAt({ id, name }: KeptRoute, { now, closures, state, asOf, silent, isCut }: RouteCheck): void {
  if (savedRoutes()[0]?.id !== id) return;
  const isCertain = (state === 'current' || state === 'no-events') && silent.length === 0 && isCut === undefined;
  const seen = isCertain && asOf !== undefined ? { seen: { asOf, events: now.length, closures } } : {};
  writeStored(GLANCE_KEY, { id, name, ...seen } satisfies RouteGlance);
}
