import type { Approach } from '../../graph/concept.js';
import { byName } from '../rows/by-name.js';

/** An approach among those that are ranked. */
export interface Candidate {
  readonly approach: Approach;
  /** Whether it misses a must-have. */
  readonly isExcluded: boolean;
}

/** Where a candidate stands, and its place in the list of candidates. */
export interface Standing {
  readonly index: number;
  /** 1 for the best; those that score the same share a position. Null for what is excluded. */
  readonly position: number | null;
}

/**
 * The order in which candidates stand: the highest sum first, those that are excluded after all others, equal
 * ones by name.
 * @param sums one for each candidate
 */
export function standingsOf(candidates: readonly Candidate[], sums: readonly bigint[]): readonly Standing[] {
  const entries = candidates.map((candidate, index) => ({ ...candidate, index, sum: sums[index] ?? 0n }));
  entries.sort(
    (left, right) =>
      Number(left.isExcluded) - Number(right.isExcluded) ||
      (left.sum > right.sum ? -1 : left.sum < right.sum ? 1 : byName(left.approach, right.approach)),
  );
  return entries.map(({ index, isExcluded, sum }) => ({
    index,
    position: isExcluded ? null : 1 + entries.filter((each) => !each.isExcluded && each.sum > sum).length,
  }));
}
