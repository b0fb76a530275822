/** The closed set of reasons for which a cloud function refuses or fails; the client adds three of its own. */
export const ERROR_CODES = [
  'invalid_input',
  'not_found',
  'forbidden',
  'unauthenticated',
  'conflict',
  'rate_limited',
  'unavailable',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What the client can meet besides: no network, no answer in time, and a driver who refused the privacy agreement. */
export type ClientErrorCode = ErrorCode | 'offline' | 'timeout' | 'not_agreed';

/** Where an input was refused: the field's path as `posts.3.title`, and why. */
export interface FieldIssue {
  path: string;
  message: string;
}

export interface ErrorDetails {
  issues?: FieldIssue[];
  /** Seconds until a retry may succeed, for `rate_limited` and `unavailable`. */
  retryAfter?: number;
  /** For a withdrawn or moved thing: what to say about it. */
  reason?: string;
}

/** The one error of the whole system. Its message is written for developers and logs; screens word their own. */
export class AppError<Code extends ClientErrorCode = ClientErrorCode> extends Error {
  constructor(
    readonly code: Code,
    message: string,
    readonly details?: ErrorDetails,
    readonly requestId?: string,
  ) {
    super(message);
    this.name = 'AppError';
  }
}
