import { Screen } from '#components/screen';
import { GuideList } from '#features/roads/guide-list';

export default function GuidesPage() {
  return (
    <Screen>
      <GuideList />
    </Screen>
  );
}
