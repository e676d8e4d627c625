import type { GraphView } from '../graph/ports/reading.js';
import type { Change } from '../graph/ports/writing.js';
import { sorted } from '../graph/work/sort.js';
import { inSlices, type Steps } from '../graph/work/steps.js';
import { background } from '../graph/work/time-slices.js';
import { checkResult } from './check-result.js';
import { draftOf } from './conflicts.js';
import { EditApplication } from './apply-edit.js';
import type { CitedClaim, StoredEdit } from './edit.js';
import { isSameData } from './merge-members.js';
import type { Problem } from './problem.js';
import type { CitedClaimChange, ConceptChange, EditResolution } from './resolution.js';
import { WorkingGraph, type WorkingThing } from './working-graph.js';

/** The number of edits that are applied, and of things that are compared, between two possible pauses. */
const editsPerStep = 32;
const thingsPerStep = 250;

/** The maximum number of times that edits are applied to get a result without problems. */
const maxRounds = 8;

/** The options of `resolveEdits`. */
export interface ResolveOptions {
  /**
   * Whether the bases of the view's revision have the states of the view, so that these states are not read again. Only for published
   * views.
   */
  readonly areBasesRead?: boolean;
}

/**
 * Resolves edits on a view: applies them in order, by the rules of storage, and finds the changes that they make
 * together. An edit with a problem changes nothing. If the resulting graph has problems (`checkResult`), the edits that cause them are left
 * out and the others are applied again: those that depend on an edit that is left out then have problems, too. If the result still has
 * problems after 8 rounds, or has only problems that no edit causes, no edit is applied.
 *
 * An edit is in conflict if it would undo a change that was published after its base revision. Such a change added, changed, ended or replaced a
 * concept or claim that the edit names, or it added or changed a claim that names a concept that the edit ends. Members that only the edit or only
 * the publication changed are merged. Claims of different sources are never in conflict with each other.
 *
 * On a view in a database, the number of reads does not grow with the number of edits, unless edits merge concepts, or name more than
 * 10,000 concepts or claims.
 * @throws {TertiumError} STORE_UNAVAILABLE; DEADLINE_EXCEEDED
 */
export async function resolveEdits(
  view: GraphView,
  edits: readonly StoredEdit[],
  { areBasesRead = false }: ResolveOptions = {},
): Promise<EditResolution> {
  const graph = await WorkingGraph.load(view, edits, areBasesRead);
  const application = new EditApplication(graph);
  await application.loadNaming(edits);
  const problems: Problem[] = [];
  let candidates = edits;
  for (let round = 1; ; round += 1) {
    const found = await applyAll(application, candidates);
    const applied = without(candidates, found);
    const ofResult = await checkResult(graph, applied);
    problems.push(...found, ...ofResult);
    if (ofResult.length === 0) break;
    await graph.undoEdits();
    candidates = without(applied, ofResult);
    if (round === maxRounds || candidates.length === applied.length) break;
  }
  problems.sort((left, right) => (left.edit ?? 0) - (right.edit ?? 0));
  const concepts = await inSlices(changed(graph.concepts, isSameData), background);
  const claims = await inSlices(changed(graph.claims, isSameCitedClaim), background);
  const changes = await inSlices(changesOf(graph, concepts, claims), background);
  return { changes, problems, concepts, claims };
}

/** Applies edits in order. @returns the problems of those that cannot be applied */
async function applyAll(
  application: EditApplication,
  edits: readonly StoredEdit[],
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [index, stored] of edits.entries()) {
    const problem = application.apply(stored);
    problems.push(...(problem instanceof Promise ? await problem : problem));
    if (index % editsPerStep === editsPerStep - 1 && background.isDue()) await background.pause();
  }
  return problems;
}

function without(edits: readonly StoredEdit[], problems: readonly Problem[]): readonly StoredEdit[] {
  if (problems.length === 0) return edits;
  const numbers = new Set(problems.map(({ edit }) => edit));
  return edits.filter(({ number }) => !numbers.has(number));
}

/** Lists the things that differ before and after the edits, ordered by id. */
function* changed<Thing>(
  things: ReadonlyMap<string, WorkingThing<Thing>>,
  isSame: (left: Thing, right: Thing) => boolean,
): Steps<readonly { readonly before: Thing | null; readonly after: Thing | null }[]> {
  const found: (readonly [id: string, thing: WorkingThing<Thing>])[] = [];
  let count = 0;
  for (const [id, thing] of things) {
    const { before, after } = thing;
    if (before && after ? !isSame(before, after) : before !== after) found.push([id, thing]);
    if ((count += 1) % thingsPerStep === 0) yield;
  }
  const inOrder = yield* sorted(found, ([left], [right]) => (left < right ? -1 : 1));
  return inOrder.map(([, { before, after }]) => ({ before, after }));
}

/** Whether two versions of a claim are equal, apart from the revision. */
function isSameCitedClaim(left: CitedClaim, right: CitedClaim): boolean {
  return left === right || isSameData(draftOf(left), draftOf(right));
}

/** Returns the changes that turn the view into the result of the edits, in an order that can be applied. */
function* changesOf(
  { formerSlugs, texts, concepts: things }: WorkingGraph,
  concepts: readonly ConceptChange[],
  claims: readonly CitedClaimChange[],
): Steps<readonly Change[]> {
  const changes: Change[] = [];
  const put = new Set<string>();
  for (const { after: concept } of concepts) {
    if (!concept) continue;
    put.add(concept.id);
    const former = formerSlugs.get(concept.id);
    changes.push({ type: 'putConcept', concept, ...(former ? { formerSlugs: [...former] } : {}) });
  }
  for (const [id, former] of formerSlugs) {
    const concept = things.get(id)?.after;
    if (concept && !put.has(id)) changes.push({ type: 'putConcept', concept, formerSlugs: [...former] });
  }
  for (const text of texts.values()) changes.push({ type: 'putText', text });
  for (const [index, { after }] of claims.entries()) {
    if (after) changes.push({ type: 'putClaim', claim: draftOf(after) });
    if (index % thingsPerStep === thingsPerStep - 1) yield;
  }
  for (const { before, after } of claims) {
    if (before && !after) changes.push({ type: 'endClaim', id: before.claim.id });
  }
  for (const { before, after } of concepts) {
    if (before && !after) changes.push({ type: 'endConcept', id: before.id });
  }
  return changes;
}
