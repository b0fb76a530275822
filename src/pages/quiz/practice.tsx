import { Screen } from '#components/screen';
import { PRACTICE_MODES } from '#domain/practice-order';
import { modeName, Practice } from '#features/quiz/practice';
import { usePageQuery } from '#platform/page-query';

const MODES = [...PRACTICE_MODES.map(({ id }) => id), 'review' as const];

export default function PracticePage() {
  const { subject: asked, mode: wanted, chapter, title } = usePageQuery();
  const subject = asked === '4' ? 4 : 1;
  const mode = MODES.find((id) => id === wanted) ?? (chapter === undefined ? 'in-order' : 'chapter');
  return (
    <Screen>
      <Practice
        plan={mode === 'review' ? { mode, subject } : { mode, subject, chapter }}
        title={title ?? modeName(mode)}
      />
    </Screen>
  );
}
