import { Screen } from '#components/screen';
import { EXAM_PRESETS } from '#domain/exam-preset';
import { Exam } from '#features/quiz/exam';
import { usePageQuery } from '#platform/page-query';

/** Exams paced by question (学法减分) have no page yet. */
const WHOLE = ['subject-1', 'subject-4', 'daily-five'] as const;

export default function ExamPage() {
  const { preset } = usePageQuery();
  return (
    <Screen>
      <Exam preset={WHOLE.find((id) => id === preset) ?? EXAM_PRESETS['subject-1'].id} />
    </Screen>
  );
}
