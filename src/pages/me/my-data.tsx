import { Screen } from '#components/screen';
import { MyData } from '#features/me/my-data';

export default function MyDataPage() {
  return (
    <Screen>
      <MyData />
    </Screen>
  );
}
