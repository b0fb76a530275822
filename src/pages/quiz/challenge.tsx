import { Screen } from '#components/screen';
import { ChallengeScreen } from '#features/quiz/challenge';
import { usePageQuery } from '#platform/page-query';

export default function ChallengePage() {
  const { id = '' } = usePageQuery();
  return (
    <Screen>
      <ChallengeScreen id={id} />
    </Screen>
  );
}
