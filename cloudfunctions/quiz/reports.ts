import type { QuizContract, ReportView } from '#contract/quiz';
import { AppError } from '#domain/app-error';
import type { QuestionReportDocument } from '#domain/question-report';
import { collection } from '#functions/shared/database';
import { digest } from '#functions/shared/digest';
import { countUse } from '#functions/shared/rate-limit';
import type { Handlers } from '#functions/shared/serve';
import { checkText } from '#functions/shared/text-check';
import { readQuestions } from './question-store.ts';

const REPORTS = { what: 'report', most: 20, seconds: 86_400 };
const OWN_REPORTS = 50;

const reports = () => collection<QuestionReportDocument>('question_reports');

function reportView(report: QuestionReportDocument): ReportView {
  const { _id, questionId, kind, text, at, state, reply, repliedAt } = report;
  const answer = { ...(reply !== undefined && { reply }), ...(repliedAt !== undefined && { repliedAt }) };
  return { id: _id, questionId, kind, text, at, state, ...answer };
}

export const reportQuestion: Handlers<QuizContract>['reportQuestion'] = async (
  { questionId, kind, text },
  { caller, now },
) => {
  const [question] = await readQuestions([questionId]);
  if (question === undefined) throw new AppError('not_found', `no question ${questionId}`);
  // Of each revision once: what was answered for an older wording may be reported anew.
  const _id = digest(32, caller.openid, questionId, kind, String(question.revision));
  const { data: known } = await reports().doc(_id).get();
  if (known !== null) return reportView(known);
  await countUse(caller.openid, REPORTS, now);
  // Editors read it: no text of anybody is seen by others unchecked.
  const { isDoubtful } = text === '' ? { isDoubtful: false } : await checkText('text', text, caller.openid);
  const report: QuestionReportDocument = {
    _id,
    questionId,
    revision: question.revision,
    openid: caller.openid,
    kind,
    text,
    at: now.toISOString(),
    key: `${now.toISOString()}~${_id}`,
    state: 'open',
    ...(isDoubtful && { doubtful: true }),
  };
  const { _id: id, ...data } = report;
  await reports().doc(id).set({ data });
  return reportView(report);
};

export const listReports: Handlers<QuizContract>['listReports'] = async (_, { caller }) => {
  const found = await reports().where({ openid: caller.openid }).orderBy('key', 'desc').limit(OWN_REPORTS).get();
  return { reports: found.data.map(reportView) };
};
