import { unavailable } from './store-errors.js';

/** The timeout of the simplest statements, such as a ping or the newest revision, in milliseconds. */
export const shortTimeoutMs = 2_000;

/**
 * Rejects if the database does not answer in time.
 *
 * An answer that arrived while the event loop was busy is in time: it is read before the timer rejects.
 * @param ms in milliseconds
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

const tooLate = 'it took too long to answer: check that it runs and can be reached';
