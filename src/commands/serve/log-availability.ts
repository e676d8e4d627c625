import type { Logger } from 'pino';
import type { AvailabilityChange } from '../../storage/session/availability.js';

/**
 * Logs outages of the database: one line at the start of an outage, independent of the number of failed requests, and one line at its end.
 * @returns the `onAvailability` option of `openStore`
 */
export function logAvailability(logger: Logger): (change: AvailabilityChange) => void {
  return (change) => {
    if (change.isAvailable) {
      logger.info({ outageMs: Math.round(change.outageMs) }, 'The database is available again.');
      return;
    }
    const { message, cause } = change.error;
    logger.error(
      { cause: codeOf(cause) },
      `${message} Until the database is available, only the graph in memory is served.`,
    );
  };
}

/** The code of a driver error. Its message is not logged because it may contain the host. */
function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
