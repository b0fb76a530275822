import type { DeskQuestionsContract } from '#contract/desk-questions';
import { AppError } from '#domain/app-error';
import type { QuestionReportDocument } from '#domain/question-report';
import { collection, command } from '#functions/shared/database';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const listQuestionReports: Handlers<DeskQuestionsContract>['listQuestionReports'] = async ({
  state,
  only,
  cursor,
  limit,
}) => {
  const found = await collection<QuestionReportDocument>('question_reports')
    .where({
      state,
      ...(only === 'doubtful' && { doubtful: true }),
      ...(cursor !== undefined && { key: command.gt(cursor) }),
    })
    .orderBy('key', 'asc')
    .limit(limit + 1)
    .get();
  const page = found.data.slice(0, limit);
  const last = page.at(-1);
  return {
    reports: page.map(({ _id, questionId, revision, kind, text, at, doubtful, reply }) => ({
      ...{ id: _id, questionId, revision, kind, text, at },
      ...(doubtful && { doubtful }),
      ...(reply !== undefined && { reply }),
    })),
    ...(found.data.length > limit && last !== undefined && { nextCursor: last.key }),
  };
};

export const answerQuestionReport: Handlers<DeskQuestionsContract>['answerQuestionReport'] = async (
  { id, state, reply },
  { caller, now },
) => {
  const deed = { by: caller.openid, action: 'answerQuestionReport', at: now };
  return traced(deed, async (scope) => {
    const before = await scope.read<QuestionReportDocument>('question_reports', id);
    if (before === null) throw new AppError('not_found', `no report ${id}`);
    // Sent again because the answer was lost: its author was answered then.
    if (before.state === state && before.reply === reply) return { state };
    await scope.write('question_reports', before, { ...before, state, reply, repliedAt: now.toISOString() });
    return { state };
  });
};
