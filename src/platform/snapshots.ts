import Taro from '@tarojs/taro';
import {
  type Breaker,
  breakerAfterFailure,
  isBreakerOpen,
  isChosen,
  isGoodEnough,
  isPointerGood,
  POINTER_FILE,
  type SnapshotName,
  type SnapshotSwitch,
} from '#domain/snapshot';
import { timeOfAnswer } from './answer-time.ts';
import { type LastGood, recallLastGood } from './last-good.ts';
import { readStored, writeStored } from './storage.ts';

const KEY = 'snapshots';

/** A file that takes longer is as good as none, milliseconds. */
const PATIENCE = 5000;

/** What this phone knows of the snapshots. */
interface Known {
  /** Drawn once; see `isChosen`. */
  lot: number;
  told?: SnapshotSwitch;
  /** Sequence of the latest pointer that it went by. */
  latest: number;
  breaker: Breaker;
}

const CLOSED: Breaker = { failures: 0, openUntil: 0 };

function recall(): Known {
  return readStored<Known>(KEY) ?? { lot: Math.random(), latest: 0, breaker: CLOSED };
}

async function fetchFile(url: string): Promise<unknown> {
  const { statusCode, data } = await Taro.request<unknown>({ url, timeout: PATIENCE });
  if (statusCode !== 200 || typeof data !== 'object') throw new Error(`${url}: HTTP ${statusCode}`);
  return data;
}

async function readSnapshot<T>(name: SnapshotName, address: string, known: Known): Promise<LastGood<T>> {
  const pointer = await fetchFile(address);
  if (!isPointerGood(pointer, known.latest, Date.now())) throw new Error(`${address} is old`);
  const answer = await fetchFile(address.replace(POINTER_FILE, pointer.files[name]));
  writeStored(KEY, { ...known, latest: pointer.sequence, breaker: CLOSED } satisfies Known);
  return { answer: answer as T, asOf: pointer.publishedAt };
}

/** Asks the function, and heeds what it says of the snapshots. */
async function askFunction<T>(name: SnapshotName | undefined, ask: () => Promise<T>): Promise<LastGood<T>> {
  const answer = await ask();
  if (name === 'news') {
    const { snapshots: told } = answer as { snapshots?: SnapshotSwitch };
    const { told: before, ...known } = recall();
    // The phone's storage keeps no undefined.
    const next: Known = told === undefined ? known : { ...known, told };
    if (JSON.stringify(told) !== JSON.stringify(before)) writeStored(KEY, next);
  }
  return { answer, asOf: timeOfAnswer(answer) };
}

/**
 * A first page, and of when it is: from the snapshots where the function has told this phone to, else from the function.
 * Where a snapshot can't be had, what the phone has kept under `key` stands for some minutes, since the function could not
 * take everybody at once.
 *
 * @param name absent for a page that is in no snapshot
 */
export async function readFirstPage<T>(
  name: SnapshotName | undefined,
  key: string,
  ask: () => Promise<T>,
): Promise<LastGood<T>> {
  const known = recall();
  const { told, lot, breaker } = known;
  if (name === undefined || told === undefined || !isChosen(lot, told.percent)) return askFunction(name, ask);
  if (!isBreakerOpen(breaker, Date.now())) {
    try {
      return await readSnapshot<T>(name, told.pointer, known);
    } catch {
      writeStored(KEY, { ...known, breaker: breakerAfterFailure(breaker, Date.now(), Math.random()) } satisfies Known);
    }
  }
  const kept = recallLastGood<T>(key);
  if (kept !== undefined && isGoodEnough(Date.parse(kept.asOf), Date.now(), lot)) return kept;
  return askFunction(name, ask);
}
