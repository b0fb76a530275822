/** One connection to the SQLite file, with its statements kept prepared. */
import Database from 'libsql';

export type Row = Record<string, unknown>;
type Parameter = string | number | Uint8Array | null;

export class Connection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.#database = new Database(file);
  }

  /** Statements without parameters or rows. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  pragma(source: string): unknown {
    const rows = this.#database.pragma(source);
    const [row] = Array.isArray(rows) ? rows : [];
    return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
  }

  /**
   * Rows as arrays of columns. All at once: a statement left half read would hold its snapshot open. The parameters travel as one
   * array: libsql takes a lone Buffer for named parameters, and aborts the process.
   */
  rows(sql: string, ...parameters: Parameter[]): unknown[][] {
    return this.#statement(sql).raw(true).all(parameters) as unknown[][];
  }

  row(sql: string, ...parameters: Parameter[]): unknown[] | undefined {
    return this.rows(sql, ...parameters)[0];
  }

  /** @returns the row id of an insert. */
  run(sql: string, ...parameters: Parameter[]): number {
    return Number(this.#statement(sql).run(parameters).lastInsertRowid);
  }

  /** Runs `write` as one SQLite transaction; whatever it throws undoes it. */
  write<T>(write: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = write();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      this.exec('ROLLBACK');
      throw error;
    }
  }

  /** A statement names its tables: when they go, it goes. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
