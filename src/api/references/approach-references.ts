import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Approach } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';
import type { RequestView } from '../request/request-view.js';
import { loadReferences } from './reference.js';
import { isInMemory } from '../request/view-memo.js';

/** How many approaches one request compares or ranks at most. */
export const mostApproaches = 50;

/**
 * The approaches that the argument `approaches` refers to, in its order.
 * @throws {TertiumError} BAD_USER_INPUT for too few or too many, or the same one twice; NOT_FOUND for a
 *   reference that leads nowhere, with the nearest slugs
 */
export function loadApproaches(
  requestView: RequestView,
  references: readonly string[],
  fewest: number,
): MaybePromise<readonly Approach[]> {
  if (references.length < fewest || references.length > mostApproaches) {
    throw badUserInput(
      `approaches: expected ${fewest} to ${mostApproaches} references, got ${references.length}.`,
      { argument: 'approaches' },
    );
  }
  return mapMaybe(loadReferences(requestView, 'approaches', references, ['APPROACH']), (found) => {
    const approaches = found as readonly Approach[];
    checkDistinct(
      references,
      approaches,
      isInMemory(requestView.view) ? approaches : approaches.map(({ id }) => id),
    );
    return approaches;
  });
}

/** @param told what tells approaches apart: a view in memory gives out one object for each, others may not */
function checkDistinct(
  references: readonly string[],
  approaches: readonly Approach[],
  told: readonly unknown[],
): void {
  const twice = told.findIndex((what, index) => told.indexOf(what) < index);
  if (twice === -1) return;
  const earlier = references[told.indexOf(told[twice])];
  throw badUserInput(
    `approaches: expected each approach once, got "${earlier}" and "${references[twice]}", which are the same (${approaches[twice]?.id}).`,
    { argument: 'approaches' },
  );
}
