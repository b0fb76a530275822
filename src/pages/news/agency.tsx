import { Screen } from '#components/screen';
import { AgencyScreen } from '#features/news/agency';
import { usePageQuery } from '#platform/page-query';

export default function AgencyPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <AgencyScreen id={id} />
    </Screen>
  );
}
