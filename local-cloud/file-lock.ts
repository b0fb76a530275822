import Database from 'libsql';

/**
 * Takes a lock that one process (or one holder within it) has at a time. The operating system holds it and drops it with
 * the process, however that ends: no pid has to be guessed to be dead.
 *
 * @param file made where it is missing, and left behind; its folder must be there
 * @returns lets the lock go; null where somebody else has it
 */
export function takeLock(file: string): (() => void) | null {
  const holder = new Database(file, { timeout: 0 });
  try {
    holder.exec('PRAGMA journal_mode = MEMORY');
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return () => holder.close();
}
