import { TertiumError } from '../../graph/errors.js';

/**
 * A database that cannot be used. Clients are not told which one it is, as the message of the error reaches them; operators are.
 * @param place the database in words, such as `The database file x.db`
 * @param reason why, and what to check; the end of a sentence that begins with "cannot be used: "
 */
export function unavailable(
  place: string,
  reason: string,
  options: { cause?: unknown; details?: Record<string, unknown> } = {},
): TertiumError {
  return new TertiumError('STORE_UNAVAILABLE', `The database cannot be used: ${reason}.`, {
    ...options,
    operatorMessage: `${place} cannot be used: ${reason}.`,
  });
}
