import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimRows } from './claim-rows.js';
import type { GraphTables } from '../tables/graph-tables.js';

/** Finds the ids of the questions about exactly the given approaches, sorted. */
export function questionsAbout(
  approaches: readonly string[],
  { claims, concepts }: GraphTables,
  rows: ClaimRows,
): readonly string[] {
  const requested = new Set(approaches.map((id) => concepts.find(id)?.number));
  const [firstApproach] = approaches;
  if (firstApproach === undefined || requested.has(undefined)) return none;
  const questions = new Set<number>();
  for (const row of rows.toward(firstApproach, ['ASKS_ABOUT'])) {
    if (claims.statesYes(row)) questions.add(claims.subjectOf(row));
  }
  const exact: string[] = [];
  for (const question of questions) {
    const { id } = concepts.entry(question);
    const targets = new Set<number>();
    for (const row of rows.about(id, ['ASKS_ABOUT']))
      if (claims.statesYes(row)) targets.add(claims.targetOf(row));
    if (targets.size === requested.size && [...targets].every((target) => requested.has(target)))
      exact.push(id);
  }
  return Object.freeze(exact.sort(compareCodePoints));
}

const none: readonly never[] = Object.freeze([]);
