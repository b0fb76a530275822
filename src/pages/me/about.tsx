import { Screen } from '#components/screen';
import { About } from '#features/me/about';

export default function AboutPage() {
  return (
    <Screen>
      <About />
    </Screen>
  );
}
