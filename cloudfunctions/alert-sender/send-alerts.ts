import { composeAlert } from '#domain/alert-message';
import type { AlertOutboxDocument } from '#domain/alert-outbox';
import {
  type AlertDeliveryDocument,
  type AlertSubscriptionDocument,
  nextHour,
  wants,
} from '#domain/alert-subscription';
import type { MessageOutcome } from '#domain/message-numbers';
import type { RoadEventDocument } from '#domain/road-document';
import { phaseAt } from '#domain/road-schedule';
import { placesOf } from '#domain/road-shelf';
import { alertOutbox } from '#functions/shared/alert-outbox';
import { alertDeliveries, alertKey, alertPeople, alertSubscriptions } from '#functions/shared/alert-store';
import { command, isDuplicate } from '#functions/shared/database';
import { inParallel } from '#functions/shared/in-parallel';
import type { Log } from '#functions/shared/log';
import { beginCounting, countMessage } from '#functions/shared/message-numbers';
import { readEvent } from '#functions/shared/road-store';
import { type SendResult, sendSubscribeMessage } from '#functions/shared/subscribe-message';

/** Where messages come from and lead to; set by the deployment. */
interface AlertTemplate {
  id: string;
  /** The keys of the template's keywords for 路段, 事件, 时间, 提示. */
  keys: readonly string[];
  page: string;
}

/** Nothing is begun later than this after the call, so that the function ends within its minute. */
const TIME_MS = 42_000;
/** Of that, what waited since last night leaves half to what is news now. */
const WAITING_MS = TIME_MS / 2;
const EVENTS_A_RUN = 50;
/** Subscriptions read at once; a person has ten at most. */
const PAGE = 200;
const PARALLEL = 10;
/** What has not gone out by then is no news any more. */
const STALE_MS = 3 * 3_600_000;
/** How long it is remembered who was told of what: longer than events last, but for a few roadworks. */
const REMEMBERED_MS = 180 * 86_400_000;

/** WeChat takes no messages now, none of ours, or gives no answer: the run ends, and what is left waits in the outbox. */
class SendingStopped extends Error {
  constructor(readonly result: SendResult) {
    super(`subscribe messages can't be sent: ${result.why}`);
    this.name = 'SendingStopped';
  }
}

interface Run {
  template: AlertTemplate;
  now: Date;
  sent: number;
  /** Messages that were decided on before are not counted as they are sent; see `beginCounting`. */
  countedSince: string;
  hasTime: () => boolean;
  hasTimeForWaiting: () => boolean;
}

/**
 * Tells people of what they watch, from the outbox: each event once to each person, whether or not a run is killed. A grant is
 * spent when a message has gone out, and forgotten when WeChat says that there is none.
 */
export async function sendAlerts(now: Date, log: Log): Promise<void> {
  const template = readTemplate(process.env);
  if (template === null) {
    // Nobody will be told: what is no news any more must not pile up for a template that may never come.
    const stale = new Date(now.getTime() - STALE_MS).toISOString();
    await alertOutbox()
      .where({ at: command.lt(stale) })
      .remove();
    return;
  }
  const began = performance.now();
  const countedSince = await beginCounting(now);
  const lasts = (ms: number) => () => performance.now() - began < ms;
  const run: Run = {
    ...{ template, now, sent: 0, countedSince },
    ...{ hasTime: lasts(TIME_MS), hasTimeForWaiting: lasts(WAITING_MS) },
  };
  try {
    await sendWaiting(run);
    const { data: outbox } = await alertOutbox().orderBy('at', 'asc').limit(EVENTS_A_RUN).get();
    for (const alert of outbox) {
      if (!run.hasTime()) break;
      await tellOf(alert, run).catch((error: unknown) => noteRefusal(alert, error));
    }
    const forgotten = new Date(now.getTime() - REMEMBERED_MS).toISOString();
    await alertDeliveries()
      .where({ at: command.lt(forgotten) })
      .remove();
  } catch (error) {
    if (!(error instanceof SendingStopped)) throw error;
    log.note('stopped', error.message);
    // A quota comes back by itself, and so do answers; a token or a template that doesn't hold is for an operator to see.
    if (error.result.outcome === 'broken') throw error;
  } finally {
    log.note('sent', run.sent);
  }
}

