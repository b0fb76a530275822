import { Screen } from '#components/screen';
import { BankImport } from '#features/desk/bank-import';

export default function DeskBankPage() {
  return (
    <Screen>
      <BankImport />
    </Screen>
  );
}
