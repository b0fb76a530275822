import Taro from '@tarojs/taro';
import { hasAbility } from './ability';
import { keepLastGood, type LastGood, recallLastGood } from './last-good.ts';

/** What a function answered to WeChat, which asked on the driver's behalf. */
interface Prefetched {
  /** `<function>.<action>` */
  of: string;
  /** When it was so, ISO 8601 UTC. */
  asOf: string;
  data: unknown;
}

/** What is younger stands for a call of its own; milliseconds. Older it is shown as what was kept, while the call runs. */
const FRESH = 60_000;

const fresh = new Map<string, LastGood<unknown>>();
let reading: Promise<unknown> = Promise.resolve();

function take({ of, asOf, data }: Prefetched, screens: Readonly<Record<string, string>>): void {
  const key = screens[of];
  if (key === undefined) return;
  const kept = recallLastGood(key);
  if (kept !== undefined && kept.asOf >= asOf) return;
  keepLastGood(key, data, asOf);
  if (Date.now() - Date.parse(asOf) < FRESH) fresh.set(key, { answer: data, asOf });
}

async function read(fetchType: 'pre' | 'periodic', screens: Readonly<Record<string, string>>): Promise<void> {
  try {
    const { fetchedData } = await Taro.getBackgroundFetchData({ fetchType });
    take(JSON.parse(String(fetchedData)) as Prefetched, screens);
  } catch {
    // Nothing was fetched, or nothing that can be read: the screens ask for themselves.
  }
}

/**
 * Takes what WeChat fetched ahead: `pre` while the mini program was starting, `periodic` every twelve hours. Where it is
 * newer than what the phone kept it is kept in its place.
 * @param screens under which key a screen keeps what `<function>.<action>` answers
 */
export function readPrefetched(screens: Readonly<Record<string, string>>): void {
  if (!hasAbility('getBackgroundFetchData')) return;
  reading = Promise.all([read('pre', screens), read('periodic', screens)]);
}

/** The answer of this moment where WeChat has fetched it already, once; else undefined. */
export async function takePrefetched<T>(key: string): Promise<LastGood<T> | undefined> {
  await reading;
  const found = fresh.get(key) as LastGood<T> | undefined;
  fresh.delete(key);
  return found;
}
