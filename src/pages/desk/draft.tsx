import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { DraftEditor } from '#features/desk/draft-editor';
import { usePageQuery } from '#platform/page-query';

export default function DeskDraftPage() {
  const { id = '', agency } = usePageQuery();
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <DraftEditor id={id} agencyId={agency} />
    </Screen>
  );
}
