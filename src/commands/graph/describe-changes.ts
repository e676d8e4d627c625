import type { AppliedChanges, ChangeCounts } from '../../graph/ports/writing.js';

/** The numbers of claims that an import replaces and rewords. */
export interface ClaimDetails {
  /** The number of claims that ended because a claim with another value about the same cell replaces them. */
  readonly replaced: number;
  /** The number of claims with another text or another rank. Other changed claims only have another position or other citations. */
  readonly reworded: number;
}

/**
 * Describes applied changes: `Revision 1: 96 concepts added, 314 claims added.`
 * @param details unless null, a replaced claim is not counted as added and ended, and changed claims that are not reworded are
 *   counted as moved
 */
export function describeChanges(
  { revision, concepts, claims }: AppliedChanges,
  lastRevision: number,
  details: ClaimDetails | null = null,
): string {
  if (revision === null) return `Nothing has changed since revision ${lastRevision}.`;
  return `Revision ${revision.number}: ${describeCounts({ concepts, claims }, details)}.`;
}

/** Describes rehearsed changes, and the revision that they would create. @param details see `describeChanges` */
export function describeRehearsal(
  rehearsed: AppliedChanges,
  lastRevision: number,
  details: ClaimDetails | null = null,
): string {
  return rehearsed.revision === null
    ? `Nothing would change since revision ${lastRevision}.`
    : `Nothing has been changed. This would be revision ${rehearsed.revision.number}: ${describeCounts(rehearsed, details)}.`;
}

function describeCounts(
  { concepts, claims }: Pick<AppliedChanges, 'concepts' | 'claims'>,
  details: ClaimDetails | null,
): string {
  const counts = [
    ...countsOf(concepts, 'concept'),
    ...(details === null ? countsOf(claims, 'claim') : detailedCountsOf(claims, details)),
  ];
  return counts.length === 0 ? 'only texts of sources or former slugs added' : counts.join(', ');
}

function detailedCountsOf({ added, changed, ended }: ChangeCounts, details: ClaimDetails): string[] {
  const replaced = Math.min(details.replaced, added, ended);
  const reworded = Math.min(details.reworded, changed);
  const counts = [
    [added - replaced, 'added'],
    [replaced, 'replaced'],
    [reworded, 'reworded'],
    [ended - replaced, 'ended'],
    [changed - reworded, 'moved within the text'],
  ] as const;
  return counts
    .filter(([count]) => count > 0)
    .map(([count, outcome]) => `${countWithNoun(count, 'claim')} ${outcome}`);
}

function countsOf({ added, changed, ended }: ChangeCounts, noun: string): string[] {
  return Object.entries({ added, changed, ended })
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${countWithNoun(count, noun)} ${outcome}`);
}

/** Prints a count with its noun: `1 claim`, `2 claims`. */
export function countWithNoun(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
