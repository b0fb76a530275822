import type { ValidInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import type { AgencyDocument } from '#domain/agency';
import { composeAnswerBody } from '#domain/answer-text';
import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import { answerDraft, type DraftContent, type DraftDocument, saysSame } from '#domain/draft';
import type { InquiryDocument } from '#domain/inquiry';
import { collection, command } from '#functions/shared/database';
import { DRAFTS, finishPublication } from '#functions/shared/draft-publishing';
import { addressesOf } from '#functions/shared/file-storage';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
import { wantsFourEyes } from './agency-settings.ts';
import { requireRole } from './editor.ts';

/** A driver's pictures are for whoever answers, for as long as that takes. */
const PICTURES_SHOWN_SECONDS = 3600;

const inquiries = () => collection<InquiryDocument>('inquiries');

export const listInquiries: Handlers<DeskContract>['listInquiries'] = async ({ state, only, cursor, limit }) => {
  const [beyond, order, start] =
    state === 'waiting' ? ([command.gt, 'asc', '0'] as const) : ([command.lt, 'desc', '~'] as const);
  const found = await inquiries()
    .where({ state, ...(only === 'doubtful' && { doubtful: true }), key: beyond(cursor ?? start) })
    .orderBy('key', order)
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  const addresses = await addressesOf(
    page.flatMap(({ pictures }) => pictures),
    PICTURES_SHOWN_SECONDS,
  );
  return {
    inquiries: page.map(({ _id, pictures, ...inquiry }) => ({
      id: _id,
      ...inquiry,
      pictures: pictures.flatMap((picture) => addresses.get(picture) ?? []),
    })),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.key }),
  };
};

async function requireAgency(id: string): Promise<AgencyDocument> {
  const { data } = await collection<AgencyDocument>('agencies').doc(id).get();
  if (data === null) throw new AppError('not_found', `no agency ${id}`);
  return data;
}

function requireWaiting(inquiry: InquiryDocument | null, id: string): InquiryDocument {
  if (inquiry === null) throw new AppError('not_found', `no inquiry ${id}`);
  if (inquiry.state !== 'waiting') throw new AppError('conflict', `inquiry ${id} is ${inquiry.state}`);
  return inquiry;
}

type Answer = ValidInput<DeskContract, 'answerInquiry'>;

function contentOf({ agencyId, reply }: Answer, { title, text, channel }: NonNullable<Answer['publish']>) {
  const body = composeAnswerBody({ question: text, reply });
  return { agencyId, channel, title, digest: '', body, laws: [] } satisfies DraftContent;
}

/** The draft of an inquiry's public answer: there is one at most. */
function answerDraftId(inquiryId: string): string {
  return `answer-${inquiryId}`;
}

function reply(id: string, deed: Deed, change: (before: InquiryDocument) => InquiryDocument): Promise<void> {
  return traced(deed, async (scope) => {
    const before = requireWaiting(await scope.read<InquiryDocument>('inquiries', id), id);
    await scope.write('inquiries', before, change(before));
  });
}

/** Whether this is what the inquiry was answered with: asked again because the answer was lost. */
function saysAgain(
  inquiry: InquiryDocument,
  draft: DraftDocument | null,
  { reply: said, content }: { reply: string; content: DraftContent | undefined },
): boolean {
  if (inquiry.state !== 'answered' || inquiry.reply !== said) return false;
  return content === undefined ? draft === null : draft !== null && saysSame(draft, content);
}

/**
 * The inquiry is claimed, and what is to be public is a draft, in one transaction: of two editors one answers, and the other
 * has written nothing. A publication that is killed after it is ended by the next try, or by the timer that ends those of drafts.
 */
export const answerInquiry: Handlers<DeskContract>['answerInquiry'] = async (answer, { caller, now }) => {
  const { id, agencyId, publish } = answer;
  requireRole(caller, ['editor'], agencyId);
  const agency = await requireAgency(agencyId);
  const content = publish && contentOf(answer, publish);
  const fourEyes = content !== undefined && (await wantsFourEyes(agencyId));
  const deed = { by: caller.openid, action: 'answerInquiry', at: now };
  const draft = await traced(deed, async (scope) => {
    const before = await scope.read<InquiryDocument>('inquiries', id);
    const begun = await scope.read<DraftDocument>(DRAFTS, answerDraftId(id));
    if (before !== null && saysAgain(before, begun, { reply: answer.reply, content })) return begun;
    const repliedAt = now.toISOString();
    const said = { state: 'answered', reply: answer.reply, repliedAt, repliedBy: agency.shortName } as const;
    const waiting = requireWaiting(before, id);
    await scope.write<InquiryDocument>('inquiries', waiting, { ...waiting, ...said });
    if (content === undefined) return null;
    const after = answerDraft(answerDraftId(id), content, id, { ...deed, fourEyes });
    await scope.write(DRAFTS, begun, after);
    return after;
  });
  if (draft === null) return {};
  if (draft.state === 'publishing') return { postId: (await finishPublication(draft, now)).postId };
  return draft.postId === undefined ? { draftId: draft._id } : { postId: draft.postId };
};

export const declineInquiry: Handlers<DeskContract>['declineInquiry'] = async (wanted, { caller, now }) => {
  requireRole(caller, ['editor'], wanted.agencyId);
  const agency = await requireAgency(wanted.agencyId);
  await reply(wanted.id, { by: caller.openid, action: 'declineInquiry', at: now }, (before) => ({
    ...before,
    state: 'declined',
    reply: wanted.reason,
    repliedAt: now.toISOString(),
    repliedBy: agency.shortName,
  }));
  return { state: 'declined' };
};
