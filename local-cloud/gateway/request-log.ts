import type { RequestCost } from '../admin/action.ts';

/** One request of the SDK to the cloud, with what it cost where it went to the database. */
export interface LoggedRequest {
  /** Epoch milliseconds on the local cloud's clock. */
  at: number;
  /** e.g. `database.getDocument` */
  action: string;
  requestId: string;
  /** The function whose call made it, and that call; absent where it came from outside. */
  functionName?: string;
  invocation?: string;
  /** Real milliseconds. */
  ms: number;
  /** Bytes of the request's body; absent for openapi, whose body is a form. */
  bytes?: number;
  /** The service's error code and words where it failed. */
  code?: string;
  message?: string;
  collection?: string;
  examined?: number;
  returned?: number;
  /** The index used; null for a scan of the whole collection. */
  index?: string | null;
  written?: number;
}

/** The last requests; older ones are forgotten. */
export interface RequestLog {
  add(request: Omit<LoggedRequest, keyof RequestCost>, cost: RequestCost | undefined): void;
  /** Newest first. */
  list(filter?: { functionName?: string; invocation?: string; collection?: string; limit?: number }): LoggedRequest[];
  clear(): void;
}

const requestsKept = 5000;

export function createRequestLog(): RequestLog {
  let requests: LoggedRequest[] = [];
  return {
    add(request, cost) {
      requests.push({ ...request, ...cost });
      // Cut in bulk: shifting an array of thousands at every request would cost more than the request.
      if (requests.length > requestsKept * 1.2) requests = requests.slice(-requestsKept);
    },
    list({ functionName, invocation, collection, limit = requestsKept } = {}) {
      return requests
        .filter(
          (request) =>
            (functionName === undefined || request.functionName === functionName) &&
            (invocation === undefined || request.invocation === invocation) &&
            (collection === undefined || request.collection === collection),
        )
        .slice(-limit)
        .reverse();
    },
    clear() {
      requests = [];
    },
  };
}
