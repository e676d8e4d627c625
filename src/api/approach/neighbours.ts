import { axisKinds, axisPredicates } from '../../graph/claim.js';
import { weighs } from '../../comparison/cells/spreads.js';
import { groupAxesInSteps, groupAxes } from '../../comparison/rows/axis-group.js';
import { cellsOfClaims } from '../../comparison/rows/cell-source.js';
import { compareWithEach, nearestTo, type Neighbour } from '../../comparison/nearest/nearest.js';
import type { Approach } from '../../graph/concept.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { axesOf, loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

/** Finds the approaches that are most similar to `approach`, most similar first. @param first the maximum number of neighbours */
export function loadNeighbours(
  requestView: RequestView,
  approach: Approach,
  first: number,
): MaybePromise<readonly Neighbour[]> {
  const { view, pace } = requestView;
  return isInMemory(view)
    ? inSlices(findNeighbours(view, approach, first), pace)
    : neighboursFromStore(requestView, approach, first);
}

async function neighboursFromStore(
  requestView: RequestView,
  approach: Approach,
  first: number,
): Promise<readonly Neighbour[]> {
  const { loaders, spreads } = requestView;
  const own = await loaders.claimsAbout.loadMany(
    axisKinds.map((kind) => ({ concept: approach.id, predicate: axisPredicates[kind] })),
  );
  const axes = [...new Set((await loaders.equivalents.loadMany(axesOf(own.flat()))).flat())];
  const toward = await loaders.claimsToward.loadMany(
    axes.flatMap((concept) => axisKinds.map((kind) => ({ concept, predicate: axisPredicates[kind] }))),
  );
  const claims = toward.flat();
  const subjects = [...new Set(claims.map(({ subject }) => subject))];
  const knowledge = await loadAxisKnowledge(requestView, claims, {
    moreAxes: [],
    moreConcepts: subjects,
    hasSources: false,
  });
  const others = new Map<string, Approach>();
  for (const other of await loadConcepts(loaders, subjects)) {
    if (other?.kind === 'APPROACH') others.set(other.id, other);
  }
  const cells = cellsOfClaims(claims, [], knowledge.nameLookup);
  const groups = groupAxes(knowledge, axesOf(claims), []);
  await spreads.load(groups.map(({ axis }) => axis));
  const weighing = groups.filter(({ axis }) => weighs(axis, spreads));
  const similarities = compareWithEach({ approach, others }, cells, weighing, knowledge.nameLookup);
  return nearestTo({ approach, others }, similarities, first);
}

/** Finds neighbours in an in-memory view from its cached cells. In a large graph, the first call computes many cells and can take seconds. */
function* findNeighbours(view: InMemoryView, approach: Approach, first: number): Steps<readonly Neighbour[]> {
  const { knowledge, cells } = memoOf(view);
  const own = yield* cells.positionsOf([approach]);
  const sharedAxes = new Set<string>();
  let count = 0;
  for (const axis of own.keys()) {
    for (const id of knowledge.equivalents(axis)) if (own.has(id) || hasClaims(view, id)) sharedAxes.add(id);
    if ((count += 1) % axesPerStep === 0) yield;
  }
  const others = {
    get(id: string): Approach | undefined {
      const [concept] = withoutPromise(view.concepts([{ kind: 'APPROACH', reference: id }]));
      return concept?.kind === 'APPROACH' ? concept : undefined;
    },
  };
  const groups = yield* groupAxesInSteps(knowledge, sharedAxes, []);
  const collected = cells.similaritiesTo(approach);
  for (const group of groups) {
    if (group.axis.kind === 'DIMENSION') yield* knowledge.spreads.measuring(group.axis);
    if (weighs(group.axis, knowledge.spreads)) collected.add(group);
    yield;
  }
  return nearestTo({ approach, others }, collected.similarities(), first);
}

const axesPerStep = 256;

function hasClaims(view: InMemoryView, axis: string): boolean {
  return Object.values(axisPredicates).some(
    (predicate) => view.inMemoryClaims.subjectsOf(axis, predicate).length > 0,
  );
}
