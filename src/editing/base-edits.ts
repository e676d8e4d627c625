import { kindOfId, type Concept } from '../graph/concept.js';
import type { GraphView } from '../graph/ports/reading.js';
import type { CitedClaim, Edit, StoredEdit } from './edit.js';
import { namedBy } from './named-by-edit.js';

/**
 * Numbers edits, and adds the states of the concepts and claims that they name. Takes three reads.
 * @param published the published view, without changesets
 * @param firstNumber the number of the first edit
 */
export async function baseEdits(
  published: GraphView,
  edits: readonly Edit[],
  firstNumber: number,
): Promise<readonly StoredEdit[]> {
  const names = edits.map(namedBy);
  const concepts = await readConcepts(
    published,
    names.flatMap((each) => each.concepts),
  );
  const claims = await readClaims(
    published,
    names.flatMap((each) => each.claims),
  );
  const revision = published.revision.number;
  return edits.map((edit, index) => ({
    number: firstNumber + index,
    edit,
    base: {
      revision,
      concepts: entriesOf(names[index]?.concepts ?? [], concepts),
      claims: entriesOf(names[index]?.claims ?? [], claims),
    },
  }));
}

function entriesOf<Item>(
  ids: readonly string[],
  items: ReadonlyMap<string, Item>,
): Readonly<Record<string, Item | null>> {
  return Object.fromEntries(ids.map((id) => [id, items.get(id) ?? null]));
}

/** Reads the concepts with these ids, in one read. The map has no entry for a concept that is not in the view. */
export async function readConcepts(
  view: GraphView,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Concept>> {
  const references = [...new Set(ids)].flatMap((reference) => {
    const kind = kindOfId(reference);
    return kind ? [{ kind, reference }] : [];
  });
  const concepts = await view.concepts(references);
  return new Map(concepts.flatMap((concept) => (concept ? [[concept.id, concept]] : [])));
}

/** Reads the claims with these ids and their citations, in two reads. The map has no entry for a claim that is not in the view. */
export async function readClaims(
  view: GraphView,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, CitedClaim>> {
  const claims = (await view.claims([...new Set(ids)])).filter((claim) => claim !== null);
  const citations = await view.citations(claims.map(({ id }) => id));
  return new Map(claims.map((claim, index) => [claim.id, { claim, citations: citations[index] ?? [] }]));
}
