import { Screen } from '#components/screen';
import { LawLibrary } from '#features/news/law-library';

export default function LawsPage() {
  return (
    <Screen>
      <LawLibrary />
    </Screen>
  );
}
