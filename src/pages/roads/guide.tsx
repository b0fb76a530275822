import { Screen } from '#components/screen';
import { GuideScreen } from '#features/roads/guide-screen';
import { usePageQuery } from '#platform/page-query';

export default function GuidePage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <GuideScreen id={id} />
    </Screen>
  );
}
