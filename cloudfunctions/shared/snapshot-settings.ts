import { POINTER_FILE, SNAPSHOT_FOLDER, type SnapshotSwitch } from '#domain/snapshot';
import { SNAPSHOT_SETTINGS, type SnapshotSettings } from '#domain/snapshot-document';
import { collection } from './database.ts';
import { remembered } from './remembered.ts';

/** How many of a hundred clients read snapshots, as it stands now. */
export async function readSnapshotPercent(): Promise<number> {
  const { data } = await collection<SnapshotSettings>('settings').doc(SNAPSHOT_SETTINGS).get();
  return data?.percent ?? 0;
}

/** A change of the switch reaches every instance within half a minute. */
const percentOfNow = remembered(30_000, readSnapshotPercent);

/**
 * What to tell clients of the snapshots; nothing while they are off.
 * @param base public address of the cloud storage, with a slash at its end; without it nobody could find them
 */
export async function snapshotSwitch(base: string, now: Date): Promise<SnapshotSwitch | undefined> {
  const percent = await percentOfNow(now);
  return percent === 0 || base === '' ? undefined : { percent, pointer: `${base}${SNAPSHOT_FOLDER}${POINTER_FILE}` };
}
