import { textsKey, type CacheKey } from '../../graph/cache-keys.js';
import type { Judgement } from './judgement.js';

/** What rows of the same approaches come to, by the axes that they hold. */
export type KeptJudgements = Map<CacheKey, Judgement>;

/**
 * What the rows of comparisons come to, by the set of approaches: to judge all rows of many approaches takes longer than a request may,
 * so that the next one goes on where it ended. The sets that were asked for longest ago make room for others.
 */
export class JudgementCache {
  readonly #bound: number;
  readonly #sets = new Map<CacheKey, KeptJudgements>();

  /** @param bound how many judgements are kept: one set may go beyond it by itself */
  constructor(bound: number) {
    this.#bound = bound;
  }

  /** The judgements of a set of approaches, to be read and added to. */
  of(approaches: readonly string[]): KeptJudgements {
    const key = textsKey(...[...approaches].sort());
    const known = this.#sets.get(key) ?? new Map<CacheKey, Judgement>();
    this.#sets.delete(key);
    this.#sets.set(key, known);
    this.#makeRoom();
    return known;
  }

  #makeRoom(): void {
    let size = 0;
    for (const set of this.#sets.values()) size += set.size;
    for (const [key, set] of this.#sets) {
      if (size <= this.#bound || this.#sets.size === 1) return;
      this.#sets.delete(key);
      size -= set.size;
    }
  }
}
