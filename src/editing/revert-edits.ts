import type { Citation, Claim } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';
import type { Changed, ChangedRequest, ChangePage, DiffEntry } from '../graph/ports/history.js';
import type { GraphReader, GraphView } from '../graph/ports/reading.js';
import type { MaybePromise } from '../graph/work/maybe-promise.js';
import { inSlice, inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import { partsOf, readClaims, readConcepts, sharedBases, type NamedStates } from './base-edits.js';
import { draftOf } from './conflicts.js';
import type { CitedClaim, Edit, EditBase, StoredEdit } from './edit.js';
import { maxGeneratedEdits } from './editing-limits.js';
import { problemOf, type Problem } from './problem.js';

/** The edits that undo a revision, or the problems that prevent this. */
export interface RevertEdits {
  readonly edits: readonly StoredEdit[];
  /** Empty if there are edits. */
  readonly problems: readonly Problem[];
}

/**
 * Creates the edits that undo the changes of a revision. Their bases are the state after the revision, so that they are
 * in conflict with later changes of the same concepts and claims. Texts and slugs stay, because no edit can remove them.
 * @param ids the concepts and claims whose changes are undone; if omitted, all changes of the revision are undone
 * @throws {TertiumError} STORE_UNAVAILABLE
 */
export async function revertEdits(
  reader: GraphReader,
  revision: number,
  ids?: readonly string[],
): Promise<RevertEdits> {
  const after = revision < 1 ? null : await reader.openView(revision);
  if (!after) {
    const newest = (await reader.openView())?.revision.number ?? 0;
    const expected = newest === 0 ? 'a graph with a revision' : `a revision from 1 to ${newest}`;
    return refused(problemOf('UNKNOWN_REVISION', { path: ['revision'], expected, got: String(revision) }));
  }
  if (ids?.length === 0) {
    const expected = 'the id of at least one concept or claim, or no list for all changes of the revision';
    return refused(problemOf('INVALID_ARGUMENT', { path: ['ids'], expected, got: 'an empty list' }));
  }
  const before = await reader.openView(revision - 1);
  const changes = await (ids ? changesWith(ids, after, before) : changesOf(after, before));
  if (changes.concepts.length + changes.claims.length > maxGeneratedEdits) {
    const expected = `a revision with at most ${maxGeneratedEdits} changes of concepts and claims`;
    return refused(problemOf('LIMIT_EXCEEDED', { path: ['revision'], expected, got: 'one with more' }));
  }
  const unchanged = ids && unchangedAmong(ids, changes);
  if (unchanged !== undefined) {
    const expected = `ids of concepts and claims that revision ${revision} changed`;
    return refused(problemOf('INVALID_ARGUMENT', { path: ['ids'], expected, got: `"${unchanged}"` }));
  }
  if (changes.concepts.length + changes.claims.length === 0) {
    const expected = 'a revision that added, changed or ended concepts or claims';
    return refused(
      problemOf('NOTHING_TO_REVERT', {
        path: ['revision'],
        expected,
        got: `revision ${revision}, which did none of this`,
      }),
    );
  }
  const { edits, states } = await inSlices(editsThatUndo(changes), background);
  const baseOf = await sharedBases(after, edits, states);
  return { edits: await inSlices(numbered(edits, baseOf), background), problems: [] };
}

/** The number of changes that are processed between two yields. */
const changesPerStep = 500;

function* numbered(
  edits: readonly Edit[],
  baseOf: (index: number) => EditBase,
): Steps<readonly StoredEdit[]> {
  const stored: StoredEdit[] = [];
  for (const [index, edit] of edits.entries()) {
    stored.push({ number: index + 1, edit, base: baseOf(index) });
    if (stored.length % changesPerStep === 0) yield;
  }
  return stored;
}

function refused(problem: Problem): RevertEdits {
  return { edits: [], problems: [problem] };
}

interface RevertedChanges {
  readonly concepts: readonly Changed<Concept>[];
  readonly claims: readonly Changed<CitedClaim>[];
}

/** Reads the changes of concepts and of claims in the revision of a view. Stops reading a list with more than `maxGeneratedEdits` changes. */
async function changesOf(after: GraphView, before: GraphView | null): Promise<RevertedChanges> {
  const { history, revision } = after;
  const { number } = revision;
  const concepts = await allPages(number, (page) => history.changedConcepts(page));
  const claims = await allPages(number, (page) => history.changedClaims(page));
  const citations = {
    before: before ? await readCitations(before, idsOf(claims, 'before')) : noCitations,
    after: await readCitations(after, idsOf(claims, 'after')),
  };
  return { concepts, claims: await inSlices(withCitations(claims, citations), background) };
}

/** The number of concepts or claims that are read together. */
const pageSize = 5_000;

async function allPages<Item extends { readonly id: string }>(
  revision: number,
  read: (page: ChangedRequest) => MaybePromise<readonly Changed<Item>[]>,
): Promise<readonly Changed<Item>[]> {
  const changes: Changed<Item>[] = [];
  for (let after: string | null = null; changes.length <= maxGeneratedEdits;) {
    const page = await read({ revision, first: pageSize, after });
    for (const each of page) changes.push(each);
    if (page.length < pageSize) break;
    const last = page.at(-1);
    after = (last?.after ?? last?.before)?.id ?? null;
  }
  return changes;
}

function idsOf(claims: readonly Changed<Claim>[], state: keyof Changed<Claim>): readonly string[] {
  return claims.flatMap(({ [state]: claim }) => claim?.id ?? []);
}

/** The citations of claims by id. A claim without citations has no entry. */
type CitationsById = ReadonlyMap<string, readonly Citation[]>;
const noCitations: CitationsById = new Map();

/** Reads the citations of claims, with one read for each part: see `partsOf`. */
async function readCitations(view: GraphView, claims: readonly string[]): Promise<CitationsById> {
  const found = new Map<string, readonly Citation[]>();
  for (const part of partsOf(view, claims)) {
    const lists = await inSlice(() => view.citations(part), background);
    for (const [index, citations] of lists.entries())
      if (citations.length > 0) found.set(part[index] ?? '', citations);
  }
  return found;
}

function* withCitations(
  claims: readonly Changed<Claim>[],
  citations: Readonly<Record<keyof Changed<Claim>, CitationsById>>,
): Steps<readonly Changed<CitedClaim>[]> {
  const cited = (claim: Claim | null, byId: CitationsById): CitedClaim | null =>
    claim && { claim, citations: byId.get(claim.id) ?? [] };
  const changes: Changed<CitedClaim>[] = [];
  for (const { before, after } of claims) {
    changes.push({ before: cited(before, citations.before), after: cited(after, citations.after) });
    if (changes.length % changesPerStep === 0) yield;
  }
  return changes;
}

/** Reads the changes of concepts and claims with these ids in the revision of a view. */
async function changesWith(
  ids: readonly string[],
  after: GraphView,
  before: GraphView | null,
): Promise<RevertedChanges> {
  const changed = await changedAmong(ids, after);
  const [concepts, claims] = (['CONCEPT', 'CLAIM'] as const).map((wanted) =>
    changed.flatMap(({ thing, id }) => (thing === wanted ? [id] : [])),
  ) as [string[], string[]];
  return {
    concepts: statesOf(
      concepts,
      before ? await readConcepts(before, concepts) : new Map<string, Concept>(),
      await readConcepts(after, concepts),
    ),
    claims: statesOf(
      claims,
      before ? await readClaims(before, claims) : new Map<string, CitedClaim>(),
      await readClaims(after, claims),
    ),
  };
}

function statesOf<Item>(
  ids: readonly string[],
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
): readonly Changed<Item>[] {
  return ids.map((id) => ({ before: before.get(id) ?? null, after: after.get(id) ?? null }));
}

/** Finds the concepts and claims with these ids that the revision of a view added, changed or ended, in the order of their types and ids. */
async function changedAmong(ids: readonly string[], view: GraphView): Promise<readonly DiffEntry[]> {
  const wanted = new Set(ids);
  const entries: DiffEntry[] = [];
  for (let after: DiffEntry | null = null; ;) {
    const [page]: readonly ChangePage[] = await view.history.changePages({
      revisions: [view.revision.number],
      ids,
      first: maxGeneratedEdits,
      after,
    });
    // The page also has claims that name the concepts.
    for (const entry of page?.items ?? []) if (wanted.has(entry.id)) entries.push(entry);
    if (!page?.hasNextPage) return entries;
    after = page.items.at(-1) ?? null;
  }
}

/** Returns one of the ids that has no change; undefined if there is none. */
function unchangedAmong(ids: readonly string[], { concepts, claims }: RevertedChanges): string | undefined {
  const changed = new Set([
    ...concepts.map(({ before, after }) => (after ?? before)?.id),
    ...claims.map(({ before, after }) => (after ?? before)?.claim.id),
  ]);
  return ids.find((id) => !changed.has(id));
}

/** The edits that undo changes, and the states after the changes. */
interface Undo {
  readonly edits: readonly Edit[];
  readonly states: NamedStates;
}

/** Creates the edits that undo changes, in an order in which each concept exists when a claim names it. */
function* editsThatUndo({ concepts, claims }: RevertedChanges): Steps<Undo> {
  const edits: Edit[] = [];
  const states = {
    concepts: new Map<string, Concept | null>(),
    claims: new Map<string, CitedClaim | null>(),
  };
  for (const { before, after } of concepts) {
    states.concepts.set((after ?? before)?.id ?? '', after);
    if (before) edits.push({ type: 'putConcept', concept: before });
  }
  yield;
  for (const [index, { before, after }] of claims.entries()) {
    states.claims.set((after ?? before)?.claim.id ?? '', after);
    if (before) edits.push({ type: 'putClaim', claim: draftOf(before) });
    if (index % changesPerStep === changesPerStep - 1) yield;
  }
  for (const [index, { before, after }] of claims.entries()) {
    if (after && !before) edits.push({ type: 'endClaim', id: after.claim.id });
    if (index % changesPerStep === changesPerStep - 1) yield;
  }
  for (const { before, after } of concepts)
    if (after && !before) edits.push({ type: 'endConcept', id: after.id, withClaims: false });
  return { edits, states };
}
