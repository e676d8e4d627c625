import { type Approach, compareByName } from '../../graph/concept.js';

/** An approach that is ranked. */
export interface Candidate {
  readonly approach: Approach;
  /** Whether a requirement is not met, or not shown to be met. */
  readonly isExcluded: boolean;
}

/** The position of a candidate in the ranking, and its index in the list of candidates. */
export interface RankedCandidate {
  readonly index: number;
  /** 1 for the best; equal scores share a position. Null if the approach is excluded. */
  readonly position: number | null;
}

/**
 * Orders candidates by their sums, the highest first. Equal sums are ordered by name. Excluded candidates are last.
 * @param sums one for each candidate
 */
export function orderCandidates(
  candidates: readonly Candidate[],
  sums: readonly bigint[],
): readonly RankedCandidate[] {
  const entries = candidates.map((candidate, index) => ({ ...candidate, index, sum: sums[index] ?? 0n }));
  entries.sort(
    (left, right) =>
      Number(left.isExcluded) - Number(right.isExcluded) ||
      (left.sum > right.sum ? -1 : left.sum < right.sum ? 1 : compareByName(left.approach, right.approach)),
  );
  return entries.map(({ index, isExcluded, sum }) => ({
    index,
    position: isExcluded ? null : 1 + entries.filter((each) => !each.isExcluded && each.sum > sum).length,
  }));
}
