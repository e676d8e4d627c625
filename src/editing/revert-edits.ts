import type { Concept } from '../graph/concept.js';
import type { DiffEntry } from '../graph/ports/history.js';
import type { GraphReader, GraphView } from '../graph/ports/reading.js';
import { inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import { readClaims, readConcepts } from './base-edits.js';
import { draftOf } from './conflicts.js';
import type { CitedClaim, Edit, StoredEdit } from './edit.js';
import { maxGeneratedEdits } from './editing-limits.js';
import { namedBy } from './named-by-edit.js';
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
 * @param ids the concepts and claims whose changes are undone; all changes of the revision are undone if omitted
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
  const before = await reader.openView(revision - 1);
  const entries = await entriesOf(after, ids);
  if (entries.length > maxGeneratedEdits) {
    const expected = `a revision with at most ${maxGeneratedEdits} changes of concepts and claims`;
    return refused(problemOf('LIMIT_EXCEEDED', { path: ['revision'], expected, got: 'one with more' }));
  }
  const changed = new Set(entries.map(({ id }) => id));
  const unchanged = ids?.find((id) => !changed.has(id));
  if (unchanged !== undefined) {
    const expected = `ids of concepts and claims that revision ${revision} changed`;
    return refused(problemOf('INVALID_ARGUMENT', { path: ['ids'], expected, got: `"${unchanged}"` }));
  }
  if (entries.length === 0) {
    const expected = 'a revision that added, changed or ended concepts or claims';
    return refused(
      problemOf('NOTHING_TO_REVERT', {
        path: ['revision'],
        expected,
        got: `revision ${revision}, which added only texts or former slugs`,
      }),
    );
  }
  const changes = await changesOf(entries, before, after);
  return { edits: await inSlices(storedEdits(changes, revision), background), problems: [] };
}

function refused(problem: Problem): RevertEdits {
  return { edits: [], problems: [problem] };
}

/**
 * Reads the changes of the revision of a view: at most `maxGeneratedEdits` and one more. On SQLite, the read of each page visits all changes of
 * the revision, so one page can have all of them.
 */
async function entriesOf(view: GraphView, ids?: readonly string[]): Promise<readonly DiffEntry[]> {
  const wanted = ids && new Set(ids);
  const entries: DiffEntry[] = [];
  let after: DiffEntry | null = null;
  for (;;) {
    const [page]: readonly { items: readonly DiffEntry[]; hasNextPage: boolean }[] =
      await view.history.changePages({
        revisions: [view.revision.number],
        ...(ids ? { ids } : {}),
        first: maxGeneratedEdits + 1,
        after,
      });
    if (!page) return entries;
    for (const entry of page.items) if (!wanted || wanted.has(entry.id)) entries.push(entry);
    after = page.items.at(-1) ?? null;
    if (!page.hasNextPage || entries.length > maxGeneratedEdits)
      return entries.slice(0, maxGeneratedEdits + 1);
  }
}

/**
 * The states of the concepts and claims that a revision changed; the maps have no entry for a concept or claim that
 * does not exist.
 */
interface RevertedChanges {
  readonly concepts: readonly string[];
  readonly claims: readonly string[];
  readonly conceptsBefore: ReadonlyMap<string, Concept>;
  readonly conceptsAfter: ReadonlyMap<string, Concept>;
  readonly claimsBefore: ReadonlyMap<string, CitedClaim>;
  readonly claimsAfter: ReadonlyMap<string, CitedClaim>;
}

async function changesOf(
  entries: readonly DiffEntry[],
  before: GraphView | null,
  after: GraphView,
): Promise<RevertedChanges> {
  const idsOf = (thing: DiffEntry['thing'], without: DiffEntry['change']): readonly string[] =>
    entries.flatMap((entry) => (entry.thing === thing && entry.change !== without ? [entry.id] : []));
  const idsOfAll = (thing: DiffEntry['thing']): readonly string[] =>
    entries.flatMap((entry) => (entry.thing === thing ? [entry.id] : []));
  return {
    concepts: idsOfAll('CONCEPT'),
    claims: idsOfAll('CLAIM'),
    conceptsBefore: before ? await readConcepts(before, idsOf('CONCEPT', 'ADDED')) : new Map(),
    conceptsAfter: await readConcepts(after, idsOf('CONCEPT', 'ENDED')),
    claimsBefore: before ? await readClaims(before, idsOf('CLAIM', 'ADDED')) : new Map(),
    claimsAfter: await readClaims(after, idsOf('CLAIM', 'ENDED')),
  };
}

/** The number of edits that are created between two yields. */
const editsPerStep = 500;

/** Returns the edits that undo changes, in an order in which each concept exists when a claim names it. */
function* storedEdits(changes: RevertedChanges, revision: number): Steps<readonly StoredEdit[]> {
  const { conceptsAfter, claimsAfter } = changes;
  const edits: StoredEdit[] = [];
  for (const edit of editsThatUndo(changes)) {
    const named = namedBy(edit);
    const isOfConcept = edit.type === 'putConcept' || edit.type === 'endConcept';
    // A claim also names concepts that the revision did not change: their states were not read.
    const concepts = named.concepts.flatMap((id) => {
      const concept = conceptsAfter.get(id);
      return isOfConcept || concept ? [[id, concept ?? null] as const] : [];
    });
    const claims = named.claims.map((id) => [id, claimsAfter.get(id) ?? null] as const);
    edits.push({
      number: edits.length + 1,
      edit,
      base: { revision, concepts: Object.fromEntries(concepts), claims: Object.fromEntries(claims) },
    });
    if (edits.length % editsPerStep === 0) yield;
  }
  return edits;
}

function* editsThatUndo({
  concepts,
  claims,
  conceptsBefore,
  claimsBefore,
}: RevertedChanges): Generator<Edit, void> {
  for (const id of concepts) {
    const concept = conceptsBefore.get(id);
    if (concept) yield { type: 'putConcept', concept };
  }
  for (const id of claims) {
    const cited = claimsBefore.get(id);
    if (cited) yield { type: 'putClaim', claim: draftOf(cited) };
  }
  for (const id of claims) if (!claimsBefore.has(id)) yield { type: 'endClaim', id };
  for (const id of concepts) if (!conceptsBefore.has(id)) yield { type: 'endConcept', id, withClaims: false };
}
