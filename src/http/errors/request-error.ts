/** Codes of requests that are refused for how they were sent, with their status. They are part of the API and do not change. */
export const requestErrorStatuses = Object.freeze({
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  UNSUPPORTED_CONTENT_ENCODING: 415,
  MISDIRECTED_REQUEST: 421,
  HEADERS_TOO_LARGE: 431,
});

export type RequestErrorCode = keyof typeof requestErrorStatuses;

/** A request that is refused before GraphQL executes it. Its message is for the client: what was expected, what came, what to do. */
export class RequestError extends Error {
  readonly code: RequestErrorCode;
  /** Headers of the answer, by lower-case names. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: RequestErrorCode,
    message: string,
    options: { cause?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RefusedRequest';
    this.code = code;
    this.headers = options.headers ?? {};
  }

  /** The HTTP status. */
  get statusCode(): number {
    return requestErrorStatuses[this.code];
  }
}
