/** The SQLite file itself: ours, whole, and of a format that this program reads. */
import { existsSync, statSync } from 'node:fs';
import { endedCleanly, markCleanEnd, removeMark } from './clean-end.ts';
import { Connection } from './connection.ts';

/** "TSMR": by it the file is known as ours. */
const APPLICATION_ID = 0x54534d52;
/** Raise it when the tables or the encoding of keys change. */
const FORMAT = 1;

/**
 * Opens the data file, or makes it.
 * @throws Error when it is damaged, of a newer format or another program's; it is left as it is.
 */
export function openFile(file: string): Connection {
  const isNew = !existsSync(file) || statSync(file).size === 0;
  let connection: Connection | undefined;
  try {
    connection = new Connection(file);
    if (!isNew) check(connection, file);
    removeMark(file);
    connection.pragma('journal_mode = WAL');
    connection.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
    if (isNew) create(connection);
    return connection;
  } catch (error) {
    connection?.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')) {
      throw new Error(
        `${file} is damaged or no database (${error.message}). It was left as it is: move it away to start anew.`,
      );
    }
    throw error;
  }
}

/** Files the log away and marks a clean end: SQLite itself would only when every statement was finalized. */
export function closeFile(connection: Connection, file: string): void {
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  markCleanEnd(file);
}

function check(connection: Connection, file: string): void {
  const application = connection.pragma('application_id');
  const format = Number(connection.pragma('user_version'));
  if (application !== APPLICATION_ID)
    throw new Error(`${file} is a database of another program. It was left as it is.`);
  if (format > FORMAT) {
    throw new Error(
      `${file} is of format ${format}; this program reads up to ${FORMAT}. It was left as it is: use the newer program.`,
    );
  }
  if (endedCleanly(file)) {
    readLastRows(connection);
    return;
  }
  const report = connection.pragma('quick_check(1)');
  if (report !== 'ok') {
    throw new Error(
      `${file} is damaged (${String(report).replaceAll('\n', ' ')}). It was left as it is: move it away to start anew.`,
    );
  }
}

/** Reads the last row of every table: a few pages each, where the last writes went. SQLite throws when one of them is damaged. */
function readLastRows(connection: Connection): void {
  for (const [table] of connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    connection.row(`SELECT * FROM ${String(table)} ORDER BY 1 DESC LIMIT 1`);
  connection.forgetStatements();
}

function create(connection: Connection): void {
  connection.write(() => {
    connection.exec(`
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${FORMAT};
      CREATE TABLE collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
      CREATE TABLE indexes (
        id INTEGER PRIMARY KEY, collection INTEGER NOT NULL REFERENCES collections, name TEXT NOT NULL,
        definition TEXT NOT NULL, multikey TEXT NOT NULL, UNIQUE (collection, name)
      );
    `);
  });
}
