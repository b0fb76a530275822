import type { NewsContract } from '#contract/news';
import type { InquiryDocument } from '#domain/inquiry';
import type { PostDocument } from '#domain/post-document';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

/** Which of these posts were withdrawn: what they answer is public no longer. */
async function findWithdrawn(ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = await collection<PostDocument>('posts')
    .where({ _id: command.in([...ids]) })
    .limit(ids.length)
    .field({ _id: true, status: true })
    .get();
  return new Set(found.data.filter(({ status }) => status === 'withdrawn').map(({ _id }) => _id));
}

export const listAnswers: Handlers<NewsContract>['listAnswers'] = async ({ cursor, limit }) => {
  const found = await collection<InquiryDocument>('inquiries')
    .where({ answerKey: command.lt(cursor ?? '~') })
    .orderBy('answerKey', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1)?.answerKey;
  const withdrawn = await findWithdrawn(page.flatMap(({ postId }) => (postId === undefined ? [] : [postId])));
  const shown = page.filter(({ postId }) => postId === undefined || !withdrawn.has(postId));
  return {
    answers: shown.map(({ _id, text, reply = '', publishedText = text, publishedReply = reply, ...answer }) => ({
      id: _id,
      text: publishedText,
      reply: publishedReply,
      repliedAt: answer.repliedAt ?? '',
      repliedBy: answer.repliedBy ?? '',
      postId: answer.postId ?? '',
    })),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last }),
  };
};
