import { createLoaders, type LoaderListeners } from '../graph/loaders.js';
import type { Loaders } from '../graph/loader-set.js';
import type { GraphView } from '../graph/reading.js';
import type { Pace } from '../graph/work/pace.js';

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
