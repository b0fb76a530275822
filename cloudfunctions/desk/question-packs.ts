import { AppError } from '#domain/app-error';
import type { Chapter, Subject } from '#domain/question';
import { PACK_SIZE, type QuestionDocument, type QuestionPackDocument } from '#domain/question-document';
import type { PackHead } from '#functions/quiz/pack-heads';
import { questions } from '#functions/quiz/question-store';
import { packed } from '#functions/quiz/question-views';
import { collection } from '#functions/shared/database';
import { digest } from '#functions/shared/digest';
import { chapterKey } from './question-intake.ts';

const packs = () => collection<QuestionPackDocument>('question_packs');

const TRIES = 6;

/** Which pack of its chapter a new question goes to: the last one while it has room. */
export class PackAssignment {
  readonly #filled = new Map<string, number[]>();

  constructor(packs: readonly PackHead[]) {
    for (const { _id, pool, assigned = 0 } of packs) {
      const { key, part } = splitPackId(_id);
      const parts = this.#filled.get(key) ?? [];
      // Those that wait, too: they may yet stand.
      parts[part] = Math.max(pool.length, assigned);
      this.#filled.set(key, parts);
    }
  }

  next(subject: Subject, chapter: string): string {
    const key = chapterKey(subject, chapter);
    const parts = this.#filled.get(key) ?? [0];
    if ((parts.at(-1) ?? 0) >= PACK_SIZE) parts.push(0);
    const part = parts.length - 1;
    parts[part] = (parts[part] ?? 0) + 1;
    this.#filled.set(key, parts);
    return `${key}-${part}`;
  }
}

function splitPackId(id: string): { key: string; part: number } {
  const at = id.lastIndexOf('-');
  return { key: id.slice(0, at), part: Number(id.slice(at + 1)) };
}

/**
 * Makes a pack anew from the questions that are published now. Two that do so at once: the later one sees the earlier one's number and
 * begins again, so that no question is left out.
 */
export async function makePack(
  id: string,
  { subject, chapter }: { subject: Subject; chapter: Chapter },
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const { data: before } = await packs().doc(id).get();
    const { data: all } = await questions().where({ pack: id }).limit(1000).get();
    // Sorted here: for an order of its own the database would read the whole bank.
    const published = all
      .filter(({ status }) => status === 'published')
      .sort((one, other) => (one._id < other._id ? -1 : 1));
    const head = { subject, chapter, made: (before?.made ?? 0) + 1, assigned: all.length };
    const pack = composePack(id, published, head);
    if (before?.version === pack.version && before.assigned === pack.assigned) return;
    if (await replacePack(before, pack)) return;
  }
  throw new AppError('conflict', `pack ${id} changed at the same time; try again`);
}

function composePack(
  id: string,
  found: readonly QuestionDocument[],
  head: Pick<QuestionPackDocument, 'subject' | 'chapter' | 'made' | 'assigned'>,
): QuestionPackDocument {
  const held = found.map(packed);
  return {
    _id: id,
    ...head,
    part: splitPackId(id).part,
    version: digest(12, head.chapter.name, JSON.stringify(held)),
    pool: found.map(({ _id, type, vehicleClasses, law }) => ({ id: _id, type, vehicleClasses, law })),
    questions: held,
  };
}

async function replacePack(before: QuestionPackDocument | null, pack: QuestionPackDocument): Promise<boolean> {
  const { _id, ...data } = pack;
  if (before === null) {
    try {
      await packs().add({ data: pack });
      return true;
    } catch (error) {
      if ((await packs().doc(_id).get()).data === null) throw error;
      return false;
    }
  }
  const written = await packs().where({ _id, made: before.made }).update({ data });
  return written.stats.updated > 0;
}
