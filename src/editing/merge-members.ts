import { isDeepStrictEqual } from 'node:util';

/** Whether two JSON values are equal. The order of members does not count. */
export function isSameData(left: unknown, right: unknown): boolean {
  return left === right || isDeepStrictEqual(left, right);
}

/** The result of a three-way merge: the merged record, and the members that both sides changed in different ways. */
export interface MergedMembers<Thing> {
  readonly merged: Thing;
  readonly disputed: readonly string[];
}

/**
 * Merges two versions of a record that were derived from one base, member by member. A member that only one side changed
 * is taken from that side.
 * @param current `theirs` after earlier edits of the same changeset: the source of the members that only `theirs`
 * changed
 */
export function mergeMembers<Thing extends object>({
  base,
  theirs,
  mine,
  current,
}: {
  readonly base: Thing;
  readonly theirs: Thing;
  readonly mine: Thing;
  readonly current: Thing;
}): MergedMembers<Thing> {
  const merged = { ...mine };
  const disputed: string[] = [];
  for (const name of Object.keys(mine) as (keyof Thing & string)[]) {
    if (isSameData(base[name], theirs[name]) || isSameData(theirs[name], mine[name])) continue;
    if (isSameData(base[name], mine[name])) merged[name] = current[name];
    else disputed.push(name);
  }
  return { merged, disputed };
}
