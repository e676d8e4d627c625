import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/ports/writing.js';
import { TertiumError } from '../../graph/errors.js';
import { HeldStore } from '../../read-model/held-store.js';

/**
 * Puts the published view of a store into memory, where that is within a budget, and says how it goes.
 * @param budgetMb in MiB; 0: the store is given back as it is
 * @returns a store to close in the place of the given one
 * @throws {TertiumError} STORE_UNAVAILABLE; the given store stays open then
 */
export async function holdInMemory(store: GraphStore, budgetMb: number, logger: Logger): Promise<GraphStore> {
  if (budgetMb === 0) return store;
  const started = performance.now();
  const told = { loaded: 0 };
  const held = await HeldStore.open(store, {
    budget: budgetMb * mebibyte,
    onProgress(loaded, whole) {
      if (loaded < told.loaded + loadedBetweenLines) return;
      told.loaded = loaded;
      logger.info(`${loaded} of ${whole} claims loaded.`);
    },
    onTrouble(trouble) {
      if (trouble.type === 'NOT_MOVED_ON') {
        // The store logs an outage once.
        if (trouble.error instanceof TertiumError && trouble.error.code === 'STORE_UNAVAILABLE') return;
        logger.warn({ err: trouble.error }, 'The view in memory is behind: the next try follows.');
      } else {
        logger.warn(
          `The graph takes more than READ_MODEL_MB=${budgetMb} allows: it is read from the database.`,
        );
      }
    },
  });
  if (held.byteLength > 0) {
    const milliseconds = Math.round(performance.now() - started);
    logger.info(
      `The published view is held in memory: ${held.byteLength} bytes, loaded in ${milliseconds} ms.`,
    );
  }
  return held;
}

const mebibyte = 1024 * 1024;
const loadedBetweenLines = 100_000;
