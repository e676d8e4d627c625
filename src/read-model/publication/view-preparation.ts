import type { GraphView, PrepareView } from '../../graph/ports/reading.js';

/** Runs the functions that prepare a view before it is published, for a limited time. */
export class ViewPreparation {
  readonly #functions = new Set<PrepareView>();
  readonly #maxMs: number;
  readonly #onFailure: (error: unknown) => void;
  #controller: AbortController | null = null;
  /** The view that was published last. */
  #published: GraphView | null = null;
  #isStopped = false;

  /**
   * @param maxMs the maximum time in milliseconds for all functions, which run concurrently
   * @param onFailure called with the error of a function that fails; the view is published nevertheless
   */
  constructor(maxMs: number, onFailure: (error: unknown) => void) {
    this.#maxMs = maxMs;
    this.#onFailure = onFailure;
  }

  /** @returns a function that removes the given function */
  add(prepare: PrepareView): () => void {
    this.#functions.add(prepare);
    return () => void this.#functions.delete(prepare);
  }

  /** Ends the preparation that is running, and prepares no further views. */
  stop(): void {
    this.#isStopped = true;
    this.#controller?.abort();
  }

  /** Prepares a view, and publishes it. @param publish called once */
  async run(next: GraphView, publish: () => void): Promise<void> {
    const finishers: (() => void)[] = [];
    if (this.#functions.size > 0 && !this.#isStopped) await this.#prepare(next, finishers);
    this.#published = next;
    publish();
    for (const finish of finishers) finish();
  }

  async #prepare(next: GraphView, finishers: (() => void)[]): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    let isOver = false;
    const prepared = [...this.#functions].map(async (prepare) => {
      try {
        const finish = await prepare(next, controller.signal);
        if (!finish) return;
        if (!isOver) finishers.push(finish);
        else if (this.#published === next) finish();
      } catch (error) {
        this.#onFailure(error);
      }
    });
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>((resolve) => {
      controller.signal.addEventListener('abort', () => resolve(), { once: true });
      timer = setTimeout(() => controller.abort(), this.#maxMs);
    });
    await Promise.race([Promise.all(prepared), timeUp]);
    clearTimeout(timer);
    isOver = true;
    this.#controller = null;
  }
}
