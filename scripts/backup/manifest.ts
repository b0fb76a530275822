import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

/** What does not hold of a backup, or of where it is to go: for whoever runs the command. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

/** A collection whose file is whole. */
const kept = v.object({
  /** Beside the manifest: one document a line, by id. */
  file: v.pipe(v.string(), v.regex(/^[\w-]+\.ndjson$/)),
  documents: v.number(),
  bytes: v.number(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const schema = v.object({
  format: v.literal(1),
  /** Whose database it is: see `DatabaseAccess`. */
  from: v.string(),
  state: v.picklist(['running', 'done']),
  /** ISO 8601 UTC. What was written in between may be in it or not. */
  begunAt: v.string(),
  endedAt: v.optional(v.string()),
  /** Every collection that it is to hold, in the order in which they are read. */
  wanted: v.array(v.string()),
  collections: v.record(v.string(), kept),
  /** Collections that it leaves out, and why. */
  leftOut: v.record(v.string(), v.string()),
  /** `cloudfunctions/indexes.json` as it was. */
  indexes: v.record(v.string(), v.array(v.unknown())),
});

export type Manifest = v.InferOutput<typeof schema>;
export type KeptCollection = v.InferOutput<typeof kept>;

const FILE = 'manifest.json';

/** Only the owner reads a backup: it holds what drivers asked and did. */
export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;

/** @returns undefined where the folder has none @throws BackupError where it can't be read */
export function readManifest(folder: string): Manifest | undefined {
  const file = path.join(folder, FILE);
  if (!existsSync(file)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new BackupError(`${file} is no JSON: it was cut off or changed`);
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new BackupError(`${file}: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
}

/** The old manifest stands until the new one is whole. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const file = path.join(folder, FILE);
  writeFileSync(`${file}.new`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: FILE_MODE });
  renameSync(`${file}.new`, file);
}
