import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { ReportList } from '#features/desk/report-list';

export default function DeskReportsPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <ReportList />
    </Screen>
  );
}
