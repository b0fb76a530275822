import { Screen } from '#components/screen';
import { InquiryList } from '#features/desk/inquiry-list';

export default function DeskInquiriesPage() {
  return (
    <Screen>
      <InquiryList />
    </Screen>
  );
}
