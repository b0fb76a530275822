import type { NewsContract } from '#contract/news';
import type { InquiryDocument } from '#domain/inquiry';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';

export const listAnswers: Handlers<NewsContract>['listAnswers'] = async ({ cursor, limit }) => {
  const found = await collection<InquiryDocument>('inquiries')
    .where({ answerKey: command.lt(cursor ?? '~') })
    .orderBy('answerKey', 'desc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1)?.answerKey;
  return {
    answers: page.map(({ _id, text, reply = '', publishedText = text, publishedReply = reply, ...answer }) => ({
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
