/** The first route as it was last looked at; the roads tab shows it without knowing how routes are matched. */
export interface RouteGlance {
  id: string;
  name: string;
  /** As of when, ISO 8601 UTC, and what was on it; absent where that can't be said without doubt. */
  seen?: { asOf: string; events: number; closures: number };
}

/** Where the phone keeps it. */
export const GLANCE_KEY = 'route-glance';
