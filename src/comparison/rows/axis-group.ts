import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import { atOnce, type Steps } from '../../graph/work/steps.js';
import {
  isAlongAnAxis,
  measureMisfit,
  valueDefinitionOf,
  type Axis,
  type ValueDefinition,
} from '../cells/axis.js';
import { contentOf, FilledCell, type Cell } from '../cells/cell.js';
import { CellScope, type CellKeys } from '../cells/content-ids.js';
import type { EditorialPosition } from '../cells/editorial-position.js';
import type { RowResults } from '../verdicts/row-result-cache.js';

/** What comparisons need to know about axes, besides the claims. */
export interface AxisKnowledge {
  /** The requested axes and those with claims, by id. */
  readonly axes: { get(id: string): Axis | undefined };
  /** The ids of all axes that are equivalent to an axis, including itself, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly naming: NameLookup;
}

/** An equivalent axis that cannot share the row, and the reason as a sentence. */
export interface UnmergedAxis {
  readonly axis: Axis;
  readonly reason: string;
}

/** An axis group: the axis that represents a row, and the equivalent axes whose claims the row includes. */
export interface AxisGroup {
  readonly axis: Axis;
  readonly definition: ValueDefinition;
  readonly merged: readonly Axis[];
  readonly unmerged: readonly UnmergedAxis[];
  readonly requested: boolean;
}

/** Where comparisons get their cells from. */
export interface CellSource {
  /**
   * Those of the given axes along which one of the approaches has claims, in any order.
   * @param axes ids
   */
  axesWithClaims(approaches: readonly Approach[], axes: readonly string[]): readonly string[];
  /** All axes along which one of the approaches has claims, by id, with their editorial positions. */
  placesOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, EditorialPosition>>;
  /** The cell of an approach in an axis group. */
  cellOf(group: AxisGroup, approach: Approach): Cell;
  /** The cells of approaches in an axis group, in the given order. */
  cellsOf(group: AxisGroup, approaches: readonly Approach[]): readonly Cell[];
  /** The ids of the approaches that have claims in an axis group. */
  subjectsIn(group: AxisGroup): Iterable<string>;
  /** The cached row results of these approaches, in any order; null if they are not cached. */
  rowResultsOf(approaches: readonly Approach[]): RowResults | null;
}

const nothing: readonly never[] = Object.freeze([]);
/** Axes, or claims, that are processed between two yields: a few tenths of a millisecond. */
const atATime = 256;

/** Claims by the id of their axis, then of their approach. */
type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/**
 * Cells of given claims; claims along no axis are ignored.
 * @param under conditions: only claims that can be true under them count
 * @param scope what the ids of the cells cover; the conditions only, if omitted
 */
export function cellsOfClaims(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: NameLookup,
  scope = new CellScope(under, null),
): CellSource {
  return atOnce(gatherCells(claims, under, naming, scope));
}

/** The same, in steps. */
export function* gatherCells(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: NameLookup,
  scope = new CellScope(under, null),
): Steps<CellSource> {
  const byAxis = yield* claimsByAxis(claims, under);
  const fill = ({ axis, merged, definition }: AxisGroup, approach: Approach, keys: CellKeys): Cell => {
    const claimsOfAxis = byAxis.get(axis.id)?.get(approach.id) ?? nothing;
    const cellClaims =
      merged.length === 0
        ? claimsOfAxis
        : [...claimsOfAxis, ...merged.flatMap(({ id }) => byAxis.get(id)?.get(approach.id) ?? nothing)];
    return new FilledCell(approach, contentOf(cellClaims, definition, naming), keys);
  };
  return {
    axesWithClaims: (_, axes) => axes.filter((id) => byAxis.has(id)),
    placesOf: (approaches) => positionsIn(byAxis, approaches),
    cellOf: (group, approach) => fill(group, approach, scope.along(group.axis.id)),
    cellsOf: (group, approaches) => {
      const keys = scope.along(group.axis.id);
      return approaches.map((approach) => fill(group, approach, keys));
    },
    subjectsIn: (group) => new Set(axesIn(group).flatMap((axis) => [...(byAxis.get(axis.id)?.keys() ?? [])])),
    rowResultsOf: () => null,
  };
}

/** The axes of a group. */
export function axesIn({ axis, merged }: Pick<AxisGroup, 'axis' | 'merged'>): readonly Axis[] {
  return merged.length === 0 ? [axis] : [axis, ...merged];
}

function* positionsIn(
  byAxis: ClaimsByAxis,
  approaches: readonly Approach[],
): Steps<ReadonlyMap<string, EditorialPosition>> {
  const places = new Map<string, EditorialPosition>();
  for (const [axis, byApproach] of byAxis) {
    const subject = approaches.findIndex(({ id }) => byApproach.has(id));
    const claims = byApproach.get(approaches[subject]?.id ?? '') ?? nothing;
    if (claims.length === 0) continue;
    places.set(axis, {
      subject,
      position: claims.reduce((least, { position }) => Math.min(least, position), Infinity),
    });
    if (places.size % atATime === 0) yield;
  }
  return places;
}

function* claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): Steps<ClaimsByAxis> {
  const byAxis = new Map<string, Map<string, Claim[]>>();
  let count = 0;
  for (const claim of claims) {
    if ((count += 1) % atATime === 0) yield;
    if (!isAlongAnAxis(claim) || !qualifiersOverlap(claim.qualifiers, under)) continue;
    let byApproach = byAxis.get(claim.target);
    if (!byApproach) {
      byApproach = new Map<string, Claim[]>();
      byAxis.set(claim.target, byApproach);
    }
    const claimsOfApproach = byApproach.get(claim.subject);
    if (claimsOfApproach) claimsOfApproach.push(claim);
    else byApproach.set(claim.subject, [claim]);
  }
  return byAxis;
}

