import { Screen } from '#components/screen';
import { Privacy } from '#features/me/privacy';

export default function PrivacyPage() {
  return (
    <Screen>
      <Privacy />
    </Screen>
  );
}
