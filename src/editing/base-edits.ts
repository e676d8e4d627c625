import { kindOfId, type Concept } from '../graph/concept.js';
import type { GraphView } from '../graph/ports/reading.js';
import { inSlice, inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import type { CitedClaim, Edit, StoredEdit } from './edit.js';
import { namedBy, type NamedThings } from './named-by-edit.js';

/** The number of edits or ids that are processed between two yields. */
const itemsPerStep = 500;
/** The number of keys of one statement. More only occur in large imports and reverts. */
const keysPerStatement = 10_000;

/**
 * Numbers edits, and adds the states of the concepts and claims that they name. Takes three reads for each part of the ids: see `partsOf`.
 * @param published the published view, without changesets
 * @param firstNumber the number of the first edit
 */
export async function baseEdits(
  published: GraphView,
  edits: readonly Edit[],
  firstNumber: number,
): Promise<readonly StoredEdit[]> {
  const names = await inSlices(namesIn(edits), background);
  const concepts = await readConcepts(
    published,
    names.flatMap((each) => each.concepts),
  );
  const claims = await readClaims(
    published,
    names.flatMap((each) => each.claims),
  );
  const states = { revision: published.revision.number, concepts, claims };
  return inSlices(withBases(edits, names, states, firstNumber), background);
}

/** The state of the concepts and claims that edits name. */
interface NamedStates {
  readonly revision: number;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly claims: ReadonlyMap<string, CitedClaim>;
}

function* withBases(
  edits: readonly Edit[],
  names: readonly NamedThings[],
  { revision, concepts, claims }: NamedStates,
  firstNumber: number,
): Steps<readonly StoredEdit[]> {
  const stored: StoredEdit[] = [];
  for (const [index, edit] of edits.entries()) {
    stored.push({
      number: firstNumber + index,
      edit,
      base: {
        revision,
        concepts: entriesOf(names[index]?.concepts ?? [], concepts),
        claims: entriesOf(names[index]?.claims ?? [], claims),
      },
    });
    if (stored.length % itemsPerStep === 0) yield;
  }
  return stored;
}

/** Lists what each edit names. Hashes the claims that edits put, so it takes longer than the other steps. */
export function* namesIn(edits: Iterable<Edit>): Steps<readonly NamedThings[]> {
  const names: NamedThings[] = [];
  for (const edit of edits) {
    names.push(namedBy(edit));
    if (names.length % itemsPerStep === 0) yield;
  }
  return names;
}

function entriesOf<Item>(
  ids: readonly string[],
  items: ReadonlyMap<string, Item>,
): Readonly<Record<string, Item | null>> {
  return Object.fromEntries(ids.map((id) => [id, items.get(id) ?? null]));
}

/** Reads the concepts with these ids, with one read for each part: see `partsOf`. The map has no entry for a concept that is not in the view. */
export async function readConcepts(
  view: GraphView,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, Concept>> {
  const references = [...new Set(ids)].flatMap((reference) => {
    const kind = kindOfId(reference);
    return kind ? [{ kind, reference }] : [];
  });
  const found = new Map<string, Concept>();
  for (const part of partsOf(view, references)) {
    const concepts = await inSlice(() => view.concepts(part), background);
    for (const concept of concepts) if (concept) found.set(concept.id, concept);
  }
  return found;
}

/**
 * Reads the claims with these ids and their citations, with two reads for each part: see `partsOf`. The map has no entry for a claim that is
 * not in the view.
 */
export async function readClaims(
  view: GraphView,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, CitedClaim>> {
  const found = new Map<string, CitedClaim>();
  for (const part of partsOf(view, [...new Set(ids)])) {
    const claims = (await inSlice(() => view.claims(part), background)).filter((claim) => claim !== null);
    const citations = await view.citations(claims.map(({ id }) => id));
    claims.forEach((claim, index) => found.set(claim.id, { claim, citations: citations[index] ?? [] }));
  }
  return found;
}

/**
 * Splits the keys of a read into parts: of 500 keys for a view in memory, which reads a part in one turn of the event loop; of 10,000 keys for
 * a view in a database, which reads a part with one statement of limited time.
 */
export function* partsOf<Key>(view: GraphView, keys: readonly Key[]): Generator<readonly Key[], void> {
  if (keys.length === 0) return;
  const length = view.inMemoryClaims ? itemsPerStep : keysPerStatement;
  for (let start = 0; start < keys.length; start += length) yield keys.slice(start, start + length);
}
