import { Screen } from '#components/screen';
import { RebuttalScreen } from '#features/news/rebuttal';
import { usePageQuery } from '#platform/page-query';

export default function RebuttalPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <RebuttalScreen id={id} />
    </Screen>
  );
}
