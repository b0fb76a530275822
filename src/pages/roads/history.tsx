import { Screen } from '#components/screen';
import { EventHistory } from '#features/roads/event-history';
import { usePageQuery } from '#platform/page-query';

export default function EventHistoryPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <EventHistory id={id} />
    </Screen>
  );
}
