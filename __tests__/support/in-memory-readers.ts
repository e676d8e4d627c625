import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { ReadModel } from '../../src/read-model/read-model.js';

const models = new WeakMap<object, Promise<ReadModel>>();
/** A memory budget in bytes that is larger than every test graph. */
const ampleBudget = 2 ** 30;

/** Loads the published view of a store into memory, and returns its reader. Calls for one store share the reader until it is closed. */
export function inMemoryReaderOf(store: Pick<GraphStore, 'reader' | 'feed'>): Promise<GraphReader> {
  let model = models.get(store);
  if (!model) {
    model = ReadModel.load(store, { budget: ampleBudget, maxWaitMs: 60_000 });
    models.set(store, model);
  }
  return model;
}

/** Closes the in-memory reader of a store, if there is one. */
export async function closeInMemoryReader(store: object): Promise<void> {
  const model = models.get(store);
  models.delete(store);
  await (await model)?.close();
}
