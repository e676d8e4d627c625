import { TertiumError } from '../../graph/errors.js';

/** Returns the code of an error of a driver or of Node; empty if the error has no code that is a string. */
export function codeOf(error: unknown): string {
  return textOf(error, 'code');
}

/** Returns the message of an error; empty if the error has no message. */
export function messageOf(error: unknown): string {
  return textOf(error, 'message');
}

function textOf(error: unknown, name: string): string {
  const text: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof text === 'string' ? text : '';
}

/**
 * Creates a STORE_UNAVAILABLE error. Its message reaches clients and does not name the database; only its operator
 * message names the database.
 * @param database the database for operators, such as `The database file x.db`
 * @param reason the reason, the remedy, or both: the text after "cannot be used: ", without the full stop
 */
export function unavailable(
  database: string,
  reason: string,
  options: { cause?: unknown; details?: Record<string, unknown> } = {},
): TertiumError {
  return new TertiumError('STORE_UNAVAILABLE', `The database cannot be used: ${reason}.`, {
    ...options,
    operatorMessage: `${database} cannot be used: ${reason}.`,
  });
}
