import type { Approach } from '../../graph/concept.js';
import { maxApproaches } from '../references/approach-references.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { loadApproachPage, type ApproachSelection } from './approach-list.js';

/** The first approaches that match a selection, and the number of other approaches that match it. */
export interface SelectedApproaches {
  readonly approaches: readonly Approach[];
  readonly leftOut: number;
}

/**
 * Loads the first approaches that a selection matches, at most `maxApproaches`, in the order of the selection.
 * @throws the errors of `loadApproachPage`
 */
export async function loadSelectedApproaches(
  context: RequestContext,
  requestView: RequestView,
  selection: ApproachSelection,
): Promise<SelectedApproaches> {
  const { items, totalCount } = await loadApproachPage(requestView, selection, {
    first: maxApproaches,
    list: [],
  });
  for (const approach of items) {
    context.bind(approach, requestView);
    requestView.loaders.reference.prime({ kind: 'APPROACH', reference: approach.id }, approach);
  }
  return { approaches: items, leftOut: totalCount - items.length };
}
