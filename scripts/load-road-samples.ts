import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ActionInput, Reply } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { inChina } from '#domain/china-time';
import guide from '../content/roads/holiday-guide.json';
import { CONTENT } from './check-content/read.ts';
import type { CloudSession } from './cloud-session.ts';
import { deliverRoadDocument } from './import-roads.ts';

const FEED = 'sample';
/** Its examples are made anew with every start only. */
const INTERVAL_SECONDS = 86_400;

type Guide = ActionInput<DeskContract, 'saveHolidayGuide'>['guide'];

/** A clock time so many days from now, in China. */
function timeOn(day: number, clock: string, now: Date): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return inChina(now).add(day, 'day').startOf('day').hour(hour).minute(minute).toISOString();
}

function guideFor(now: Date): Guide {
  const { daysFromNow, peaks, name, intro, chokePoints, accidentProne, tips } = guide;
  return {
    name,
    intro,
    tips,
    from: timeOn(daysFromNow.from, '00:00', now),
    to: timeOn(daysFromNow.to, '24:00', now),
    peaks: peaks.map(({ kind, level, text, day, start, end }) => ({
      kind: kind as Guide['peaks'][number]['kind'],
      level: level as Guide['peaks'][number]['level'],
      text,
      from: timeOn(day, start, now),
      to: timeOn(day, end, now),
    })),
    chokePoints: chokePoints as Guide['chokePoints'],
    accidentProne: accidentProne.map(({ cause, ...stretch }) => ({
      ...stretch,
      reason: cause,
    })) as Guide['accidentProne'],
  };
}

async function call(session: CloudSession, openid: string, action: string, input: unknown): Promise<void> {
  const reply = (await session.call('desk', { action, input }, openid)) as Reply<unknown>;
  if (!reply.ok) throw new Error(`desk.${action}: ${reply.error.code}: ${reply.error.message}`);
}

/** @returns how many events are new */
async function deliver(session: CloudSession, file: string, { openid, now }: { openid: string; now: Date }) {
  const document = readFileSync(path.join(CONTENT, 'roads', file));
  const wanted = { openid, feed: FEED, document, receivedAt: now };
  const { outcome, why, counts, rejections } = await deliverRoadDocument(session, wanted);
  const [first] = rejections;
  if (outcome !== 'done' || first !== undefined) {
    throw new Error(`content/roads/${file} doesn't hold: ${why ?? `${first?.where}: ${first?.why}`}`);
  }
  return counts.created;
}

/**
 * Loads the example events and the example holiday guide, their times relative to `now`, as an operator would. The agency that
 * speaks in the guide must be there.
 * @throws where an example doesn't hold
 */
export async function loadRoadSamples(
  session: CloudSession,
  { openid, agencyId, now }: { openid: string; agencyId: string; now: Date },
): Promise<{ events: number }> {
  const feed = { id: FEED, name: '示例路况', format: 'own-json', mode: 'snapshot', intervalSeconds: INTERVAL_SECONDS };
  await call(session, openid, 'saveRoadFeeds', { feeds: [feed] });
  // What has ended by now must have been there before: nobody is told of what was over before they heard of it.
  const before = await deliver(session, 'events-before.json', { openid, now });
  const after = await deliver(session, 'events.json', { openid, now });
  await session.grant(openid, 'duty');
  await call(session, openid, 'saveHolidayGuide', { id: guide.id, agencyId, guide: guideFor(now) });
  return { events: before + after };
}
