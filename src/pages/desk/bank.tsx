import { DrivingGuard } from '#components/driving-guard';
import { Screen } from '#components/screen';
import { BankImport } from '#features/desk/bank-import';

export default function DeskBankPage() {
  return (
    <Screen kind="desk">
      <DrivingGuard />
      <BankImport />
    </Screen>
  );
}
