import type { GuideStretch } from './holiday-guide.ts';
import { matchRoute, type SavedRoute } from './road-route.ts';

/** What of a stretch tells whether it lies on a route. */
type Placed = Pick<GuideStretch, 'name' | 'road' | 'point'>;

/**
 * The stretches of a holiday guide that lie on any of these routes, in the guide's order. It runs on the phone, which alone
 * knows the routes.
 */
export function stretchesOnRoutes<S extends Placed>(
  stretches: readonly S[],
  routes: readonly Pick<SavedRoute, 'legs'>[],
): S[] {
  const events = stretches.map(({ road, point }, at) => ({
    id: String(at),
    roads: [{ ...road, state: 'unknown' as const }],
    geometry: null,
    point: point ?? null,
  }));
  const found = new Set(routes.flatMap((route) => matchRoute(route, events).map(({ event }) => event.id)));
  return stretches.filter((_, at) => found.has(String(at)));
}
