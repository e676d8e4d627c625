import {
  countsOf,
  differenceOf,
  type ComparisonDifference,
  type DifferenceCounts,
} from '../../comparison/difference/difference.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { allMaybe, mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { loadEarlierRows, loadSpreadsOf, type LoadedComparison } from './comparison-loading.js';

/** A difference with the revisions that it was computed from. */
export interface LoadedDifference {
  readonly from: GraphRevision;
  readonly to: GraphRevision;
  readonly approaches: ComparisonDifference['approaches'];
  readonly isReordered: boolean;
  readonly summary: DifferenceCounts;
  readonly difference: ComparisonDifference;
  /** Identifies the lists of the difference in cursors. */
  readonly identity: readonly unknown[];
}

/**
 * Computes the difference between a comparison and the same comparison in an earlier view.
 * @param later the view of the comparison
 * @param identity identifies the difference among those of the comparison
 */
export function loadDifference(
  context: RequestContext,
  earlier: RequestView,
  later: RequestView,
  comparison: LoadedComparison,
  identity: readonly unknown[],
): MaybePromise<LoadedDifference> {
  const loading = mapMaybe(loadEarlierRows(earlier, comparison), (before) =>
    mapMaybe(
      allMaybe([loadSpreadsOf(earlier, before.rows), loadSpreadsOf(later, comparison.rows)]),
      () => before,
    ),
  );
  return mapMaybe(loading, (before) =>
    mapMaybe(inSlices(differenceOf(before, comparison), context.pace), (difference) =>
      loadedDifference(context, earlier, later, difference, [...comparison.identity, ...identity]),
    ),
  );
}

/** Adds the revisions of the views to a difference, and binds it to the later view. @param identity identifies the lists of the difference in cursors */
export function loadedDifference(
  context: RequestContext,
  earlier: RequestView,
  later: RequestView,
  difference: ComparisonDifference,
  identity: readonly unknown[],
): LoadedDifference {
  const loaded: LoadedDifference = {
    from: earlier.view.revision,
    to: later.view.revision,
    approaches: difference.approaches,
    isReordered: difference.order !== null,
    summary: countsOf(difference),
    difference,
    identity,
  };
  return context.bind(loaded, later);
}
