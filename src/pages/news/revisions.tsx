import { Screen } from '#components/screen';
import { RevisionsScreen } from '#features/news/revisions';
import { usePageQuery } from '#platform/page-query';

export default function RevisionsPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <RevisionsScreen id={id} />
    </Screen>
  );
}
