import type { Concept } from '../graph/concept.js';
import type { DiffEntry } from '../graph/ports/history.js';
import type { GraphReader, GraphView } from '../graph/ports/reading.js';
import { inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import { baseEdits, readClaims, readConcepts } from './base-edits.js';
import { draftOf } from './conflicts.js';
import type { CitedClaim, Edit, StoredEdit } from './edit.js';
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
        got: `revision ${revision}, which did none of this`,
      }),
    );
  }
  const edits = await inSlices(editsThatUndo(await changesOf(entries, before)), background);
  return { edits: await baseEdits(after, edits, 1), problems: [] };
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

/** What a revision changed; the maps have no entry for a concept or claim that did not exist before. */
interface RevertedChanges {
  readonly concepts: readonly string[];
  readonly claims: readonly string[];
  readonly conceptsBefore: ReadonlyMap<string, Concept>;
  readonly claimsBefore: ReadonlyMap<string, CitedClaim>;
}

async function changesOf(entries: readonly DiffEntry[], before: GraphView | null): Promise<RevertedChanges> {
  const [concepts, claims]: [string[], string[]] = [[], []];
  const [knownConcepts, knownClaims]: [string[], string[]] = [[], []];
  for (const { thing, id, change } of entries) {
    (thing === 'CONCEPT' ? concepts : claims).push(id);
    if (change !== 'ADDED') (thing === 'CONCEPT' ? knownConcepts : knownClaims).push(id);
  }
  return {
    concepts,
    claims,
    conceptsBefore: before ? await readConcepts(before, knownConcepts) : new Map(),
    claimsBefore: before ? await readClaims(before, knownClaims) : new Map(),
  };
}

/** The number of changes that are undone between two yields. */
const changesPerStep = 500;

/** Creates the edits that undo changes, in an order in which each concept exists when a claim names it. */
function* editsThatUndo({
  concepts,
  claims,
  conceptsBefore,
  claimsBefore,
}: RevertedChanges): Steps<readonly Edit[]> {
  const edits: Edit[] = [];
  for (const id of concepts) {
    const concept = conceptsBefore.get(id);
    if (concept) edits.push({ type: 'putConcept', concept });
  }
  yield;
  for (const [index, id] of claims.entries()) {
    const cited = claimsBefore.get(id);
    if (cited) edits.push({ type: 'putClaim', claim: draftOf(cited) });
    if (index % changesPerStep === changesPerStep - 1) yield;
  }
  for (const id of claims) if (!claimsBefore.has(id)) edits.push({ type: 'endClaim', id });
  yield;
  for (const id of concepts)
    if (!conceptsBefore.has(id)) edits.push({ type: 'endConcept', id, withClaims: false });
  return edits;
}
