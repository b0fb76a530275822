import { DEFAULT_ALERT_GRADE } from '#domain/alert-rule';
import type { AlertSubscription } from './alerts-cloud.ts';
import { type NamedRoad, readRoad } from './route-roads.ts';

/** What somebody wants to be told of, as it is put together on the screen. */
export type AlertWish = Omit<AlertSubscription, 'id'>;

/** What the server takes of each. */
export const MOST_PLACES = 10;

export const EMPTY_WISH: AlertWish = { regions: [], roads: [], types: [], least: DEFAULT_ALERT_GRADE };

/** In, or out when it was in. */
export function turned<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one];
}

/** The road as the server knows it: its number, else the name that it has. */
export function watchedRoad(roads: readonly NamedRoad[], typed: string): string | null {
  const plain = typed.replace(/\s/gu, '');
  return readRoad(roads, typed)?.code ?? (/(?:高速|公路|大道|大桥|隧道|环线|[路街])$/u.test(plain) ? plain : null);
}
