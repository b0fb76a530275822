import { Screen } from '#components/screen';
import { ReportList } from '#features/desk/report-list';

export default function DeskReportsPage() {
  return (
    <Screen>
      <ReportList />
    </Screen>
  );
}
