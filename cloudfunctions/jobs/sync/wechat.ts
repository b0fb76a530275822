import { readFreepublish } from '#functions/adapters/news/freepublish';
import { collection } from '#functions/shared/database';
import { fetchDocument, parseAnswer, SourceError } from './fetch-document.ts';
import type { Fetched, SourceReader } from './reader.ts';
import { requireVariable, type SourceOf } from './source-config.ts';

/** An access token as it is shared by all instances, in collection `tokens`. */
interface TokenDocument {
  _id: string;
  token: string;
  expiresAt: string;
}

/** Publications of one request, and requests of one run: the first run reads the latest hundred, later ones what is new. */
const PAGE = 20;
const MAX_PAGES = 5;
/** A token is renewed so long before it expires, milliseconds. */
const TOKEN_MARGIN = 5 * 60_000;
/** "access_token is invalid or not latest", "expired", "invalid": a new one may help. */
const TOKEN_CODES = new Set([40001, 40014, 42001]);
/** "reach max api daily quota limit": the quota is of a day; minutes. */
const QUOTA_CODE = 45009;
const QUOTA_WAIT = 6 * 60;

const tokenId = ({ appId }: SourceOf<'wechat'>) => `wechat:${appId}`;

function requireSuccess(answer: Record<string, unknown>, what: string): void {
  const { errcode, errmsg } = answer;
  if (typeof errcode !== 'number' || errcode === 0) return;
  const wait = errcode === QUOTA_CODE ? QUOTA_WAIT : undefined;
  throw new SourceError(`${what}: ${errcode} ${String(errmsg).slice(0, 120)}`, errcode, wait);
}

async function renewToken(source: SourceOf<'wechat'>, environment: NodeJS.ProcessEnv, now: Date): Promise<string> {
  const query = new URLSearchParams({
    grant_type: 'client_credential',
    appid: source.appId,
    secret: requireVariable(environment, source.secretVariable),
  });
  const { bytes } = await fetchDocument(`${source.api}/cgi-bin/token?${query}`);
  const answer = parseAnswer(bytes, 'cgi-bin/token');
  requireSuccess(answer, 'cgi-bin/token');
  const { access_token: token, expires_in: seconds } = answer;
  if (typeof token !== 'string' || typeof seconds !== 'number') throw new SourceError('cgi-bin/token gave no token');
  const expiresAt = new Date(now.getTime() + seconds * 1000).toISOString();
  await collection<TokenDocument>('tokens').doc(tokenId(source)).set({ data: { token, expiresAt } });
  return token;
}

async function readToken(source: SourceOf<'wechat'>, environment: NodeJS.ProcessEnv, now: Date): Promise<string> {
  const { data: kept } = await collection<TokenDocument>('tokens').doc(tokenId(source)).get();
  if (kept !== null && Date.parse(kept.expiresAt) - TOKEN_MARGIN > now.getTime()) return kept.token;
  return renewToken(source, environment, now);
}

async function readPage(source: SourceOf<'wechat'>, token: string, offset: number): Promise<Uint8Array> {
  const { bytes } = await fetchDocument(`${source.api}/cgi-bin/freepublish/batchget?access_token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ offset, count: PAGE, no_content: 0 }),
  });
  requireSuccess(parseAnswer(bytes, 'freepublish/batchget'), 'freepublish/batchget');
  return bytes;
}

function updateTimes(bytes: Uint8Array): number[] {
  const { item } = parseAnswer(bytes, 'freepublish/batchget');
  return (Array.isArray(item) ? item : []).map(
    (one: { update_time?: unknown } | null) => Number(one?.update_time) || 0,
  );
}

/**
 * `freepublish/batchget`, latest first, until what the last run has seen. The first page is read in any case: a
 * publication that was deleted says so there without becoming newer.
 */
export const readWechat: SourceReader<'wechat'> = async (source, { cursor, environment, now, options }) => {
  let token = await readToken(source, environment, now);
  const seen = Number(cursor ?? 0);
  let latest = seen;
  const fetched: Fetched = { documents: [], cursor };
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const bytes = await readPage(source, token, page * PAGE).catch(async (error: unknown) => {
      if (!(error instanceof SourceError) || error.code === undefined || !TOKEN_CODES.has(error.code)) throw error;
      token = await renewToken(source, environment, now);
      return readPage(source, token, page * PAGE);
    });
    fetched.documents.push(readFreepublish(bytes, options));
    const times = updateTimes(bytes);
    latest = Math.max(latest, ...times);
    if (times.length < PAGE || Math.min(...times) <= seen) break;
  }
  return { ...fetched, cursor: latest > 0 ? String(latest) : cursor };
};
