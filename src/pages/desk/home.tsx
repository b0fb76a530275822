import { Screen } from '#components/screen';
import { DeskHome } from '#features/desk/desk-home';

export default function DeskHomePage() {
  return (
    <Screen>
      <DeskHome />
    </Screen>
  );
}
