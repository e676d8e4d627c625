import { unavailable } from './store-errors.js';

/** The timeout of simple statements, such as a ping or the newest revision, in milliseconds. */
export const shortTimeoutMs = 2_000;

/**
 * Returns the result, or rejects if the database does not respond in time.
 *
 * A result that arrived in time while the event loop was busy is returned, since it is read before the timer rejects.
 * @param ms the timeout in milliseconds
 * @throws {TertiumError} STORE_UNAVAILABLE
 */
export async function withTimeout<Result>(ms: number, result: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(unavailable('The database', tooLate))), ms);
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = 'it took too long to respond: check that it runs and can be reached';
