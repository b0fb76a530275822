import { Screen } from '#components/screen';
import { RecordScreen } from '#features/quiz/records';
import { usePageQuery } from '#platform/page-query';

export default function RecordPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <RecordScreen id={id} />
    </Screen>
  );
}
