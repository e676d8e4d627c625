import type { AppliedChanges, ChangeCounts } from '../../graph/ports/writing.js';

/** Describes a revision: `Revision 1: 96 concepts added, 314 claims added.` */
export function describeChanges(
  { revision, concepts, claims }: AppliedChanges,
  lastRevision: number,
): string {
  if (revision === null) return `Nothing has changed since revision ${lastRevision}.`;
  return `Revision ${revision.number}: ${describeCounts({ concepts, claims })}.`;
}

/** Describes the revision that rehearsed changes would create. */
export function describeRehearsal(rehearsed: AppliedChanges, lastRevision: number): string {
  return rehearsed.revision === null
    ? `Nothing would change since revision ${lastRevision}.`
    : `Nothing has been changed. This would be revision ${rehearsed.revision.number}: ${describeCounts(rehearsed)}.`;
}

function describeCounts({ concepts, claims }: Omit<AppliedChanges, 'revision'>): string {
  const counts = [...countsOf(concepts, 'concept'), ...countsOf(claims, 'claim')];
  return counts.length === 0 ? 'only texts of sources or former slugs added' : counts.join(', ');
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
