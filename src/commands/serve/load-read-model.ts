import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/ports/writing.js';
import { TertiumError } from '../../graph/errors.js';
import { InMemoryStore } from '../../read-model/in-memory-store.js';

/**
 * Loads the published view of a store into memory if it fits the budget, and logs the progress.
 * @param budgetMb in MiB. 0: returns the given store.
 * @returns a store that replaces the given one; closing it closes both
 * @throws {TertiumError} STORE_UNAVAILABLE. The given store then stays open.
 */
export async function loadReadModel(
  store: GraphStore,
  budgetMb: number,
  logger: Logger,
): Promise<GraphStore> {
  if (budgetMb === 0) return store;
  const started = performance.now();
  let logged = 0;
  const held = await InMemoryStore.open(store, {
    budget: budgetMb * mebibyte,
    onProgress(loaded, whole) {
      if (loaded < logged + claimsPerLine) return;
      logged = loaded;
      logger.info(`${loaded} of ${whole} claims loaded.`);
    },
    onTrouble(trouble) {
      if (trouble.type === 'NOT_MOVED_ON') {
        // The store already logs outages.
        if (trouble.error instanceof TertiumError && trouble.error.code === 'STORE_UNAVAILABLE') return;
        logger.warn(
          { err: trouble.error },
          'The view in memory could not be updated: the update is tried again.',
        );
      } else {
        logger.warn(`The graph exceeds READ_MODEL_MB=${budgetMb}: it is read from the database.`);
      }
    },
  });
  if (held.byteLength > 0) {
    const milliseconds = Math.round(performance.now() - started);
    logger.info(`The published view is in memory: ${held.byteLength} bytes, loaded in ${milliseconds} ms.`);
  }
  return held;
}

const mebibyte = 1024 * 1024;
const claimsPerLine = 100_000;
