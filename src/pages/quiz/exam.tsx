import { Screen } from '#components/screen';
import { EXAM_PRESET_IDS } from '#domain/exam-preset';
import { Exam } from '#features/quiz/exam';
import { usePageQuery } from '#platform/page-query';

export default function ExamPage() {
  const { preset, challenge } = usePageQuery();
  return (
    <Screen>
      <Exam source={{ preset: EXAM_PRESET_IDS.find((id) => id === preset) ?? 'subject-1', challenge }} />
    </Screen>
  );
}
