import { Screen } from '#components/screen';
import { MeHome } from '#features/me/me-home';

export default function MeTab() {
  return (
    <Screen>
      <MeHome />
    </Screen>
  );
}
