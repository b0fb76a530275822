import { createHash } from 'node:crypto';
import type { MeContract, MyQuestion } from '#contract/me';
import { INQUIRIES_A_DAY, type InquiryDocument, inquiryKey } from '#domain/inquiry';
import { collection, command } from '#functions/shared/database';
import { countUse, type RateLimit } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { checkText } from '#functions/shared/text-check';

const A_DAY = 86_400;
/** Texts that are looked at in a day, those that are refused included. */
const CHECKS: RateLimit = { what: 'checkText', most: 20, seconds: A_DAY };
const INQUIRIES: RateLimit = { what: 'askQuestion', most: INQUIRIES_A_DAY, seconds: A_DAY };

const inquiries = () => collection<InquiryDocument>('inquiries');

function viewOf({ _id, ...inquiry }: InquiryDocument): MyQuestion {
  return { id: _id, ...inquiry };
}

export const askQuestion: Handlers<MeContract>['askQuestion'] = async (asked, { caller, now }) => {
  const { clientId, kind, text, pictures } = asked;
  const id = createHash('sha256').update(`${caller.openid}\n${clientId}`).digest('hex').slice(0, 24);
  const { data: known } = await inquiries().doc(id).get();
  if (known !== null) return viewOf(known);
  // Each check costs WeChat's patience with all of us, passed or not.
  await countUse(caller.openid, CHECKS, now);
  const { isDoubtful } = await checkText('text', text, caller.openid);
  await countUse(caller.openid, INQUIRIES, now);
  const askedAt = now.toISOString();
  const inquiry: InquiryDocument = {
    _id: id,
    openid: caller.openid,
    kind,
    text,
    pictures,
    askedAt,
    key: inquiryKey(askedAt, id),
    state: 'waiting',
    ...(isDoubtful && { doubtful: true }),
  };
  const { _id, ...data } = inquiry;
  await inquiries().doc(id).set({ data });
  return viewOf(inquiry);
};

export const listMyQuestions: Handlers<MeContract>['listMyQuestions'] = async ({ cursor, limit }, { caller }) => {
  const found = await inquiries()
    .where({ openid: caller.openid, key: command.lt(cursor ?? '~') })
    .orderBy('key', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  return {
    questions: page.map(viewOf),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.key }),
  };
};
