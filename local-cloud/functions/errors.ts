/**
 * What the platform answers in a function's place. Codes and wording as wx-server-sdk's own table and the service's
 * replies have them; the HTTP status is the local gateway's, since the real client never sees one.
 */
const failures = {
  INVALID_PARAM: { errCode: -501007, phrase: 'invalid parameters', httpStatus: 400 },
  FUNCTION_NOT_FOUND: { errCode: -501000, phrase: 'FunctionName parameter could not be found', httpStatus: 404 },
  // In nobody's table, but in the answers that drivers' phones got: see local-cloud/gateway/admission.ts.
  PERMISSION_DENIED: { errCode: -501023, phrase: 'permission denied', httpStatus: 403 },
  EXCEED_MAX_PAYLOAD_SIZE: { errCode: -501007, phrase: 'request data exceeds the size limit', httpStatus: 413 },
  EXCEED_CONCURRENT_REQUEST_LIMIT: { errCode: -501004, phrase: 'exceed concurrent request limit', httpStatus: 429 },
  FUNCTIONS_EXECUTE_FAIL: { errCode: -504002, phrase: 'functions execute fail', httpStatus: 500 },
  FUNCTIONS_TIME_LIMIT_EXCEEDED: { errCode: -504003, phrase: 'functions time limit exceeded', httpStatus: 504 },
  FUNCTIONS_MEMORY_LIMIT_EXCEEDED: { errCode: -504002, phrase: 'functions memory limit exceeded', httpStatus: 500 },
  RESULT_SIZE_EXCEED_LIMIT: {
    errCode: -604001,
    phrase: 'cloudfunction result size exceed limit (1MB)',
    httpStatus: 500,
  },
  SYS_ERR: { errCode: -501001, phrase: 'resource system error', httpStatus: 503 },
} as const;

export type FunctionErrorCode = keyof typeof failures;

/** A call that the function did not answer itself. */
export class FunctionError extends Error {
  readonly errCode: number;
  readonly httpStatus: number;

  constructor(
    readonly code: FunctionErrorCode,
    detail: string,
    readonly requestId: string,
  ) {
    const { errCode, phrase, httpStatus } = failures[code];
    super(`${phrase} | ${detail}`);
    this.name = 'FunctionError';
    this.errCode = errCode;
    this.httpStatus = httpStatus;
  }
}
