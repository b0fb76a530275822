import type { AlertsContract } from '#contract/alerts';
import { type AlertPersonDocument, type AlertSubscriptionDocument, watchedPlaces } from '#domain/alert-subscription';
import { AppError } from '#domain/app-error';
import { alertKey, alertPeople, alertSubscriptions, forgetAlerts } from '#functions/shared/alert-store';
import { transaction } from '#functions/shared/database';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';

type AlertHandlers = Handlers<AlertsContract>;

/** More would be a way to watch the whole country. */
const MOST_SUBSCRIPTIONS = 10;
/** Wishes changed and taps counted; nobody taps so often. */
const CHANGES = { what: 'alerts', most: 60, seconds: 3600 };
/** WeChat keeps no more either, and a number beyond it would be a promise that can't be kept. */
const MOST_GRANTS = 100;

/** Taps that are remembered: a phone repeats a call within minutes, not after twenty others. */
const TAPS_KEPT = 20;

async function addGrants(openid: string, granted: number, tap: string | undefined): Promise<number> {
  return transaction(async ({ collection }) => {
    const person = collection<AlertPersonDocument>('alert-people').doc(openid);
    const { data } = await person.get();
    const before = Math.max(0, data?.grants ?? 0);
    const known = data?.taps ?? [];
    if (tap !== undefined && known.includes(tap)) return before;
    const grants = Math.min(before + granted, MOST_GRANTS);
    const taps = tap === undefined ? known : [...known, tap].slice(-TAPS_KEPT);
    await person.set({ data: { grants, ...(taps.length > 0 && { taps }) } });
    return grants;
  });
}

async function readSubscriptions(openid: string): Promise<AlertSubscriptionDocument[]> {
  const found = await alertSubscriptions().where({ openid }).limit(MOST_SUBSCRIPTIONS).get();
  return found.data.sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
}

export const subscribeAlerts: AlertHandlers['subscribeAlerts'] = async (
  { granted, tap, ...wish },
  { caller: { openid }, now },
) => {
  await countUse(openid, CHANGES, now);
  const regions = [...new Set(wish.regions)].sort();
  const roads = [...new Set(wish.roads)].sort();
  const watch = watchedPlaces({ regions, roads });
  if (watch.length === 0) {
    const issue = { path: 'regions', message: 'the whole country can’t be watched' };
    throw new AppError('invalid_input', `${issue.path}: ${issue.message}`, { issues: [issue] });
  }
  const id = alertKey(openid, ...regions, '', ...roads);
  const known = await readSubscriptions(openid);
  const before = known.find(({ _id }) => _id === id);
  if (before === undefined && known.length >= MOST_SUBSCRIPTIONS) {
    throw new AppError('conflict', `${MOST_SUBSCRIPTIONS} subscriptions are there already`);
  }
  await alertSubscriptions()
    .doc(id)
    .set({ data: { ...wish, regions, roads, openid, watch, createdAt: before?.createdAt ?? now.toISOString() } });
  return { id, grants: await addGrants(openid, granted, tap) };
};

export const addAlertGrants: AlertHandlers['addAlertGrants'] = async ({ granted, tap }, { caller, now }) => {
  await countUse(caller.openid, CHANGES, now);
  return { grants: await addGrants(caller.openid, granted, tap) };
};

export const listAlertSubscriptions: AlertHandlers['listAlertSubscriptions'] = async (_, { caller: { openid } }) => {
  const [subscriptions, person] = await Promise.all([readSubscriptions(openid), alertPeople().doc(openid).get()]);
  const templateId = process.env.ALERT_TEMPLATE_ID;
  return {
    subscriptions: subscriptions.map(({ _id, ...subscription }) => ({ id: _id, ...subscription })),
    grants: Math.max(0, person.data?.grants ?? 0),
    ...(templateId && { templateId }),
  };
};

export const unsubscribeAlerts: AlertHandlers['unsubscribeAlerts'] = async ({ id }, { caller: { openid } }) => {
  const known = await readSubscriptions(openid);
  const left = id === undefined ? [] : known.filter(({ _id }) => _id !== id);
  if (left.length === 0) await forgetAlerts(openid);
  // By both, so that nobody ends another's.
  else await alertSubscriptions().where({ _id: id, openid }).remove();
  return { left: left.length };
};
