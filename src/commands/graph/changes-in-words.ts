import type { AppliedChanges, ChangeCounts } from '../../graph/ports/writing.js';

/** What a revision did: `Revision 1: 96 concepts added, 314 claims added.` */
export function changesInWords({ revision, concepts, claims }: AppliedChanges, lastRevision: number): string {
  if (revision === null) return `Nothing has changed since revision ${lastRevision}.`;
  return `Revision ${revision.number}: ${allCountsInWords({ concepts, claims })}.`;
}

/** What a revision would do that was only rehearsed. */
export function wouldChangeInWords(rehearsed: AppliedChanges, lastRevision: number): string {
  return rehearsed.revision === null
    ? `Nothing would change since revision ${lastRevision}.`
    : `Nothing has been changed. This would be revision ${rehearsed.revision.number}: ${allCountsInWords(rehearsed)}.`;
}

function allCountsInWords({ concepts, claims }: Omit<AppliedChanges, 'revision'>): string {
  const counts = [...countsInWords(concepts, 'concept'), ...countsInWords(claims, 'claim')];
  return counts.length === 0 ? 'nothing but texts of sources or former slugs added' : counts.join(', ');
}

function countsInWords({ added, changed, ended }: ChangeCounts, thing: string): string[] {
  return Object.entries({ added, changed, ended })
    .filter(([, count]) => count > 0)
    .map(([happened, count]) => `${counted(count, thing)} ${happened}`);
}

/** A number of things: `1 claim`, `2 claims`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
