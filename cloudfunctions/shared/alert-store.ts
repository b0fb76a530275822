import { createHash } from 'node:crypto';
import type { AlertDeliveryDocument, AlertPersonDocument, AlertSubscriptionDocument } from '#domain/alert-subscription';
import { collection } from './database.ts';

export const alertSubscriptions = () => collection<AlertSubscriptionDocument>('alert-subscriptions');
export const alertPeople = () => collection<AlertPersonDocument>('alert-people');
export const alertDeliveries = () => collection<AlertDeliveryDocument>('alert-deliveries');

/** A key made of parts; the same parts always have the same. */
export function alertKey(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** Deletes all that alerts know of a person: what they watch, what they granted, what they were told. */
export async function forgetAlerts(openid: string): Promise<void> {
  await alertSubscriptions().where({ openid }).remove();
  await alertPeople().doc(openid).remove();
  await alertDeliveries().where({ openid }).remove();
}
