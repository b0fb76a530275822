import { Screen } from '#components/screen';
import { FindEvents } from '#features/roads/find-events';
import { usePageQuery } from '#platform/page-query';

export default function FindEventsPage() {
  const { q = '' } = usePageQuery();
  return (
    <Screen>
      <FindEvents initial={q} />
    </Screen>
  );
}
