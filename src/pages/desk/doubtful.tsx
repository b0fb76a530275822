import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { InquiryList } from '#features/desk/inquiry-list';
import { ReportList } from '#features/desk/report-list';

export default function DeskDoubtfulPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <InquiryList onlyDoubtful />
      <ReportList onlyDoubtful />
    </Screen>
  );
}
