import { Screen } from '#components/screen';
import { DutyNotice } from '#features/desk/duty-notice';
import { usePageQuery } from '#platform/page-query';

export default function DeskDutyNoticePage() {
  const { agency = '' } = usePageQuery();
  return (
    <Screen>
      <DutyNotice agencyId={agency} />
    </Screen>
  );
}
