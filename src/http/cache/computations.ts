import type { CacheKey } from '../../graph/cache-keys.js';

/** The computation of a response. Other requests with the same key may wait for it. */
export interface Computation {
  /**
   * Wakes the waiting requests. Call it when the response is cached, or when it is certain that the response will not be cached. Calls
   * after the first have no effect.
   */
  end(): void;
}

/**
 * The responses that are being computed for the response cache. Only the first of several requests with the same key and revision computes the
 * response; the others wait for it. A request waits for one computation only. If that computation caches no response,
 * each waiting request computes its own: the failure of one request, such as one whose client disconnected, does not
 * fail the others.
 */
export class Computations {
  readonly #running = new Map<string, Promise<void>>();

  /** The number of responses that are being computed. */
  get count(): number {
    return this.#running.size;
  }

  /** Returns a promise that resolves when the computation of a response ends; null if the response is not being computed. */
  running(key: CacheKey, revision: number): Promise<void> | null {
    return this.#running.get(nameOf(key, revision)) ?? null;
  }

  /** Begins the computation of a response that is not being computed. */
  begin(key: CacheKey, revision: number): Computation {
    const name = nameOf(key, revision);
    let wake = (): void => undefined;
    const ended = new Promise<void>((resolve) => (wake = resolve));
    this.#running.set(name, ended);
    return {
      end: () => {
        if (this.#running.get(name) === ended) this.#running.delete(name);
        wake();
      },
    };
  }
}

function nameOf(key: CacheKey, revision: number): string {
  return `${revision} ${key}`;
}
