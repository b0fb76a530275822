import type { ValidInput } from '#contract/action';
import type { DeskContract } from '#contract/desk';
import { AppError } from '#domain/app-error';
import type { PostContent, PostDocument } from '#domain/post-document';
import { derivedFields, type References, readBody, resolveLaws } from '#functions/shared/post-intake';
import { correctPost as correctInPublic, readCitedLaws } from '#functions/shared/post-publishing';
import type { Handlers } from '#functions/shared/serve';
import { REVIEW_FIRST, wantsFourEyes } from './agency-settings.ts';
import { requireEditor } from './editor.ts';

type Correction = ValidInput<DeskContract, 'correctPost'>;

function invalid(path: string, message: string): AppError {
  return new AppError('invalid_input', `${path}: ${message}`, { issues: [{ path, message }] });
}

/** The post's content with what the editor changed. */
function applyCorrection(before: PostDocument, correction: Correction, laws: References['laws']): PostContent {
  const { html, title = before.title, digest = before.digest, channel = before.channel, cover } = correction;
  const body = html === undefined ? before : readBody(html, before.url);
  if (typeof body === 'string') throw invalid('html', body);
  const cited = correction.laws === undefined ? before.laws : resolveLaws(correction.laws, laws);
  if (typeof cited === 'string') throw invalid('laws', cited);
  const { laws: _replaced, ...kept } = before;
  return {
    ...kept,
    title,
    digest,
    channel,
    ...(cover !== undefined && { cover }),
    blocks: body.blocks,
    text: body.text,
    ...(cited !== undefined && cited.length > 0 && { laws: cited }),
    ...derivedFields({ title, digest, text: body.text, ...(cited !== undefined && { laws: cited }) }),
  };
}

export const correctPost: Handlers<DeskContract>['correctPost'] = async (correction, { caller, now }) => {
  const laws = await readCitedLaws(correction.laws ?? []);
  const deed = { by: caller.openid, action: 'correctPost', at: now };
  const post = await correctInPublic(correction, deed, async (before) => {
    requireEditor(caller, before);
    if (before.agencyId !== undefined && (await wantsFourEyes(before.agencyId))) {
      throw new AppError('conflict', `agency ${before.agencyId} wants a review first`, { reason: REVIEW_FIRST });
    }
    return applyCorrection(before, correction, laws);
  });
  return { revision: post.revision };
};
