/**
 * The seam between the SDK's endpoint (`POST /admin`) and what stands behind it: database, functions, storage, openapi.
 * Each of those registers its actions by the names that wx-server-sdk sends.
 */

/** One call of the SDK, its JSON body already parsed; EJSON strings within it are still strings. */
export interface AdminRequest {
  /** e.g. `database.getDocument` */
  action: string;
  /** The body without `action`. */
  params: Record<string, unknown>;
  requestId: string;
  /** The function instance that calls, where the caller is one of ours. */
  functionName?: string;
  /** Bytes of the request body. */
  bytes: number;
}

/** What an action answers: `data` of the envelope, and what stands beside it (`transactionId`). */
export interface AdminReply {
  data?: unknown;
  /** Fields that the service puts beside `data`, at the top level of the envelope. */
  beside?: Record<string, unknown>;
  /** What the request cost, for `/__local/requests`. */
  cost?: RequestCost;
}

/** What a database request cost: the figure that a clock can't show. */
export interface RequestCost {
  collection: string;
  /** Documents read to answer. */
  examined: number;
  returned: number;
  /** Name of the index used; null for a scan of the whole collection. */
  index: string | null;
  /** Documents written. */
  written: number;
}

export type AdminAction = (request: AdminRequest) => Promise<AdminReply>;

/** An error that the service words itself; answered with HTTP 200 as `{requestId, code, message}`. */
export class ServiceError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ServiceError';
  }
}
