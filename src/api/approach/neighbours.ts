import { axisKinds, axisPredicates } from '../../graph/claim.js';
import { cellsOfClaims, findLines, linesOf } from '../../comparison/rows/line.js';
import { compareWithEach, nearestTo, type Neighbour } from '../../comparison/nearest/nearest.js';
import type { Approach } from '../../graph/concept.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { axesOf, loadAxisKnowledge } from '../comparison/axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/**
 * The approaches that are most like one: read in a fixed number of batches, whatever the number of approaches
 * and axes.
 */
export async function loadNeighbours(
  { view, loaders, pace }: RequestView,
  approach: Approach,
  first: number,
): Promise<readonly Neighbour[]> {
  if (isInMemory(view)) return inSlices(findNeighbours(view, approach, first), pace);
  const own = await loaders.claimsAbout.loadMany(
    axisKinds.map((kind) => ({ concept: approach.id, predicate: axisPredicates[kind] })),
  );
  const axes = [...new Set((await loaders.equivalents.loadMany(axesOf(own.flat()))).flat())];
  const toward = await loaders.claimsToward.loadMany(
    axes.flatMap((concept) => axisKinds.map((kind) => ({ concept, predicate: axisPredicates[kind] }))),
  );
  const claims = toward.flat();
  const speakers = [...new Set(claims.map(({ subject }) => subject))];
  const knowledge = await loadAxisKnowledge(
    loaders,
    claims,
    { asked: [], along: speakers, hasSources: false },
    pace,
  );
  const others = new Map<string, Approach>();
  for (const other of await loadConcepts(loaders, speakers)) {
    if (other?.kind === 'APPROACH') others.set(other.id, other);
  }
  const cells = cellsOfClaims(claims, [], knowledge.naming);
  const lines = linesOf(knowledge, axesOf(claims), []);
  const likenesses = compareWithEach({ approach, others }, cells, lines, knowledge.naming);
  return nearestTo({ approach, others }, likenesses, first);
}

/**
 * The same in a view that is held in memory, where what is learnt of a line is kept. To look at all of them for the first time takes a
 * second or two of a large graph.
 */
function* findNeighbours(view: InMemoryView, approach: Approach, first: number): Steps<readonly Neighbour[]> {
  const { knowledge, cells } = memoOf(view);
  const own = yield* cells.placesOf([approach]);
  const spokenOf = new Set<string>();
  let count = 0;
  for (const axis of own.keys()) {
    for (const id of knowledge.equivalents(axis)) if (own.has(id) || isSpokenOf(view, id)) spokenOf.add(id);
    if ((count += 1) % axesAtATime === 0) yield;
  }
  const others = {
    get(id: string): Approach | undefined {
      const [concept] = withoutPromise(view.concepts([{ kind: 'APPROACH', reference: id }]));
      return concept?.kind === 'APPROACH' ? concept : undefined;
    },
  };
  const lines = yield* findLines(knowledge, spokenOf, []);
  const growing = cells.likenessesTo(approach);
  for (const line of lines) {
    growing.add(line);
    yield;
  }
  return nearestTo({ approach, others }, growing.likenesses(), first);
}

/** So many axes are looked up between two yields. */
const axesAtATime = 256;

function isSpokenOf(view: InMemoryView, axis: string): boolean {
  return Object.values(axisPredicates).some((predicate) => view.held.subjectsOf(axis, predicate).length > 0);
}
