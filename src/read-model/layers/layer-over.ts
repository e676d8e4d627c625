import type { GraphRevision } from '../../graph/ports/history.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { layerOf, type LayerChange } from './layer.js';
import { LayeredView } from './layered-view.js';

/**
 * Puts a set of changes over a view. The result equals the view after the changes are applied as one revision, with the exceptions that
 * `LayeredView` lists.
 * @param base any view, including a view with changes
 * @param changes as for `GraphWriter.apply`: each concept and each claim at most once, and no end of a concept that a claim names
 * @param revision the revision of the result; its number is one more than the number of `base`
 * @throws {TertiumError} INVALID_CHANGE if a change is not well-formed, or if a claim does not fit the concepts that it names
 */
export async function layerOver(
  base: GraphView,
  changes: readonly LayerChange[],
  revision: GraphRevision,
): Promise<GraphView> {
  return new LayeredView(base, await layerOf(base, changes, revision.number), revision);
}
