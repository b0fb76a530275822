import type { Subject } from '#domain/question';

/** Under which name the phone keeps a subject's list of chapters: the tab shows it, practice downloads by it. */
export const catalogueKey = (subject: Subject) => `quiz-chapters:${subject}`;
