import { createLoaders, type LoaderListeners } from '../../graph/loaders/loaders.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Loading } from '../../graph/loaders/loader.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { withoutPromise } from './in-memory-axis-knowledge.js';
import { isInMemory } from './view-memo.js';

/** A view of the graph, and what the request has read of it. */
export class RequestView {
  readonly view: GraphView;
  readonly pace: Pace;
  readonly #listeners: LoaderListeners;
  #loaders: Loaders | undefined;

  /** @param pace at which work on the view goes on */
  constructor(view: GraphView, listeners: LoaderListeners, pace: Pace) {
    this.view = view;
    this.pace = pace;
    this.#listeners = listeners;
  }

  /** Made when they are first asked for: where all is in memory, and written before, nobody asks. */
  get loaders(): Loaders {
    return (this.#loaders ??= createLoaders(this.view, this.#listeners, this.pace));
  }
}

/**
 * Loads what may take a millisecond or more for each key. A view that is held in memory finds the keys one by one in any case, here in time
 * slices; from a store they are fetched together.
 */
export function loadInSteps<Key, Value>(
  { view, pace }: RequestView,
  loading: Loading<Key, Value>,
  keys: readonly Key[],
): MaybePromise<readonly Value[]> {
  return isInMemory(view) ? inSlices(loadEach(loading, keys), pace) : loading.loadMany(keys);
}

function* loadEach<Key, Value>(loading: Loading<Key, Value>, keys: readonly Key[]): Steps<readonly Value[]> {
  const values: Value[] = [];
  for (const key of keys) {
    values.push(withoutPromise(loading.load(key)));
    yield;
  }
  return values;
}
