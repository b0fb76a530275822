import { Screen } from '#components/screen';
import { SettingsScreen } from '#features/desk/settings-screen';

export default function DeskSettingsPage() {
  return (
    <Screen kind="desk">
      <SettingsScreen />
    </Screen>
  );
}
