/** What an operator has decided of the snapshots; `_id` is `SNAPSHOT_SETTINGS`, in collection `settings`. */
export interface SnapshotSettings {
  _id: string;
  /** How many of a hundred clients read snapshots; 0 is off. */
  percent: number;
}

export const SNAPSHOT_SETTINGS = 'snapshots';

/** A file that a publication has written or was about to write, in collection `snapshot_files`; `_id` is its name. */
export interface SnapshotFileDocument {
  _id: string;
  /** False until the storage has it: a run may be killed between. */
  uploaded: boolean;
  /** When a pointer last named it, ISO 8601 UTC. */
  usedAt: string;
}