/**
 * Groups axes by equivalence. Equivalent axes share a group if their value definitions are compatible. A requested
 * axis represents its group, otherwise the axis with the lowest id.
 * @param axesWithClaims ids of the axes along which the approaches have claims
 * @param requested ids of the requested axes
 */
export function linesOf(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  axesWithClaims: Iterable<string>,
  requested: readonly string[],
): readonly AxisGroup[] {
  return atOnce(findLines(knowledge, axesWithClaims, requested));
}

/** The same, in steps. */
export function* findLines(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  axesWithClaims: Iterable<string>,
  requested: readonly string[],
): Steps<readonly AxisGroup[]> {
  const claimed = [...axesWithClaims];
  if (claimed.length + requested.length <= atATime)
    return findAllGroups(knowledge, requested, claimed.sort());
  const search = groupSearch(knowledge, requested, yield* sorted(claimed, compareCodeUnits));
  let count = 0;
  for (const id of search.present) {
    addGroup(id, search);
    if ((count += 1) % atATime === 0) yield;
  }
  return search.groups;
}

interface GroupSearch extends Pick<AxisKnowledge, 'axes' | 'equivalents'> {
  readonly present: ReadonlySet<string>;
  readonly requested: ReadonlySet<string>;
  readonly placed: Set<string>;
  readonly groups: AxisGroup[];
}

/** Not in the generator: the same loop takes longer there. */
function findAllGroups(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  requested: readonly string[],
  claimed: readonly string[],
): readonly AxisGroup[] {
  const search = groupSearch(knowledge, requested, claimed);
  for (const id of search.present) addGroup(id, search);
  return search.groups;
}

function groupSearch(
  { axes, equivalents }: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  requested: readonly string[],
  claimed: readonly string[],
): GroupSearch {
  const present = new Set(requested);
  for (const id of claimed) present.add(id);
  const isOnlyRequested = requested.length === present.size;
  return {
    axes,
    equivalents,
    present,
    requested: isOnlyRequested ? present : new Set(requested),
    placed: new Set(),
    groups: [],
  };
}

/** Adds the group that an axis represents, unless the axis is already in a group. */
function addGroup(id: string, { axes, equivalents, present, requested, placed, groups }: GroupSearch): void {
  const axis = axes.get(id);
  if (!axis || placed.has(id)) return;
  placed.add(id);
  const members = equivalents(id);
  if (members.length === 1) {
    groups.push({
      axis,
      definition: valueDefinitionOf(axis),
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
    const reason = measureMisfit(axis, member);
    if (reason !== null) unmerged.push({ axis: member, reason });
    else if (!placed.has(other)) merged.push(member);
  }
  for (const member of merged) placed.add(member.id);
  groups.push({ axis, definition: valueDefinitionOf(axis), merged, unmerged, requested: requested.has(id) });
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
