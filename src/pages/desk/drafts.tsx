import { Screen } from '#components/screen';
import { DraftList } from '#features/desk/draft-list';
import { usePageQuery } from '#platform/page-query';

export default function DeskDraftsPage() {
  const { shelf } = usePageQuery();
  return (
    <Screen kind="desk">
      <DraftList shelf={shelf} />
    </Screen>
  );
}
