/** The codes of a `TertiumError`: a stable part of the API. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'LIMIT_EXCEEDED'
  | 'INVALID_DOCUMENT'
  | 'INVALID_CHANGE'
  | 'STORE_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'OVERLOADED';

/** An error whose message may be sent to clients. */
export class TertiumError extends Error {
  readonly code: ErrorCode;
  /** Machine-readable facts; JSON values only. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The message for operators. It may name a host or a file, which must not be sent to clients. */
  readonly operatorMessage: string;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; details?: Record<string, unknown>; operatorMessage?: string } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TertiumError';
    this.code = code;
    this.details = options.details ?? {};
    this.operatorMessage = options.operatorMessage ?? message;
  }
}

/** Creates a BAD_USER_INPUT error for a request that is malformed or out of bounds. */
export function badUserInput(message: string, details?: Record<string, unknown>): TertiumError {
  return new TertiumError('BAD_USER_INPUT', message, details ? { details } : {});
}

/** Creates an INVALID_CHANGE error for a rejected write, which changed nothing. */
export function invalidChange(message: string, details?: Record<string, unknown>): TertiumError {
  return new TertiumError('INVALID_CHANGE', message, details ? { details } : {});
}
