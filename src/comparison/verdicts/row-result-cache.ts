import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import {
  conceptTag,
  namesAlongTag,
  subjectTag,
  type DependencyTag,
} from '../../graph/dependencies/dependency-tag.js';
import type { Stamp, ViewStamps } from '../../graph/dependencies/view-stamps.js';
import type { RowResult } from './verdict.js';

/** The row results of one set of approaches in one view. */
export interface RowResults {
  /**
   * Returns the cached result of a row; undefined if there is no valid result.
   * @param row identifies the axes of the row
   * @param axes returns the ids of these axes
   */
  get(row: CacheKey, axes: () => readonly string[]): RowResult | undefined;
  set(row: CacheKey, result: RowResult): void;
}

interface StampedResult {
  readonly result: RowResult;
  readonly stamp: Stamp;
}

/** The row results of one set of approaches, in all views in which the claims about the approaches are the same. */
interface ResultsOfSet {
  readonly stamp: Stamp;
  readonly tags: readonly DependencyTag[];
  readonly rows: Map<CacheKey, StampedResult>;
}

/**
 * Caches row results by set of approaches. Evaluating all rows of many approaches can take longer than one request
 * may run; the next request continues with the results so far. The least recently used sets are evicted first.
 */
export class RowResultCache {
  readonly #bound: number;
  readonly #sets = new Map<CacheKey, ResultsOfSet>();

  /** @param bound number of row results, checked by `of`; a single set may exceed it */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The number of row results. */
  get size(): number {
    let size = 0;
    for (const { rows } of this.#sets.values()) size += rows.size;
    return size;
  }

  /**
   * Returns the row results of a set of approaches; the caller adds further results.
   * @param approaches ids, in any order
   * @param stamps of the view that the approaches are compared in
   */
  of(approaches: readonly string[], stamps: ViewStamps): RowResults {
    const key = textsKey(...[...approaches].sort());
    const cached = this.#sets.get(key);
    const isValid = cached !== undefined && stamps.isValid(cached.stamp, cached.tags);
    const results = isValid
      ? cached
      : { stamp: stamps.now(), tags: approaches.map(subjectTag), rows: new Map<CacheKey, StampedResult>() };
    // Results of an earlier revision do not replace those of a later one.
    if (isValid || !cached || cached.stamp.last < stamps.revision) {
      this.#sets.delete(key);
      this.#sets.set(key, results);
      this.#evict();
    }
    return new ResultsInView(results.rows, stamps);
  }

  #evict(): void {
    let { size } = this;
    for (const [key, { rows }] of this.#sets) {
      if (size <= this.#bound || this.#sets.size === 1) return;
      this.#sets.delete(key);
      size -= rows.size;
    }
  }
}

/** Row results that are valid in a view: no publication touched the axes of the row, or the concepts that the texts along them name. */
class ResultsInView implements RowResults {
  readonly #rows: Map<CacheKey, StampedResult>;
  readonly #stamps: ViewStamps;

  constructor(rows: Map<CacheKey, StampedResult>, stamps: ViewStamps) {
    this.#rows = rows;
    this.#stamps = stamps;
  }

  get(row: CacheKey, axes: () => readonly string[]): RowResult | undefined {
    const cached = this.#rows.get(row);
    if (!cached) return undefined;
    if (this.#stamps.isKnown(cached.stamp)) return cached.result;
    const tags = axes().flatMap((id) => [conceptTag(id), namesAlongTag(id)]);
    return this.#stamps.isValid(cached.stamp, tags) ? cached.result : undefined;
  }

  set(row: CacheKey, result: RowResult): void {
    this.#rows.set(row, { result, stamp: this.#stamps.now() });
  }
}
