import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { RowResult } from './verdict.js';

/** Row results of one set of approaches, by the ids of the axes in the row. */
export type RowResults = Map<CacheKey, RowResult>;

/**
 * Caches row results by set of approaches. Evaluating all rows of many approaches can take longer than one request
 * may run; the next request continues with the results so far. The least recently used sets are evicted first.
 */
export class RowResultCache {
  readonly #bound: number;
  readonly #sets = new Map<CacheKey, RowResults>();

  /** @param bound number of row results; a single set may exceed it */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * Returns the row results of a set of approaches; the caller adds further results to the map.
   * @param approaches ids, in any order
   */
  of(approaches: readonly string[]): RowResults {
    const key = textsKey(...[...approaches].sort());
    const results = this.#sets.get(key) ?? new Map<CacheKey, RowResult>();
    this.#sets.delete(key);
    this.#sets.set(key, results);
    this.#evict();
    return results;
  }

  #evict(): void {
    let size = 0;
    for (const set of this.#sets.values()) size += set.size;
    for (const [key, set] of this.#sets) {
      if (size <= this.#bound || this.#sets.size === 1) return;
      this.#sets.delete(key);
      size -= set.size;
    }
  }
}
