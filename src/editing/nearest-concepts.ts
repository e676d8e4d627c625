import { kindOfId } from '../graph/concept.js';
import type { GraphView } from '../graph/ports/reading.js';
import { nearestSlugs, slugOf } from '../graph/search/nearest-slugs.js';
import type { Problem } from './problem.js';

/** The maximum number of unknown ids for which near ids are looked up. Each takes two reads. */
const maxLookedUp = 10;

/** Adds the ids of the nearest concepts of the same kind to problems that have an `unknown` id. */
export async function withNearestConcepts(
  view: GraphView,
  problems: readonly Problem[],
): Promise<readonly Problem[]> {
  const unknown = [...new Set(problems.flatMap((problem) => problem.unknown ?? []))].slice(0, maxLookedUp);
  const nearest = new Map<string, readonly string[]>();
  for (const id of unknown) nearest.set(id, await nearestConcepts(view, id));
  return problems.map((problem) => {
    const near = nearest.get(problem.unknown ?? '') ?? [];
    if (near.length === 0) return problem;
    return { ...problem, nearest: near, message: `${problem.message} Nearest: ${near.join(', ')}.` };
  });
}

async function nearestConcepts(view: GraphView, id: string): Promise<readonly string[]> {
  const kind = kindOfId(id);
  if (!kind) return [];
  const slugs = nearestSlugs(id, await view.slugsNear([kind], slugOf(id)));
  const concepts = await view.concepts(slugs.map((reference) => ({ kind, reference })));
  return concepts.flatMap((concept) => (concept ? [concept.id] : []));
}
