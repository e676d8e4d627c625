import type { Change } from '../graph/ports/writing.js';
import type { Edit } from './edit.js';

/** A change of an import that has an effect; ends are listed one by one. */
export type EffectiveChange = Exclude<Change, { type: 'completeSource' }>;

/**
 * Converts the effective changes of an import to edits. Ends of claims and then of concepts come last, so that no edit
 * ends a concept that a later edit names.
 */
export function importEdits(changes: readonly EffectiveChange[]): readonly Edit[] {
  const [puts, endedClaims, endedConcepts]: [Edit[], Edit[], Edit[]] = [[], [], []];
  for (const change of changes) {
    if (change.type === 'endConcept') endedConcepts.push({ ...change, withClaims: false });
    else if (change.type === 'endClaim') endedClaims.push(change);
    else puts.push(change);
  }
  return [...puts, ...endedClaims, ...endedConcepts];
}
