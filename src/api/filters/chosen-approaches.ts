import { maxApproaches } from '../references/approach-references.js';
import type { ApproachSelection } from './approach-list.js';
import { badArgument } from './axis-conditions.js';

/** The approaches of a comparison or ranking: listed by reference, or selected by a filter. */
export type ChosenApproaches =
  | { readonly type: 'LISTED'; readonly references: readonly string[] }
  | { readonly type: 'SELECTED'; readonly selection: ApproachSelection };

export const comparedFilterInWords = `Selects approaches, as an alternative to \`approaches\`: the first ${maxApproaches} that match, in the order of \`sortAxis\` and \`orderBy\`. \`approachesLeftOut\` counts the other matching approaches.`;
export const filterOrderInWords =
  'The order of the approaches that `filter` selects. It has no effect on `approaches`.';
export const filterSortInWords =
  'Sorts the approaches that `filter` selects by the values stated along an axis. Approaches with equal values are sorted by `orderBy`.';

/**
 * Reads the choice of approaches from the arguments of a field.
 * @throws {TertiumError} BAD_USER_INPUT unless the field has exactly one of `approaches` and `filter`, and for `sortAxis`
 *   without `filter`
 */
export function chooseApproaches(
  references: readonly string[] | null | undefined,
  selection: ApproachSelection,
): ChosenApproaches {
  const isSelected = Boolean(selection.filter);
  if (references && isSelected) {
    throw badArgument('filter', 'expected either "approaches" or "filter", got both. Omit one of them');
  }
  if (references) {
    if (!selection.sortAxis) return { type: 'LISTED', references };
    throw badArgument(
      'sortAxis',
      'expected "filter", got "approaches". The order of "approaches" is fixed: omit "sortAxis" or use "filter"',
    );
  }
  if (!isSelected) throw badArgument('approaches', 'expected either "approaches" or "filter", got neither');
  return { type: 'SELECTED', selection };
}
