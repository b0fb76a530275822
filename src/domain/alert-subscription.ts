import { type AlertGrade, reaches } from './alert-rule.ts';
import { inChina } from './china-time.ts';
import type { RoadEvent, RoadEventType } from './road-event.ts';
import { placeOfRoad, placesOfRegion } from './road-shelf.ts';

/** Clock times `HH:MM` in China; a window whose end is not after its start reaches into the next day. */
export interface AlertHours {
  from: string;
  to: string;
}

/** What somebody watches. Nothing else is kept of them; it goes when they unsubscribe. */
export interface AlertWish {
  /** GB/T 2260 codes. */
  regions: string[];
  /** Numbers or names. */
  roads: string[];
  /** Every type when empty. */
  types: RoadEventType[];
  /** The least that is worth a message. */
  least: AlertGrade;
  /** At any hour when absent. */
  hours?: AlertHours;
}

/** In collection `alert-subscriptions`. */
export interface AlertSubscriptionDocument extends AlertWish {
  _id: string;
  openid: string;
  /** The places by which an event finds it; see `placesOf`. */
  watch: string[];
  /** ISO 8601 UTC. */
  createdAt: string;
}

/** In collection `alert-people` under the OPENID: how many messages the person has granted and not yet had. */
export interface AlertPersonDocument {
  _id: string;
  grants: number;
  /** The last taps that were counted, so that a call repeated over a bad network counts none twice. */
  taps?: string[];
}

/**
 * One event and one person, in collection `alert-deliveries` under a key made of both: written before the message is sent, so
 * that nobody is told twice. One that is still `sending` belongs to a run that was killed; whether it went out nobody knows.
 */
export interface AlertDeliveryDocument {
  _id: string;
  openid: string;
  eventKey: string;
  /** `waiting` for the person's hours, until `dueAt`. */
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'failed';
  dueAt?: string;
  at: string;
}

/** The places to watch for a wish. */
export function watchedPlaces({ regions, roads }: Pick<AlertWish, 'regions' | 'roads'>): string[] {
  return [...new Set([...regions.flatMap(placesOfRegion), ...roads.map(placeOfRoad)])];
}

/** Whether a wish is about such an event; its place has been asked for already. */
export function wants(wish: Pick<AlertWish, 'types' | 'least'>, event: RoadEvent, grade: AlertGrade): boolean {
  return reaches(grade, wish.least) && (wish.types.length === 0 || wish.types.includes(event.type));
}

/** When a message may reach somebody with these hours: now, or when they next begin. */
export function nextHour(hours: AlertHours | undefined, now: Date): Date {
  if (hours === undefined || hours.from === hours.to) return now;
  const local = inChina(now);
  const minute = local.hour() * 60 + local.minute();
  const from = minutesOf(hours.from);
  const to = minutesOf(hours.to);
  const isOpen = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  if (isOpen) return now;
  const today = local.startOf('day').add(from, 'minute');
  return (today.isAfter(local) ? today : today.add(1, 'day')).toDate();
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
