import cloud from 'wx-server-sdk';

// The environment that the function was deployed to: a fixed id would tie the bundle to one environment.
// The SDK's typings ask for a string here; the constant is a symbol, as its documentation wants it.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });

// A missing document reads as null rather than as an error whose text one would have to match.
const database = cloud.database({ throwOnNotFound: false } as object);

/** Query and update operators. */
export const command = database.command;

/** The server's own time, for fields that must not depend on an instance's clock. */
export const serverDate = () => database.serverDate();

type Direction = 'asc' | 'desc';
type Condition = Record<string, unknown>;

/** What the SDK's typings leave open: documents have a shape. Only the methods that this project uses. */
export interface Query<T> {
  where(condition: Condition): Query<T>;
  orderBy(field: string, direction: Direction): Query<T>;
  /** At most 1,000 in a cloud function; 100 without it. */
  limit(documents: number): Query<T>;
  field<K extends keyof T>(projection: Partial<Record<K, boolean>>): Query<Pick<T, K>>;
  get(): Promise<{ data: T[] }>;
  count(): Promise<{ total: number }>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface DocumentReference<T> {
  get(): Promise<{ data: T | null }>;
  /** Writes the whole document, whether or not it was there. */
  set(document: { data: Omit<T, '_id'> }): Promise<unknown>;
  update(change: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface Collection<T> extends Query<T> {
  doc(id: string): DocumentReference<T>;
  add(document: { data: T | T[] }): Promise<unknown>;
}

export function collection<T extends { _id: string }>(name: string): Collection<T> {
  return database.collection(name) as unknown as Collection<T>;
}

/** Whether a write was refused because a document of that key is there. The SDK gives the service's code in its message. */
export function isDuplicate(error: unknown): boolean {
  return (
    error instanceof Error && /DUPLICATE_WRITE|E11000/i.test(`${(error as { code?: string }).code} ${error.message}`)
  );
}

/** Documents of one transaction. */
export interface TransactionScope {
  collection<T extends { _id: string }>(name: string): { doc(id: string): DocumentReference<T> };
}

/** How often the whole transaction is begun again when another one was faster. */
const RETRIES = 6;

/** How long a transaction waits, at most, before it meets a conflict's other side again; doubled each time, milliseconds. */
const CONFLICT_PAUSE = 20;

/**
 * Runs `work` in one transaction: all of its writes or none. Within it only documents by id are safe, since the SDK lets
 * `where().update()` escape. `work` may run more than once, so it must do nothing else.
 */
export async function transaction<R>(work: (scope: TransactionScope) => Promise<R>): Promise<R> {
  const runner = database as unknown as {
    runTransaction(run: (scope: TransactionScope) => Promise<R>, retries: number): Promise<R>;
  };
  // Bound, so that `({ collection }) => …` works: the SDK's own method needs its object.
  const bound = (scope: TransactionScope): TransactionScope => ({ collection: (name) => scope.collection(name) });
  for (let retry = 0; ; retry += 1) {
    try {
      return await runner.runTransaction((scope) => work(bound(scope)), RETRIES);
    } catch (error) {
      // The SDK retries only where the commit meets the conflict; mostly it is met by a write before that.
      if (retry === RETRIES || !isConflict(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * CONFLICT_PAUSE * 2 ** retry));
    }
  }
}

function isConflict(error: unknown): boolean {
  const { errMsg, message } = error as { errMsg?: string; message?: string };
  return /TransactionConflict|DATABASE_TRANSACTION_CONFLICT/.test(`${errMsg ?? ''} ${message ?? ''}`);
}

/** Identity of the caller as the platform vouches for it; never taken from the event. */
export function platformIdentity(): { openid: string | undefined } {
  const { OPENID } = cloud.getWXContext();
  return { openid: OPENID === '' ? undefined : OPENID };
}
