import { readWeibo as readStatuses } from '#functions/adapters/news/weibo';
import { fetchDocument, parseAnswer, SourceError } from './fetch-document.ts';
import type { SourceReader } from './reader.ts';
import { requireVariable } from './source-config.ts';

const COUNT = 100;
/** "User requests out of rate limit" and its kin: the limits are of an hour; minutes. */
const RATE_CODES = new Set([10022, 10023, 10024]);
const RATE_WAIT = 60;

function requireSuccess(answer: Record<string, unknown>): void {
  const { error, error_code: code } = answer;
  if (typeof code !== 'number') return;
  throw new SourceError(
    `statuses/user_timeline: ${code} ${String(error).slice(0, 120)}`,
    code,
    RATE_CODES.has(code) ? RATE_WAIT : undefined,
  );
}

/** The largest id: they grow with time, and are longer than a number can hold. */
function latestId(answer: Record<string, unknown>, seen: string | undefined): string | undefined {
  const statuses = Array.isArray(answer.statuses) ? (answer.statuses as ({ idstr?: unknown } | null)[]) : [];
  const ids = statuses
    .map((one) => one?.idstr)
    .filter((one): one is string => typeof one === 'string' && /^\d+$/.test(one));
  const older = (one: string, other: string) => one.length - other.length || (one < other ? -1 : 1);
  return [...ids, ...(seen === undefined ? [] : [seen])].sort(older).at(-1);
}

/** `2/statuses/user_timeline`, what is newer than the last run has seen. */
export const readWeibo: SourceReader<'weibo'> = async (source, { cursor, environment, options }) => {
  const query = new URLSearchParams({
    access_token: requireVariable(environment, source.tokenVariable),
    uid: source.uid,
    count: String(COUNT),
    since_id: cursor ?? '0',
  });
  const { bytes } = await fetchDocument(`${source.api}/2/statuses/user_timeline.json?${query}`);
  const answer = parseAnswer(bytes, 'statuses/user_timeline');
  requireSuccess(answer);
  const isEmpty = Array.isArray(answer.statuses) && answer.statuses.length === 0;
  return { documents: isEmpty ? [] : [readStatuses(bytes, options)], cursor: latestId(answer, cursor) };
};
