import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { ReadModel } from '../../src/read-model/read-model.js';

const models = new WeakMap<object, Promise<ReadModel>>();
/** A memory budget in bytes that is larger than every test graph. */
const ampleBudget = 2 ** 30;

/** A reader of the graph of a store, with the published view in memory. Each store has one such reader until it is closed. */
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
