import type { DeskContract } from '#contract/desk';
import type { AgencyDocument } from '#domain/agency';
import { AppError } from '#domain/app-error';
import type { Deed } from '#domain/audit';
import { type InquiryDocument, inquiryKey } from '#domain/inquiry';
import type { PostDraft } from '#domain/post';
import type { PostDocument } from '#domain/post-document';
import { escapeText } from '#functions/adapters/html/rich-text';
import { collection, command } from '#functions/shared/database';
import { addressesOf } from '#functions/shared/file-storage';
import { postId } from '#functions/shared/post-intake';
import { publishDraft, readExisting, readReferences } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';
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

function paragraphs(text: string): string {
  const lines = text.split(/\n+/).filter((line) => line.trim() !== '');
  return lines.map((line) => `<p>${escapeText(line)}</p>`).join('');
}

/** The source under which answers stand in the hall. */
const SOURCE = { sourceId: 'desk:inquiries', sourceName: '你问我答', platform: 'desk' } as const;

/** Idempotent by the inquiry's id: a second try finds the post that the first one made. */
async function publishAnswer(said: PostDraft, deed: Deed): Promise<string> {
  const id = postId(said.sourceId, said.externalId);
  const { data: before } = await collection<PostDocument>('posts').doc(id).get();
  const draft = { ...said, publishedAt: before?.publishedAt ?? said.publishedAt };
  const [known, references] = await Promise.all([readExisting([draft]), readReferences([draft])]);
  const publication = await publishDraft(draft, known.get(id), references, deed);
  if (publication.outcome === 'rejected') throw new AppError('invalid_input', `publish: ${publication.reason}`);
  return id;
}

function reply(id: string, deed: Deed, change: (before: InquiryDocument) => InquiryDocument): Promise<void> {
  return traced(deed, async (scope) => {
    const before = requireWaiting(await scope.read<InquiryDocument>('inquiries', id), id);
    await scope.write('inquiries', before, change(before));
  });
}

export const answerInquiry: Handlers<DeskContract>['answerInquiry'] = async (answer, { caller, now }) => {
  const { id, agencyId, publish } = answer;
  requireRole(caller, ['editor'], agencyId);
  const agency = await requireAgency(agencyId);
  requireWaiting((await inquiries().doc(id).get()).data, id);
  const deed = { by: caller.openid, action: 'answerInquiry', at: now };
  const repliedAt = now.toISOString();
  const published =
    publish &&
    (await publishAnswer(
      {
        ...SOURCE,
        externalId: id,
        title: publish.title,
        digest: '',
        html: `<h3>问</h3>${paragraphs(publish.text)}<h3>答</h3>${paragraphs(answer.reply)}`,
        publishedAt: repliedAt,
        channel: publish.channel,
        agencyId,
      },
      deed,
    ));
  await reply(id, deed, (before) => ({
    ...before,
    state: 'answered',
    reply: answer.reply,
    repliedAt,
    repliedBy: agency.shortName,
    ...(publish &&
      published && { postId: published, publishedText: publish.text, answerKey: inquiryKey(repliedAt, id) }),
  }));
  return published ? { postId: published } : {};
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
