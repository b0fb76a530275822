import type { DeskNumbersContract } from '#contract/desk-numbers';
import type { AgencyDocument } from '#domain/agency';
import { ANSWER_WITHIN_HOURS, measureAnswers } from '#domain/answer-times';
import { daysUpTo } from '#domain/daily-numbers';
import { BANNER_FEED_KEY } from '#domain/feed-key';
import type { InquiryDocument } from '#domain/inquiry';
import type { PostDocument } from '#domain/post-document';
import type { Role } from '#domain/roles';
import { collection, command } from '#functions/shared/database';
import { countMessagesOfDays } from '#functions/shared/message-numbers';
import { estimateMonth, readDailyNumbers } from '#functions/shared/month-cost';
import { readWhole } from '#functions/shared/read-whole';
import { roadEvents } from '#functions/shared/road-store';
import type { Handlers } from '#functions/shared/serve';
import { countWaiting } from './count-waiting.ts';
import { agenciesFor, requireRole } from './editor.ts';
import { deskFeedId } from './road-officer-event.ts';

const ROLES: readonly Role[] = ['editor', 'duty', 'operator'];
const DAYS = 30;
/** What the database gives at once. */
const MOST = 1000;
const TOP = 5;
/** An open event that nobody has confirmed for so long is one that drivers can't rely on; milliseconds. */
const STALE = 2 * 3600_000;

type Agencies = string[] | 'all';

/** Whether there may be more than was read: then what is counted is a lower bound. */
const isPartial = (found: readonly unknown[]) => found.length === MOST;

async function countPosts(agencies: Agencies, since: string) {
  const found = await collection<PostDocument>('posts')
    .where({
      status: 'published',
      // A pinned post stands above its time; the time itself is looked at below.
      feedKey: command.gte(since).and(command.lt(BANNER_FEED_KEY)),
      ...(agencies !== 'all' && { agencyId: command.in(agencies) }),
    })
    .orderBy('feedKey', 'desc')
    .limit(MOST)
    .field({ _id: true, title: true, publishedAt: true, counters: true })
    .get();
  const posts = found.data
    .filter(({ publishedAt }) => publishedAt >= since)
    .map(({ _id, title, counters }) => ({ id: _id, title, ...(counters ?? { views: 0, likes: 0, shares: 0 }) }));
  const sum = (field: 'views' | 'likes' | 'shares') => posts.reduce((total, post) => total + post[field], 0);
  return {
    published: posts.length,
    views: sum('views'),
    likes: sum('likes'),
    shares: sum('shares'),
    top: [...posts].sort((one, other) => other.views - one.views).slice(0, TOP),
    isPartial: isPartial(found.data),
  };
}

/** Answers name their agency by its short name; questions that wait are everybody's. */
async function countAnswers(agencies: Agencies, since: string, now: Date) {
  const inquiries = collection<InquiryDocument>('inquiries');
  const facts: { [field in 'askedAt' | 'repliedAt' | 'repliedBy']: boolean } = {
    askedAt: true,
    repliedAt: true,
    repliedBy: true,
  };
  const ofAgencies = agencies === 'all' ? {} : { repliedBy: command.in(await readAgencyNames(agencies)) };
  const [answered, waiting] = await Promise.all([
    inquiries
      .where({ state: 'answered', key: command.gte(since), ...ofAgencies })
      .orderBy('key', 'desc')
      .limit(MOST)
      .field(facts)
      .get(),
    inquiries
      .where({ state: 'waiting', key: command.gt('') })
      // Those that have waited longest: how many of them are overdue is what matters.
      .orderBy('key', 'asc')
      .limit(MOST)
      .field(facts)
      .get(),
  ]);
  return {
    ...measureAnswers(answered.data, waiting.data, now),
    withinHours: ANSWER_WITHIN_HOURS,
    isPartial: isPartial(answered.data),
    isWaitingPartial: isPartial(waiting.data),
  };
}

async function readAgencyNames(agencies: string[]): Promise<string[]> {
  const { data } = await collection<AgencyDocument>('agencies')
    .where({ _id: command.in(agencies) })
    .limit(agencies.length)
    .field({ _id: true, shortName: true })
    .get();
  return data.map(({ shortName }) => shortName);
}

async function readAgencyIds(): Promise<string[]> {
  const agencies = await readWhole<Pick<AgencyDocument, '_id'>>('agencies', { field: { _id: true } });
  return agencies.map(({ _id }) => _id);
}

/** Those that are over stay for good, so they are asked for by when they were made, and only those of the period are read. */
async function countEvents(agencies: Agencies, since: string, now: Date) {
  const ids = agencies === 'all' ? await readAgencyIds() : agencies;
  const feed = command.in(ids.map(deskFeedId));
  const [published, open] = await Promise.all([
    roadEvents()
      .where({ feed, 'event.created': command.gte(since) })
      .limit(MOST)
      .field({ _id: true })
      .get(),
    roadEvents().where({ feed, open: true }).limit(MOST).field({ _id: true, changedAt: true }).get(),
  ]);
  const ages = open.data
    .map(({ changedAt }) => now.getTime() - Date.parse(changedAt))
    .sort((one, other) => one - other);
  const middle = ages[Math.floor((ages.length - 1) / 2)];
  return {
    published: published.data.length,
    open: ages.length,
    stale: ages.filter((age) => age > STALE).length,
    isPartial: isPartial(published.data),
    isOpenPartial: isPartial(open.data),
    ...(middle !== undefined && { medianMinutes: Math.round(middle / 60_000) }),
  };
}

export const getNumbers: Handlers<DeskNumbersContract>['getNumbers'] = async ({ agencyId }, { caller, now }) => {
  if (agencyId !== undefined) requireRole(caller, ROLES, agencyId);
  const agencies = agencyId === undefined ? agenciesFor(caller.grants, ROLES) : [agencyId];
  const days = daysUpTo(now, DAYS);
  const since = new Date(now.getTime() - DAYS * 86_400_000).toISOString();
  const [known, posts, answers, events, messages, waiting, cost] = await Promise.all([
    readDailyNumbers(days),
    countPosts(agencies, since),
    countAnswers(agencies, since, now),
    countEvents(agencies, since, now),
    countMessagesOfDays(days),
    countWaiting('alert-deliveries', { state: 'waiting' }),
    estimateMonth(now),
  ]);
  return {
    days: days.map((day) => ({ day, views: known.get(day)?.views ?? 0, shares: known.get(day)?.shares ?? 0 })),
    posts,
    answers,
    events,
    messages: { ...messages, waiting },
    cost,
  };
};