/** Keeps beside what waits why it does: the watch tells an operator. @throws the error */
async function noteRefusal(alert: AlertOutboxDocument, error: unknown): Promise<never> {
  if (error instanceof SendingStopped && error.result.code !== undefined) {
    await alertOutbox()
      .doc(alert._id)
      .update({ data: { refusal: error.result.code } });
  }
  throw error;
}

function readTemplate({ ALERT_TEMPLATE_ID, ALERT_TEMPLATE_KEYS, ALERT_PAGE }: NodeJS.ProcessEnv): AlertTemplate | null {
  if (!ALERT_TEMPLATE_ID) return null;
  const keys = (ALERT_TEMPLATE_KEYS ?? 'thing1,thing2,time3,thing4').split(',').map((key) => key.trim());
  return { id: ALERT_TEMPLATE_ID, keys, page: ALERT_PAGE ?? 'pages/roads/event' };
}

/** Tells everybody who watches, from where the run before left off; then the alert is done. */
async function tellOf(alert: AlertOutboxDocument, run: Run): Promise<void> {
  const event = await readEvent(alert.eventKey);
  const age = run.now.getTime() - Date.parse(alert.at);
  // Put into the outbox before the event was written, by a run that was killed between the two: the next one writes it.
  const isAhead = event === null || event.revision < alert.revision;
  if (isAhead && age <= STALE_MS) return;
  if (event === null || isAhead || age > STALE_MS || !isNews(event, run.now)) {
    await alertOutbox().doc(alert._id).remove();
    return;
  }
  const places = placesOf(event.event).filter((place) => place !== '');
  for (let done = alert.done ?? ''; run.hasTime(); ) {
    const { data: page } = await alertSubscriptions()
      .where({ watch: command.in(places), openid: command.gt(done) })
      .orderBy('openid', 'asc')
      .limit(PAGE)
      .get();
    const people = wholePeople(page);
    await inParallel([...people], PARALLEL, ([openid, subscriptions]) =>
      tell(openid, subscriptions, { alert, event, run }),
    );
    const last = [...people.keys()].at(-1);
    if (page.length < PAGE || last === undefined) {
      await alertOutbox().doc(alert._id).remove();
      return;
    }
    done = last;
    await alertOutbox().doc(alert._id).update({ data: { done } });
  }
}

function isNews({ open, event }: RoadEventDocument, now: Date): boolean {
  return open && phaseAt(event, now.getTime()) !== 'over';
}

/** Subscriptions by person; of a full page the last person may have more on the next, and waits for it. */
function wholePeople(page: readonly AlertSubscriptionDocument[]): Map<string, AlertSubscriptionDocument[]> {
  const people = new Map<string, AlertSubscriptionDocument[]>();
  for (const subscription of page) {
    people.set(subscription.openid, [...(people.get(subscription.openid) ?? []), subscription]);
  }
  const last = page.at(-1);
  if (page.length === PAGE && people.size > 1 && last !== undefined) people.delete(last.openid);
  return people;
}

async function tell(
  openid: string,
  subscriptions: readonly AlertSubscriptionDocument[],
  { alert, event, run }: { alert: AlertOutboxDocument; event: RoadEventDocument; run: Run },
): Promise<void> {
  const wishes = subscriptions.filter((wish) => wants(wish, event.event, alert.grade));
  const [dueAt] = wishes.map(({ hours }) => nextHour(hours, run.now).toISOString()).sort();
  if (dueAt === undefined || !(await hasGrant(openid))) return;
  const isWaiting = dueAt > run.now.toISOString();
  const delivery: AlertDeliveryDocument = {
    _id: alertKey(openid, event._id),
    openid,
    eventKey: event._id,
    state: isWaiting ? 'waiting' : 'sending',
    ...(isWaiting && { dueAt }),
    at: run.now.toISOString(),
  };
  if ((await reserve(delivery)) && !isWaiting) await send(delivery, event, run);
}

