import { Screen } from '#components/screen';
import { LawScreen } from '#features/news/law';
import { usePageQuery } from '#platform/page-query';

export default function LawPage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <LawScreen id={id} />
    </Screen>
  );
}
