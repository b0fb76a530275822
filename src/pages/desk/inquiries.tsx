import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { InquiryList } from '#features/desk/inquiry-list';

export default function DeskInquiriesPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <InquiryList />
    </Screen>
  );
}
