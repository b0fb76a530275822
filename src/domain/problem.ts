import { fullTime } from './china-time.ts';

/** What an operator should look at. */
export interface Problem {
  /** The same problem has the same, however long it stands: `feed:roads:<id>`, `errors:<function>.<action>`, … */
  key: string;
  /** In words for an operator. Nothing of a person, no text of a source, no address. */
  says: string;
}

/** A problem that stands, or stood lately, in collection `problems` under its key. Instants are ISO 8601 UTC. */
export interface ProblemDocument {
  _id: string;
  says: string;
  since: string;
  /** How often it has been told, and when it is told next while it stands. */
  told: number;
  tellAt: string;
  /** What was told last. */
  last: 'nothing' | 'stands' | 'over';
  /** Since when it has not been seen any more. */
  goneSince?: string;
  /** When it was taken for over. */
  overAt?: string;
}

/** What to tell now. */
export interface Telling {
  stands: ProblemDocument[];
  over: ProblemDocument[];
}

const MINUTE = 60_000;
/** Not seen for so long, a problem is over: a feed that comes and goes is one problem. */
const OVER_AFTER = 10 * MINUTE;
/** One that comes back within so long is the old one, and is not told as if it were new. */
const FORGOTTEN_AFTER = 120 * MINUTE;
/** It is told again after one hour, four, twelve, then once a day. */
const AGAIN_AFTER = [60 * MINUTE, 240 * MINUTE, 720 * MINUTE, 1440 * MINUTE] as const;

const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
const isPast = (instant: string, ms: number, now: Date) => now.getTime() - Date.parse(instant) >= ms;

/**
 * What is known of problems after a look around.
 * @returns those to keep; one that is missing is forgotten
 */
export function lookAgain(known: readonly ProblemDocument[], found: readonly Problem[], now: Date): ProblemDocument[] {
  const seen = new Map(found.map((problem) => [problem.key, problem]));
  const kept = known.flatMap((document) => {
    const problem = seen.get(document._id);
    seen.delete(document._id);
    if (problem !== undefined) return [standing(document, problem, now)];
    const after = missing(document, now);
    return after === undefined ? [] : [after];
  });
  const fresh = [...seen.values()].map(
    ({ key, says }): ProblemDocument => ({
      _id: key,
      says,
      since: now.toISOString(),
      told: 0,
      tellAt: now.toISOString(),
      last: 'nothing',
    }),
  );
  return [...kept, ...fresh];
}

function standing(
  { goneSince: _, overAt, ...document }: ProblemDocument,
  { says }: Problem,
  now: Date,
): ProblemDocument {
  return { ...document, says, since: overAt === undefined ? document.since : now.toISOString() };
}

function missing(document: ProblemDocument, now: Date): ProblemDocument | undefined {
  const { goneSince = now.toISOString(), overAt, last } = document;
  if (overAt !== undefined) return last !== 'stands' && isPast(overAt, FORGOTTEN_AFTER, now) ? undefined : document;
  if (!isPast(goneSince, OVER_AFTER, now)) return { ...document, goneSince };
  return { ...document, goneSince, overAt: now.toISOString() };
}

/** Which of them are to be told now: those whose time it is, and those that are over after they were told. */
export function whatToTell(documents: readonly ProblemDocument[], now: Date): Telling {
  return {
    stands: documents.filter(
      ({ overAt, goneSince, tellAt }) => overAt === undefined && goneSince === undefined && tellAt <= now.toISOString(),
    ),
    over: documents.filter(({ overAt, last }) => overAt !== undefined && last === 'stands'),
  };
}

/** The same after it was told. */
export function afterTelling(document: ProblemDocument, now: Date): ProblemDocument {
  if (document.overAt !== undefined) return { ...document, last: 'over' };
  const pause = AGAIN_AFTER[Math.min(document.told, AGAIN_AFTER.length - 1)] ?? 0;
  return { ...document, told: document.told + 1, tellAt: later(now, pause), last: 'stands' };
}

/** WeCom takes 2,048 bytes of text, the others more. */
const MOST_BYTES = 2000;
const NAME = '【交通安全微发布】';

function lasted(from: string, to: string): string {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / MINUTE);
  return minutes < 120 ? `${minutes} 分钟` : `${Math.round(minutes / 60)} 小时`;
}

/** Counts bytes of UTF-8: three for a Chinese character. */
function bytesOf(text: string): number {
  return [...text].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}

/** One message for all that is to be told, short enough for every robot of a group. */
export function composeTelling({ stands, over }: Telling): string {
  const heads = [
    ...(stands.length > 0 ? [`${stands.length} 处异常`] : []),
    ...(over.length > 0 ? [`${over.length} 处不再出现`] : []),
  ];
  const lines = [
    ...stands.map(({ says, since, told }) => `· ${says}${told > 0 ? `（自 ${fullTime(since)}）` : ''}`),
    ...over.map(({ says, since, goneSince }) => `· 已过去：${says}（持续 ${lasted(since, goneSince ?? since)}）`),
  ];
  const taken = [`${NAME}${heads.join('，')}`];
  const end = (left: number) => (left > 0 ? `另有 ${left} 处，见工作台“运行状况”` : '详见工作台“运行状况”');
  let bytes = bytesOf(taken[0] ?? '') + bytesOf(end(99)) + 1;
  let at = 0;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    bytes += bytesOf(line) + 1;
    if (bytes > MOST_BYTES) break;
    taken.push(line);
  }
  return [...taken, end(lines.length - at)].join('\n');
}
