import type { NameLookup } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import { runToEnd, type Steps } from '../../graph/work/steps.js';
import { incompatibility, type Axis, type Incompatibility, type ValueDefinition } from '../cells/axis.js';
import { measuredDefinitionOf, type Spreads } from '../cells/spreads.js';

/** The input of comparisons in addition to the approaches and claims. */
export interface AxisKnowledge {
  /** The requested axes and the axes with claims, by id. */
  readonly axes: { get(id: string): Axis | undefined };
  /** The ids of all axes that are equivalent to an axis, including the axis itself, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly nameLookup: NameLookup;
  readonly spreads: Spreads;
}

/** The part of `AxisKnowledge` from which groups are created. */
type GroupKnowledge = Pick<AxisKnowledge, 'axes' | 'equivalents' | 'spreads'>;

/** An equivalent axis that cannot share the row, and the reason. */
export interface UnmergedAxis {
  readonly axis: Axis;
  readonly reason: Incompatibility;
}

/** An axis group: the axis that represents a row, and the equivalent axes whose claims the row includes. */
export interface AxisGroup {
  readonly axis: Axis;
  readonly definition: ValueDefinition;
  readonly merged: readonly Axis[];
  readonly unmerged: readonly UnmergedAxis[];
  readonly requested: boolean;
}

const nothing: readonly never[] = Object.freeze([]);
/** The number of axes that are processed between two yields; they take a few tenths of a millisecond. */
const axesPerStep = 256;

/** The axes of a group. */
export function axesIn({ axis, merged }: Pick<AxisGroup, 'axis' | 'merged'>): readonly Axis[] {
  return merged.length === 0 ? [axis] : [axis, ...merged];
}

/**
 * Groups axes by equivalence. Equivalent axes share a group if their kinds and value definitions are compatible. The
 * first requested axis of a group represents it; without a requested axis, the axis with the lowest id does.
 * @param axesWithClaims ids of the axes along which the approaches have claims
 * @param requested ids of the requested axes
 */
export function groupAxes(
  knowledge: GroupKnowledge,
  axesWithClaims: Iterable<string>,
  requested: readonly string[],
): readonly AxisGroup[] {
  return runToEnd(groupAxesInSteps(knowledge, axesWithClaims, requested));
}

/** Groups axes by equivalence, as `groupAxes`, in steps. */
export function* groupAxesInSteps(
  knowledge: GroupKnowledge,
  axesWithClaims: Iterable<string>,
  requested: readonly string[],
): Steps<readonly AxisGroup[]> {
  const claimed = [...axesWithClaims];
  if (claimed.length + requested.length <= axesPerStep)
    return findAllGroups(knowledge, requested, claimed.sort());
  const search = groupSearch(knowledge, requested, yield* sorted(claimed, compareCodeUnits));
  let count = 0;
  for (const id of search.present) {
    addGroup(id, search);
    if ((count += 1) % axesPerStep === 0) yield;
  }
  return search.groups;
}

interface GroupSearch extends GroupKnowledge {
  readonly present: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  readonly grouped: Set<string>;
  readonly groups: AxisGroup[];
}

/** Finds all groups without yielding. This loop takes longer inside a generator. */
function findAllGroups(
  knowledge: GroupKnowledge,
  requested: readonly string[],
  claimed: readonly string[],
): readonly AxisGroup[] {
  const search = groupSearch(knowledge, requested, claimed);
  for (const id of search.present) addGroup(id, search);
  return search.groups;
}

function groupSearch(
  { axes, equivalents, spreads }: GroupKnowledge,
  requested: readonly string[],
  claimed: readonly string[],
): GroupSearch {
  const present = new Set(requested);
  for (const id of claimed) present.add(id);
  const isOnlyRequested = requested.length === present.size;
  return {
    axes,
    equivalents,
    spreads,
    present,
    requested: isOnlyRequested ? present : new Set(requested),
    grouped: new Set(),
    groups: [],
  };
}

/** Adds the group that an axis represents. Does nothing if the axis is not in `axes`, or is already in a group. */
function addGroup(id: string, search: GroupSearch): void {
  const { axes, equivalents, spreads, present, requested, grouped, groups } = search;
  const axis = axes.get(id);
  if (!axis || grouped.has(id)) return;
  grouped.add(id);
  const members = equivalents(id);
  if (members.length === 1) {
    groups.push({
      axis,
      definition: measuredDefinitionOf(axis, spreads),
      merged: nothing,
      unmerged: nothing,
      requested: requested.has(id),
    });
    return;
  }
  const merged: Axis[] = [];
  const unmerged: UnmergedAxis[] = [];
  for (const other of members) {
    const member = axes.get(other);
    if (!member || member === axis || !present.has(other)) continue;
    const reason = incompatibility(axis, member);
    if (reason !== null) unmerged.push({ axis: member, reason });
    else if (!grouped.has(other)) merged.push(member);
  }
  for (const member of merged) grouped.add(member.id);
  groups.push({
    axis,
    definition: measuredDefinitionOf(axis, spreads),
    merged,
    unmerged,
    requested: requested.has(id),
  });
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
