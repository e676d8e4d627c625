import { conceptKinds, type ConceptKind } from '../../graph/concept.js';
import type { ConceptPageFilter } from '../../graph/ports/reading.js';
import { fold } from '../../graph/text/fold.js';
import { settleAll } from '../../graph/work/maybe-promise.js';
import { loadReferences } from '../references/reference.js';
import type { RequestView } from '../request/request-view.js';
import type { DimensionFilterInput } from '../dimension/dimension-filter.type.js';
import type { ConceptFilterInput } from './concept-filter.type.js';

/** A filter of concepts, of any kind. */
type AnyFilter = ConceptFilterInput & Pick<DimensionFilterInput, 'groups' | 'valueTypes'>;

/**
 * Resolves the references in a filter.
 * @throws {TertiumError} NOT_FOUND, with the nearest slugs, for a concept in `relatedTo` that does not exist
 */
export async function readConceptFilter(
  requestView: RequestView,
  kind: ConceptKind,
  { references, names, relatedTo, groups, valueTypes }: AnyFilter,
): Promise<ConceptPageFilter> {
  const [own, related] = await settleAll([
    references &&
      requestView.loaders.reference.loadMany(references.map((reference) => ({ kind, reference }))),
    relatedTo && loadReferences(requestView, 'filter.relatedTo', relatedTo, conceptKinds),
  ]);
  return {
    ...(own ? { ids: own.flatMap((concept) => (concept ? [concept.id] : [])) } : {}),
    ...(names ? { named: names.map(fold) } : {}),
    ...(related ? { relatedTo: related.map(({ id }) => id) } : {}),
    ...(groups ? { groups } : {}),
    ...(valueTypes ? { valueTypes } : {}),
  };
}
