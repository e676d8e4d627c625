import { createLoaders, type LoaderListeners } from '../graph/loaders.js';
import type { Loaders } from '../graph/loader-set.js';
import type { GraphView } from '../graph/reading.js';

/** A view of the graph, and what the request has read of it. */
export class RequestView {
  readonly view: GraphView;
  readonly #listeners: LoaderListeners;
  #loaders: Loaders | undefined;

  constructor(view: GraphView, listeners: LoaderListeners) {
    this.view = view;
    this.#listeners = listeners;
  }

  /** Made when they are first asked for: where all is in memory, and written before, nobody asks. */
  get loaders(): Loaders {
    return (this.#loaders ??= createLoaders(this.view, this.#listeners));
  }
}
