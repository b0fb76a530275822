import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DutyEvent } from '#features/desk/duty-event';
import { usePageQuery } from '#platform/page-query';

export default function DeskDutyEventPage() {
  const { agency = '', id } = usePageQuery();
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DutyEvent agencyId={agency} id={id} />
    </Screen>
  );
}
