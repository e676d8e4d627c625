import type { GraphView } from '../../graph/ports/reading.js';
import { baseEdits } from '../base-edits.js';
import type { Edit, StoredEdit } from '../edit.js';
import { withNearestConcepts } from '../nearest-concepts.js';
import { resolveEdits } from '../resolve-edits.js';
import type { Problem } from '../problem.js';
import { completeEdits, type RequestedEdit } from './complete-edits.js';
import { Refusal } from './refusal.js';

/** A requested edit with the number by which it is checked. The store can give an added edit a greater number. */
export interface NumberedRequest extends RequestedEdit {
  readonly number: number;
}

/**
 * Completes and checks requested edits of a changeset.
 * @param view the published view
 * @param others the edits of the changeset that remain
 * @param requested edits with numbers that `others` does not have
 * @returns the requested edits with their bases
 * @throws {Refusal} with the problems of the requested edits; problems of the others do not count
 */
export async function newEdits(
  view: GraphView,
  others: readonly StoredEdit[],
  requested: readonly NumberedRequest[],
): Promise<readonly StoredEdit[]> {
  if (requested.length === 0) return [];
  const earlier = await resolveEdits(view, others);
  const { edits, problems } = await completeEdits(view, earlier, requested);
  if (problems.length > 0) throw new Refusal(await withNearestConcepts(view, problems));
  const based = await baseEdits(view, edits as readonly Edit[], 1);
  const added = based.map((each, index) => ({ ...each, number: requested[index]?.number ?? each.number }));
  const all = [...others, ...added].sort((left, right) => left.number - right.number);
  const resolved = await resolveEdits(view, all);
  const paths = new Map(requested.map(({ number, path, request }) => [number, [...path, request.type]]));
  const ofRequested = resolved.problems.flatMap((problem): readonly Problem[] => {
    const path = problem.edit === null ? undefined : paths.get(problem.edit);
    return path ? [{ ...problem, edit: null, path: [...path, ...problem.path] }] : [];
  });
  if (ofRequested.length > 0) throw new Refusal(await withNearestConcepts(view, ofRequested));
  return added;
}
