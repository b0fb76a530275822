import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DutyNotice } from '#features/desk/duty-notice';
import { usePageQuery } from '#platform/page-query';

export default function DeskDutyNoticePage() {
  const { agency = '' } = usePageQuery();
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DutyNotice agencyId={agency} />
    </Screen>
  );
}
