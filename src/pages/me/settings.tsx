import { Screen } from '#components/screen';
import { Settings } from '#features/me/settings';

export default function SettingsPage() {
  return (
    <Screen>
      <Settings />
    </Screen>
  );
}
