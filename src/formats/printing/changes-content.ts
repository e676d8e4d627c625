import type { Concept, ConceptKind } from '../../graph/concept.js';
import { groupBy } from '../../graph/group-by.js';
import { claimId } from '../../graph/identity.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { Change, ClaimDraft } from '../../graph/ports/writing.js';
import { conceptForms } from '../forms/concept-forms.js';
import { compareNames } from '../input/document-files.js';
import { NamedConcepts } from './named-concepts.js';
import type { PrintableConcept } from './print-graph-document.js';

/**
 * Collects the concepts, claims and texts of a set of changes, in the order in which a graph is printed. Concepts that
 * claims name are loaded from the view unless a change puts them, so that the printed document is complete.
 */
export async function changesContent(
  changes: readonly Change[],
  view: Pick<GraphView, 'concepts'>,
): Promise<readonly PrintableConcept[]> {
  const putConcepts = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
  const formerSlugs = new Map(
    changes.flatMap((change) =>
      change.type === 'putConcept' ? [[change.concept.id, change.formerSlugs ?? []] as const] : [],
    ),
  );
  const texts = groupBy(
    changes.flatMap((change) => (change.type === 'putText' ? [change.text] : [])),
    ({ source }) => source,
  );
  const claims = changes.flatMap((change) => (change.type === 'putClaim' ? [change.claim] : []));
  const named = new NamedConcepts(view, putConcepts);
  const namedByClaims = await named.find(
    claims.flatMap(({ subject, target, source }) => [subject, source, ...(target === null ? [] : [target])]),
  );
  const bySubject = groupBy(byPosition(claims), ({ subject }) => subject);
  const concepts = [
    ...new Map([...putConcepts, ...namedByClaims].map((concept) => [concept.id, concept])).values(),
  ];
  const content: PrintableConcept[] = [];
  for (const concept of concepts.sort(byKindThenSlug)) {
    content.push({
      concept,
      formerSlugs: [...(formerSlugs.get(concept.id) ?? [])].sort(compareNames),
      claims: await named.printable(bySubject.get(concept.id) ?? []),
      texts: [...(texts.get(concept.id) ?? [])]
        .sort((one, other) => compareNames(one.hash, other.hash))
        .map(({ mediaType, text }) => ({ mediaType, text })),
    });
  }
  return content;
}

const kinds = Object.keys(conceptForms) as readonly ConceptKind[];

function byKindThenSlug(one: Concept, other: Concept): number {
  return kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || compareNames(one.slug, other.slug);
}

/** Sorts claims by position, then by id. */
function byPosition(claims: readonly ClaimDraft[]): readonly ClaimDraft[] {
  return claims
    .map((claim) => ({ claim, id: claimId(claim) }))
    .sort((one, other) => one.claim.position - other.claim.position || compareNames(one.id, other.id))
    .map(({ claim }) => claim);
}
