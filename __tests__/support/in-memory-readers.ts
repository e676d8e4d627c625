import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { ReadModel } from '../../src/read-model/read-model.js';

const models = new WeakMap<object, Promise<ReadModel>>();
const ample = 2 ** 30;

/** A reader of the same graph with the published view in memory: one for each store, until the store is closed. */
export function inMemoryReaderOf(store: Pick<GraphStore, 'reader' | 'feed'>): Promise<GraphReader> {
  let model = models.get(store);
  if (!model) {
    model = ReadModel.load(store, { budget: ample, patience: 60_000 });
    models.set(store, model);
  }
  return model;
}

/** Removes the reader of a store, if it has one. */
export async function closeInMemoryReader(store: object): Promise<void> {
  const model = models.get(store);
  models.delete(store);
  await (await model)?.close();
}
