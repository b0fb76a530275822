import type { DeskQuestionsContract } from '#contract/desk-questions';
import type { ExamSettings } from '#domain/exam-preset';
import type { QuizSettingsDocument } from '#domain/question-document';
import type { Handlers } from '#functions/shared/serve';
import { traced } from '#functions/shared/traced-write';

export const saveExamSettings: Handlers<DeskQuestionsContract>['saveExamSettings'] = async (
  { preset, ...settings },
  { caller, now },
) =>
  traced({ by: caller.openid, action: 'saveExamSettings', at: now }, async (scope) => {
    const before = await scope.read<QuizSettingsDocument>('quiz_settings', 'quiz');
    await scope.write<QuizSettingsDocument>('quiz_settings', before, {
      _id: 'quiz',
      exams: { ...before?.exams, [preset]: settings as ExamSettings },
    });
    return { preset };
  });
