import { Screen } from '#components/screen';
import { PRACTICE_MODES } from '#domain/practice-order';
import { modeName, Practice } from '#features/quiz/practice';
import { usePageQuery } from '#platform/page-query';

export default function PracticePage() {
  const { subject, mode: asked, chapter, title } = usePageQuery();
  const mode = PRACTICE_MODES.find(({ id }) => id === asked)?.id ?? (chapter === undefined ? 'in-order' : 'chapter');
  return (
    <Screen>
      <Practice plan={{ subject: subject === '4' ? 4 : 1, mode, chapter }} title={title ?? modeName(mode)} />
    </Screen>
  );
}
