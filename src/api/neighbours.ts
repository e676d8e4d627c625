import { axisKinds, axisPredicates } from '../comparison/axis.js';
import { cellsOfClaims } from '../comparison/line.js';
import { nearestTo, type Neighbour } from '../comparison/nearest.js';
import type { Approach } from '../graph/concept.js';
import { loadConcepts, type Loaders } from '../graph/loaders.js';
import { axesOf, loadAxisKnowledge } from './axis-knowledge.js';

/**
 * The approaches that are most like one: read in a fixed number of batches, whatever the number of approaches
 * and axes.
 */
export async function loadNeighbours(
  loaders: Loaders,
  approach: Approach,
  first: number,
): Promise<readonly Neighbour[]> {
  const own = await loaders.claimsAbout.loadMany(
    axisKinds.map((kind) => ({ concept: approach.id, predicate: axisPredicates[kind] })),
  );
  const axes = [...new Set((await loaders.equivalents.loadMany(axesOf(own.flat()))).flat())];
  const toward = await loaders.claimsToward.loadMany(
    axes.flatMap((concept) => axisKinds.map((kind) => ({ concept, predicate: axisPredicates[kind] }))),
  );
  const claims = toward.flat();
  const speakers = [...new Set(claims.map(({ subject }) => subject))];
  const knowledge = await loadAxisKnowledge(loaders, claims, [], speakers);
  const others = new Map<string, Approach>();
  for (const other of await loadConcepts(loaders, speakers)) {
    if (other?.kind === 'APPROACH' && other.id !== approach.id) others.set(other.id, other);
  }
  const cells = cellsOfClaims(claims, [], knowledge.naming);
  return nearestTo({ ...knowledge, approach, others, cells }, first);
}
