import { Screen } from '#components/screen';
import { BannerScreen } from '#features/desk/banner-screen';

export default function DeskBannerPage() {
  return (
    <Screen>
      <BannerScreen />
    </Screen>
  );
}
