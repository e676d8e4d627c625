/** Codes of requests that are rejected before execution, with their HTTP status. The codes are part of the API and do not change. */
export const requestErrorStatuses = Object.freeze({
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  LIMIT_EXCEEDED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNSUPPORTED_CONTENT_ENCODING: 415,
  MISDIRECTED_REQUEST: 421,
  HEADERS_TOO_LARGE: 431,
  NOT_IMPLEMENTED: 501,
  STORE_UNAVAILABLE: 503,
});

export type RequestErrorCode = keyof typeof requestErrorStatuses;

/** The error of a request that is rejected before GraphQL executes it. The message is for the client. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  /** Headers of the response, by lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Machine-readable facts for `extensions`; JSON values only. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: RequestErrorCode,
    message: string,
    options: { cause?: unknown; headers?: Record<string, string>; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RequestError';
    this.code = code;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }

  /** The HTTP status. */
  get statusCode(): number {
    return requestErrorStatuses[this.code];
  }
}

/**
 * Creates the error for a body that is too large, compressed or decompressed.
 * @param limit in bytes
 * @param actual in bytes; null if only the part up to the limit was read
 */
export function bodyTooLarge(limit: number, actual: number | null, cause?: unknown): RequestError {
  return new RequestError(
    'BODY_TOO_LARGE',
    `Expected a body of ${limit} bytes at most, also after decompression, got ${actual ?? 'more'}. Split the operation into several requests.`,
    { cause, details: { limit: 'body', atMost: limit, ...(actual === null ? {} : { came: actual }) } },
  );
}
