import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { BannerScreen } from '#features/desk/banner-screen';

export default function DeskBannerPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <BannerScreen />
    </Screen>
  );
}
