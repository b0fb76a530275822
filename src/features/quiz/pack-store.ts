import type { ActionOutput } from '#contract/action';
import type { PracticeQuestion, QuizContract } from '#contract/quiz';
import { AppError, type ClientErrorCode } from '#domain/app-error';
import type { Subject } from '#domain/question';
import { failureCode } from '#platform/answer';
import { keepLastGood, recallLastGood } from '#platform/last-good';
import { readStored, writeStored } from '#platform/storage';
import { catalogueKey } from './catalogue-key.ts';
import { keepChapterQuestions } from './chapter-tally.ts';
import { quiz } from './quiz-cloud.ts';

type Catalogue = ActionOutput<QuizContract, 'listChapters'>;
type PackHead = Catalogue['chapters'][number]['packs'][number];
type Pack = Extract<ActionOutput<QuizContract, 'getPack'>, { state: 'pack' }>;

/** Questions for practice, in the bank's order. */
export interface DownloadedQuestions {
  questions: PracticeQuestion[];
  pictureBase: string;
  missRates: ReadonlyMap<string, number>;
  /** Present where they are not of now: why, and of when the list of packs is (ISO 8601 UTC). */
  kept?: { failure: ClientErrorCode; asOf: string };
}

/** With questions on the phone a driver waits no longer for newer ones; milliseconds. */
const PATIENCE = 2000;

/** WeChat runs ten requests at once; some are left for pictures. */
const AT_ONCE = 6;

const packKey = (id: string) => `quiz-pack:${id}`;

/** Of one chapter, or of the whole subject. */
function headsOf({ chapters }: Catalogue, chapter: string | undefined): PackHead[] {
  return chapters.filter(({ id }) => chapter === undefined || id === chapter).flatMap(({ packs }) => packs);
}

async function bringPack({ id, version }: PackHead): Promise<Pack> {
  const kept = readStored<Pack>(packKey(id));
  if (kept?.version === version) return kept;
  const pack = await quiz('getPack', { id });
  if (pack.state !== 'pack') throw new AppError('unavailable', `pack ${id} was asked for and did not come`);
  writeStored(packKey(id), pack);
  return pack;
}

async function bringPacks(heads: readonly PackHead[]): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (let at = 0; at < heads.length; at += AT_ONCE) {
    packs.push(...(await Promise.all(heads.slice(at, at + AT_ONCE).map(bringPack))));
  }
  return packs;
}

function unpack(packs: readonly Pack[], { mostMissed }: Catalogue): DownloadedQuestions {
  return {
    questions: packs.flatMap(({ chapter, subject, questions }) =>
      questions.map((one) => ({ ...one, subject, chapter: chapter.id })),
    ),
    pictureBase: packs[0]?.pictureBase ?? '',
    missRates: new Map(mostMissed.map(({ questionId, missRate }) => [questionId, missRate])),
  };
}

async function download(subject: Subject, chapter: string | undefined): Promise<DownloadedQuestions> {
  const catalogue = await quiz('listChapters', { subject });
  keepLastGood(catalogueKey(subject), catalogue, new Date().toISOString());
  const packs = await bringPacks(headsOf(catalogue, chapter));
  const ids = new Map<string, string[]>();
  for (const pack of packs) {
    ids.set(pack.chapter.id, [...(ids.get(pack.chapter.id) ?? []), ...pack.questions.map(({ id }) => id)]);
  }
  for (const [id, questions] of ids) keepChapterQuestions(subject, id, questions);
  if (packs.length === 0)
    throw new AppError('not_found', `no questions of subject ${subject}, ${chapter ?? 'any chapter'}`);
  return unpack(packs, catalogue);
}

/** What the phone has; undefined unless it is all there. */
function recall(
  subject: Subject,
  chapter: string | undefined,
): { asOf: string; questions: DownloadedQuestions } | undefined {
  const catalogue = recallLastGood<Catalogue>(catalogueKey(subject));
  if (catalogue === undefined) return undefined;
  const packs = headsOf(catalogue.answer, chapter).map(({ id }) => readStored<Pack>(packKey(id)));
  const found = packs.filter((pack) => pack !== undefined);
  if (found.length === 0 || found.length < packs.length) return undefined;
  return { asOf: catalogue.asOf, questions: unpack(found, catalogue.answer) };
}

/**
 * Questions of a chapter, or of the whole subject: as they are now, fetching only the packs that changed; without a network,
 * or where it is slow, those that the phone has.
 * @throws AppError where they can't be fetched and the phone has not all of them
 */
export async function openQuestions(subject: Subject, chapter?: string): Promise<DownloadedQuestions> {
  const fresh = download(subject, chapter);
  const known = recall(subject, chapter);
  if (known === undefined) return fresh;
  const keptFor = (failure: ClientErrorCode) => ({ ...known.questions, kept: { failure, asOf: known.asOf } });
  const settled = fresh.catch((error: unknown) => {
    const failure = failureCode(error);
    if (failure === 'not_found') throw error;
    return keptFor(failure);
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tired = new Promise<DownloadedQuestions>((resolve) => {
    timer = setTimeout(() => resolve(keptFor('timeout')), PATIENCE);
  });
  return Promise.race([settled, tired]).finally(() => clearTimeout(timer));
}
