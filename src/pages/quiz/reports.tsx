import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { ReportsScreen } from '#features/quiz/reports';
import { usePageQuery } from '#platform/page-query';

export default function ReportsPage() {
  const { question } = usePageQuery();
  return (
    <Screen>
      <DrivingGuard />
      <ReportsScreen questionId={question} />
    </Screen>
  );
}
