import { feedKey } from '#domain/feed-key';

/** Many documents made of a few that stand: others' and older ones, so that an index's values are spread as in life. */

/** A document as the database holds it. */
export type Stored = { _id: string } & Record<string, unknown>;

const MINUTE = 60_000;
/** Clones reach back so far, and begin anew. */
const DAYS_BACK = 60;
/** Others than the one who asks; a person has some ten documents of a kind. */
const PEOPLE = 300;
/** Agencies beside those of the hall. */
const AGENCIES = 39;
/** One clone in so many is the caller's, or the agency's, own. */
const OWN = 40;

/** The one kind of which nobody is let have so many. */
const TEN_AT_MOST = 'alert-subscriptions';

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** What is no matter of thousands: places above the feed, of which there are few; and what only makes a clone heavy. */
const REDUCED: Readonly<Record<string, (document: Stored) => object>> = {
  audit: ({ before, after, ...rest }) => rest,
  posts: ({ pinnedUntil, ...post }) => ({ ...post, feedKey: feedKey(String(post.publishedAt), post._id) }),
  // Points of this week would have the next exam move its owner's count, which is nothing that grows.
  exams: ({ questions, ...rest }) => ({ ...rest, points: 0, questions: (questions as unknown[]).slice(0, 3) }),
};

export interface Owners {
  /** Whose documents one clone in forty is. */
  openid: string;
  agencyId: string;
}

/**
 * The `at`-th clone of a document: an id of its own, an older time wherever there is one, another owner and another agency.
 * Keys that are made of an id and a time follow.
 */
export function cloneOf(collection: string, document: Stored, at: number, own: Owners): object {
  const light = REDUCED[collection]?.(document) ?? document;
  const back = ((at * 37) % (DAYS_BACK * 24 * 60)) * MINUTE;
  const text = JSON.stringify(light)
    .replaceAll(INSTANT, (instant) => new Date(Date.parse(instant) - back).toISOString())
    .replaceAll(JSON.stringify(document._id).slice(1, -1), `clone-${at}-${document._id}`);
  const clone = JSON.parse(text) as Stored;
  const isOwn = at % OWN === 0 && collection !== TEN_AT_MOST;
  const other = `other-${at % PEOPLE}`;
  // Of a circle both are people: the one whose it is, and one who joined.
  if ('owner' in clone) Object.assign(clone, { owner: isOwn ? own.openid : other, openid: `friend-${at}` });
  else if ('openid' in clone) clone.openid = isOwn ? own.openid : other;
  const agency = isOwn ? own.agencyId : `agency-${at % AGENCIES}`;
  if ('agencyId' in clone) clone.agencyId = agency;
  if (String(clone.feed).startsWith('desk.')) {
    // Every event that an agency ever had stays, and few of them are open.
    clone.feed = `desk.${at % 3 > 0 ? own.agencyId : agency}`;
    clone.open = at % 100 === 1;
  } else if ('feed' in clone) clone.feed = `feed-${at % AGENCIES}`;
  if (typeof clone.points === 'number') clone.points += at % 500;
  return clone;
}
