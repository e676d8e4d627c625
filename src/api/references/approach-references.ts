import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Approach } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';
import type { RequestView } from '../request/request-view.js';
import { loadReferences } from './reference.js';
import { isInMemory } from '../request/view-memo.js';

/** The maximum number of approaches that one field may compare or rank. */
export const maxApproaches = 50;

/**
 * Loads the approaches of the argument `approaches`, in the order of the argument.
 * @param minimum the minimum number of references
 * @throws {TertiumError} BAD_USER_INPUT for too few or too many references, or for two references to the same approach; NOT_FOUND, with the
 *   nearest slugs, for a reference without an approach
 */
export function loadApproaches(
  requestView: RequestView,
  references: readonly string[],
  minimum: number,
): MaybePromise<readonly Approach[]> {
  if (references.length < minimum || references.length > maxApproaches) {
    throw badUserInput(
      `approaches: expected ${minimum} to ${maxApproaches} references, got ${references.length}.`,
      { argument: 'approaches' },
    );
  }
  return mapMaybe(loadReferences(requestView, 'approaches', references, ['APPROACH']), (concepts) => {
    const approaches = concepts as readonly Approach[];
    checkDistinct(
      references,
      approaches,
      isInMemory(requestView.view) ? approaches : approaches.map(({ id }) => id),
    );
    return approaches;
  });
}

/**
 * Rejects two references to the same approach.
 * @param identities distinct for distinct approaches: the objects of an in-memory view, which are unique; otherwise ids
 */
function checkDistinct(
  references: readonly string[],
  approaches: readonly Approach[],
  identities: readonly unknown[],
): void {
  const second = identities.findIndex((identity, index) => identities.indexOf(identity) < index);
  if (second === -1) return;
  const first = references[identities.indexOf(identities[second])];
  throw badUserInput(
    `approaches: expected different approaches, got "${first}" and "${references[second]}", which are the same approach (${approaches[second]?.id}).`,
    { argument: 'approaches' },
  );
}
