import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/ports/writing.js';
import { TertiumError } from '../../graph/errors.js';
import { InMemoryStore } from '../../read-model/in-memory-store.js';

/**
 * Loads the published view of a store into memory if it fits the budget, and logs the progress.
 * @param budgetMb in MiB; for 0, the given store is returned
 * @returns a store that replaces the given store; closing the returned store closes both
 * @throws {TertiumError} STORE_UNAVAILABLE; the given store then stays open
 */
export async function loadReadModel(
  store: GraphStore,
  budgetMb: number,
  logger: Logger,
): Promise<GraphStore> {
  if (budgetMb === 0) return store;
  const started = performance.now();
  let logged = 0;
  const inMemoryStore = await InMemoryStore.open(store, {
    budget: budgetMb * mebibyte,
    onProgress(loaded, total) {
      if (loaded < logged + claimsPerLine) return;
      logged = loaded;
      logger.info(`${loaded} of ${total} claims loaded.`);
    },
    onProblem(problem) {
      if (problem.type === 'UPDATE_FAILED') {
        // `logAvailability` already logs outages.
        if (problem.error instanceof TertiumError && problem.error.code === 'STORE_UNAVAILABLE') return;
        logger.warn(
          { err: problem.error },
          'The view in memory could not be updated; the update will be retried.',
        );
      } else if (problem.type === 'PREPARATION_FAILED') {
        logger.warn({ err: problem.error }, 'Cached responses could not be computed before a publication.');
      } else {
        logger.warn(`The graph exceeds READ_MODEL_MB=${budgetMb}: it is read from the database.`);
      }
    },
  });
  if (inMemoryStore.byteLength > 0) {
    const milliseconds = Math.round(performance.now() - started);
    logger.info(
      `The published view is in memory: ${inMemoryStore.byteLength} bytes, loaded in ${milliseconds} ms.`,
    );
  }
  return inMemoryStore;
}

const mebibyte = 1024 * 1024;
const claimsPerLine = 100_000;
