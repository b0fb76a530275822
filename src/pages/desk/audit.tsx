import { Screen } from '#components/screen';
import { AuditScreen } from '#features/desk/audit-screen';

export default function DeskAuditPage() {
  return (
    <Screen kind="desk">
      <AuditScreen />
    </Screen>
  );
}
