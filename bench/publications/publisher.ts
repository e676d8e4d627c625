import { setTimeout as delay } from 'node:timers/promises';
import type { Change, GraphWriter } from '../../src/graph/ports/writing.js';

/** Publishes revisions at a constant rate. */
export class Publisher {
  readonly #end = new AbortController();
  readonly #ended: Promise<void>;
  #count = 0;

  /**
   * Starts to publish. The first revision is published after half of an interval.
   * @param changesOf creates the changes of the next revision
   */
  constructor(
    private readonly writer: GraphWriter,
    private readonly changesOf: () => Iterable<Change>,
    private readonly intervalMs: number,
  ) {
    this.#ended = this.#publish();
  }

  /**
   * Ends the publications after the current revision. @returns the number of revisions @throws the first error of a
   * publication
   */
  async stop(): Promise<number> {
    this.#end.abort();
    await this.#ended;
    return this.#count;
  }

  async #publish(): Promise<void> {
    const { signal } = this.#end;
    let due = performance.now() + this.intervalMs / 2;
    for (;;) {
      await delay(Math.max(0, due - performance.now()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.writer.apply(this.changesOf(), { author: 'bench', message: 'A revision', origin: 'IMPORT' });
      this.#count += 1;
      due += this.intervalMs;
    }
  }
}
