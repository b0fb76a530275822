import { Screen } from '#components/screen';
import { InquiryList } from '#features/desk/inquiry-list';

export default function DeskDoubtfulPage() {
  return (
    <Screen>
      <InquiryList onlyDoubtful />
    </Screen>
  );
}
