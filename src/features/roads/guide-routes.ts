import { matchRoute, type SavedRoute } from '#domain/road-route';
import type { GuideStretch } from './guide-words.ts';

/** The stretches that lie on any of the routes, in the order of the guide. The routes stay on the phone. */
export function stretchesOnRoutes(
  stretches: readonly GuideStretch[],
  routes: readonly Pick<SavedRoute, 'legs'>[],
): GuideStretch[] {
  const events = stretches.map(({ road, point }, at) => ({
    id: String(at),
    roads: [{ ...road, state: 'unknown' as const }],
    geometry: null,
    point: point ?? null,
  }));
  const found = new Set(routes.flatMap((route) => matchRoute(route, events)).map(({ event }) => event.id));
  return stretches.filter((_, at) => found.has(String(at)));
}
