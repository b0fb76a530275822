import { Screen } from '#components/screen';
import { EventScreen } from '#features/roads/event-screen';
import { useRouter } from '#platform/lifecycle';

export default function EventPage() {
  const { id = '' } = useRouter().params;
  return (
    <Screen>
      <EventScreen id={id} />
    </Screen>
  );
}
