import { kindOfId, type Concept } from '../graph/concept.js';
import type { GraphView } from '../graph/ports/reading.js';
import { inSlice, inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import type { CitedClaim, Edit, EditBase, StoredEdit } from './edit.js';
import { namedBy, type NamedThings } from './named-by-edit.js';

/** The number of edits or ids that are processed between two yields. */
const itemsPerStep = 500;
/** The maximum number of keys of one statement. Only large imports and reverts have more keys. */
const keysPerStatement = 10_000;

/** States of concepts and claims; null, or no entry, for a concept or claim that does not exist. */
export interface NamedStates {
  readonly concepts: ReadonlyMap<string, Concept | null>;
  readonly claims: ReadonlyMap<string, CitedClaim | null>;
}

/**
 * Numbers edits, and adds the states of the concepts and claims that they name. Takes one read for each part of the ids of concepts, and two
 * for each part of the ids of claims: see `partsOf`.
 * @param published a view of a revision, without changesets
 * @param firstNumber the number of the first edit
 */
export async function baseEdits(
  published: GraphView,
  edits: readonly Edit[],
  firstNumber: number,
): Promise<readonly StoredEdit[]> {
  const names = await inSlices(namesOfEach(edits), background);
  const states = await readStates(published, await inSlices(allOf(names), background));
  return inSlices(withBases(edits, names, [states], published.revision.number, firstNumber), background);
}

function* withBases(
  edits: readonly Edit[],
  names: readonly NamedThings[],
  states: readonly NamedStates[],
  revision: number,
  firstNumber: number,
): Steps<readonly StoredEdit[]> {
  const stored: StoredEdit[] = [];
  for (const [index, edit] of edits.entries()) {
    const base = baseOf(revision, names[index] as NamedThings, states);
    stored.push({ number: firstNumber + index, edit, base });
    if (stored.length % itemsPerStep === 0) yield;
  }
  return stored;
}

/**
 * Reads the bases of the edits of a revert: the states after the reverted revision of the concepts and claims that the edits name. Every
 * 500 edits share a base, which takes less time and memory than a base for each edit.
 * @param view the view of the reverted revision
 * @param known states in the view, which are not read again
 * @returns a function that returns the base of an edit, by its index in `edits`
 */
export async function sharedBases(
  view: GraphView,
  edits: readonly Edit[],
  known: NamedStates = { concepts: new Map(), claims: new Map() },
): Promise<(index: number) => EditBase> {
  const names = await inSlices(namesOfGroups(edits), background);
  const read = await readStates(view, await inSlices(allOf(names, known), background));
  const bases = await inSlices(basesOf(names, [known, read], view.revision.number), background);
  return (index) => bases[Math.floor(index / itemsPerStep)] as EditBase;
}

/** Lists what each group of edits that share a base names. */
function* namesOfGroups(edits: readonly Edit[]): Steps<readonly NamedThings[]> {
  const names: NamedThings[] = [];
  for (let start = 0; start < edits.length; start += itemsPerStep) {
    names.push(yield* namesIn(edits.slice(start, start + itemsPerStep)));
    yield;
  }
  return names;
}

function* basesOf(
  names: readonly NamedThings[],
  states: readonly NamedStates[],
  revision: number,
): Steps<readonly EditBase[]> {
  const bases: EditBase[] = [];
  for (const each of names) {
    bases.push(baseOf(revision, each, states));
    yield;
  }
  return bases;
}

/** Lists all concepts and claims that edits name, each once. */
export function* namesIn(edits: Iterable<Edit>): Steps<NamedThings> {
  return yield* allOf(yield* namesOfEach(edits));
}

/** Lists what each edit names. Hashes the claims that edits put, so it takes longer than the other steps. */
function* namesOfEach(edits: Iterable<Edit>): Steps<readonly NamedThings[]> {
  const names: NamedThings[] = [];
  for (const edit of edits) {
    names.push(namedBy(edit));
    if (names.length % itemsPerStep === 0) yield;
  }
  return names;
}

/** Lists the concepts and claims of several lists, each once, without those with known states. */
function* allOf(names: readonly NamedThings[], known?: NamedStates): Steps<NamedThings> {
  const [concepts, claims] = [new Set<string>(), new Set<string>()];
  let visited = 0;
  for (const named of names) {
    for (const id of named.concepts) if (!known?.concepts.has(id)) concepts.add(id);
    for (const id of named.claims) if (!known?.claims.has(id)) claims.add(id);
    visited += named.concepts.length + named.claims.length;
    if (visited < itemsPerStep) continue;
    visited = 0;
    yield;
  }
  return { concepts: [...concepts], claims: [...claims] };
}

async function readStates(view: GraphView, { concepts, claims }: NamedThings): Promise<NamedStates> {
  return { concepts: await readConcepts(view, concepts), claims: await readClaims(view, claims) };
}

/** @param states looked up one after the other */
function baseOf(
  revision: number,
  { concepts, claims }: NamedThings,
  states: readonly NamedStates[],
): EditBase {
  return {
    revision,
    concepts: entriesOf(
      concepts,
      states.map((each) => each.concepts),
    ),
    claims: entriesOf(
      claims,
      states.map((each) => each.claims),
    ),
  };
}

function entriesOf<Item>(
  ids: readonly string[],
  states: readonly ReadonlyMap<string, Item | null>[],
): Readonly<Record<string, Item | null>> {
  // Without a prototype, the object is a hash table from the start. Otherwise the engine would first create a shape for each new id.
  const entries = Object.create(null) as Record<string, Item | null>;
  for (const id of ids) {
    entries[id] = null;
    for (const each of states) entries[id] ??= each.get(id) ?? null;
  }
  return entries;
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
 * Splits the keys of a read into parts: of at most 500 keys for a view in memory, which reads a part in one turn of the event loop; of at most
 * 10,000 keys for a view in a database, which reads a part with one statement of limited time.
 */
export function* partsOf<Key>(view: GraphView, keys: readonly Key[]): Generator<readonly Key[], void> {
  if (keys.length === 0) return;
  const length = view.inMemoryClaims ? itemsPerStep : keysPerStatement;
  for (let start = 0; start < keys.length; start += length) yield keys.slice(start, start + length);
}
