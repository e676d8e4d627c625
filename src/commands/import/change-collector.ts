import type { Change } from '../../graph/ports/writing.js';

/** Collects the changes of a stream, unless there are more than a limit, which bounds the memory. */
export class ChangeCollector {
  readonly #limit: number;
  #changes: Change[] | null = [];

  /** @param limit the maximum number of collected changes; with 0, nothing is collected */
  constructor(limit: number) {
    this.#limit = limit;
    if (limit === 0) this.#changes = null;
  }

  /** All changes that were passed on; null if there were more than the limit, or if the limit is 0. */
  get changes(): readonly Change[] | null {
    return this.#changes;
  }

  /** Passes changes on, and collects them. */
  async *passing(changes: AsyncIterable<Change>): AsyncGenerator<Change> {
    for await (const change of changes) {
      if (this.#changes !== null && this.#changes.push(change) > this.#limit) this.#changes = null;
      yield change;
    }
  }
}