async function hasGrant(openid: string): Promise<boolean> {
  const { data: person } = await alertPeople().doc(openid).get();
  return (person?.grants ?? 0) > 0;
}

/** False where the person has been told of the event, or is being told. */
async function reserve(delivery: AlertDeliveryDocument): Promise<boolean> {
  try {
    await alertDeliveries().add({ data: delivery });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** What had to wait for somebody's hours, where it still holds: at seven many hours begin at once. */
async function sendWaiting(run: Run): Promise<void> {
  for (let due = PAGE; due === PAGE && run.hasTimeForWaiting(); ) due = await sendDue(run);
}

/** @returns how many were due, a page at most; each of them is sent, given up, or another run's by then, or the time was up */
async function sendDue(run: Run): Promise<number> {
  const { data: due } = await alertDeliveries()
    .where({ dueAt: command.and(command.gt(''), command.lte(run.now.toISOString())) })
    .orderBy('dueAt', 'asc')
    .limit(PAGE)
    .get();
  await inParallel(due, PARALLEL, async (delivery) => {
    if (!run.hasTime()) return;
    const event = await readEvent(delivery.eventKey);
    if (event === null || !isNews(event, run.now) || !(await hasGrant(delivery.openid))) {
      await alertDeliveries().doc(delivery._id).remove();
      return;
    }
    const taken = await alertDeliveries()
      .where({ _id: delivery._id, state: 'waiting' })
      .update({ data: { state: 'sending', dueAt: command.remove() } });
    if (taken.stats.updated === 1) await send(delivery, event, run);
  });
  return due.length;
}

/** What becomes of a delivery, for good; its alert is in no outbox any more, so nobody counts it again. */
async function end({ _id, at }: AlertDeliveryDocument, outcome: MessageOutcome, run: Run): Promise<void> {
  // Counted first: a run that is killed in between has sent what it counted, and not the other way round.
  if (at >= run.countedSince) await countMessage(outcome, run.now);
  await alertDeliveries()
    .doc(_id)
    .update({ data: { state: outcome } });
}

/** @throws SendingStopped, with the reservation given back: the message did not go out */
async function send(delivery: AlertDeliveryDocument, { _id: key, event }: RoadEventDocument, run: Run) {
  const { _id, openid, dueAt } = delivery;
  const { where, what, since, advice } = composeAlert(event, run.now);
  const words = [where, what, since, advice];
  const result = await sendSubscribeMessage({
    openid,
    templateId: run.template.id,
    page: `${run.template.page}?id=${key}`,
    values: Object.fromEntries(run.template.keys.map((name, at) => [name, words[at] ?? ''])),
  });
  switch (result.outcome) {
    case 'sent':
      run.sent += 1;
      await end(delivery, 'sent', run);
      await alertPeople()
        .doc(openid)
        .update({ data: { grants: command.inc(-1) } });
      return;
    case 'unpermitted':
      await end(delivery, 'refused', run);
      await alertPeople()
        .doc(openid)
        .update({ data: { grants: 0 } });
      return;
    case 'nobody':
      await end(delivery, 'failed', run);
      return;
    case 'unknown':
      // It may have gone out: better not told than told twice. Counted as failed, so that an operator sees it, and nobody else
      // is tried in this run: a platform that answers nobody would lose everybody.
      await end(delivery, 'failed', run);
      throw new SendingStopped(result);
    default:
      // Not sent: it waits again, in the outbox or for the next run.
      if (dueAt === undefined) await alertDeliveries().doc(_id).remove();
      else
        await alertDeliveries()
          .doc(_id)
          .update({ data: { state: 'waiting', dueAt } });
      throw new SendingStopped(result);
  }
}
