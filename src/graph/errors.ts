/** Codes that clients may rely on: they are part of the API and do not change. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'INVALID_DOCUMENT'
  | 'INVALID_CHANGE'
  | 'STORE_UNAVAILABLE'
  | 'DEADLINE_EXCEEDED'
  | 'OVERLOADED';

/**
 * An error whose message may be shown to whoever asked: it says what was expected, what came, and what
 * to do. Anything else that is thrown is a defect and stays inside.
 */
export class TertiumError extends Error {
  readonly code: ErrorCode;
  /** Facts for programs, beside the sentence for people; JSON values only. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The message for whoever runs Tertium: it may name a host or a file, which clients of the server never see. */
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

/** The request is malformed or out of bounds; sending it again unchanged fails again. */
export function badUserInput(message: string, details?: Record<string, unknown>): TertiumError {
  return new TertiumError('BAD_USER_INPUT', message, details ? { details } : {});
}

/** A set of changes that the graph refuses; nothing of it was applied. */
export function invalidChange(message: string, details?: Record<string, unknown>): TertiumError {
  return new TertiumError('INVALID_CHANGE', message, details ? { details } : {});
}
