import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimRows } from './claim-rows.js';
import type { GraphTables } from '../tables/graph-tables.js';

/** Finds the ids of all concepts that are equivalent to a concept, including the concept itself, sorted. */
export function equivalentsOf(
  id: string,
  { claims, concepts }: GraphTables,
  rows: ClaimRows,
): readonly string[] {
  const number = concepts.find(id)?.number;
  if (number === undefined || !claims.mayBeEquivalent(number)) return Object.freeze([id]);
  const reached = new Set([id]);
  // The loop also visits the ids that it adds to the set.
  for (const each of reached) {
    for (const row of rows.about(each, ['EQUIVALENT_TO'])) {
      if (claims.statesYes(row)) reached.add(concepts.entry(claims.targetOf(row)).id);
    }
    for (const row of rows.toward(each, ['EQUIVALENT_TO'])) {
      if (claims.statesYes(row)) reached.add(concepts.entry(claims.subjectOf(row)).id);
    }
  }
  return Object.freeze([...reached].sort(compareCodePoints));
}
