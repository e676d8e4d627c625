import { compareCodePoints } from '../../graph/text/code-points.js';

export type Link = readonly [one: string, other: string];

/** Finds the connected components of an undirected graph: the sorted group of each member. */
export function linkedGroups(
  members: readonly string[],
  links: readonly Link[],
): ReadonlyMap<string, readonly string[]> {
  const neighbours = new Map<string, string[]>(members.map((id) => [id, []]));
  for (const [one, other] of links) {
    neighbours.get(one)?.push(other);
    neighbours.get(other)?.push(one);
  }
  const groups = new Map<string, readonly string[]>();
  for (const id of members) {
    if (groups.has(id)) continue;
    const reached = new Set([id]);
    // The loop also visits the ids that it adds to the set.
    for (const each of reached) for (const next of neighbours.get(each) ?? []) reached.add(next);
    const group = Object.freeze([...reached].sort(compareCodePoints));
    for (const each of group) groups.set(each, group);
  }
  return groups;
}
