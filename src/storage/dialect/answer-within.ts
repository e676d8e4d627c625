import { unavailable } from './unavailable.js';

/** For the simplest questions: whether the database answers, and what is the newest revision. In milliseconds. */
export const promptMs = 2_000;

/**
 * Rejects where a database does not answer in time.
 *
 * Answers that have arrived while the event loop was busy count as in time: they are read before the timer's rejection.
 * @param ms in milliseconds
 * @throws {TertiumError} STORE_UNAVAILABLE
 */
export async function answerWithin<Result>(ms: number, answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(unavailable('The database', tooLate))), ms);
  });
  try {
    return await Promise.race([answer, isLate]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = 'it took too long to answer: check that it runs and can be reached';
