import type { Logger } from 'pino';
import type { AvailabilityChange } from '../../storage/session/availability.js';

/**
 * Logs an outage of the database: one line when it begins, whatever the number of requests that fail, and one when it is over.
 * @returns what `openStore` calls for each change
 */
export function logAvailability(logger: Logger): (change: AvailabilityChange) => void {
  return (change) => {
    if (change.isAvailable) {
      logger.info({ outageMs: Math.round(change.outageMs) }, 'The database answers again.');
      return;
    }
    const { message, cause } = change.error;
    logger.error({ cause: codeOf(cause) }, `${message} What is in memory is served meanwhile.`);
  };
}

/** The code of an error of the driver: its message may name the host. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
