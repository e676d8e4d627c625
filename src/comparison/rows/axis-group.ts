import type { Claim, Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import type { Naming } from '../../graph/values/value-type.js';
import { sorted } from '../../graph/work/sort.js';
import { atOnce, type Steps } from '../../graph/work/steps.js';
import { isAlongAnAxis, measureMisfit, measureOf, type Axis, type Measure } from '../cells/axis.js';
import { contentOf, FilledCell, type Cell } from '../cells/cell.js';
import { CellScope, type CellKeys } from '../cells/content-ids.js';
import type { AxisPlace } from '../cells/editorial-position.js';
import type { KeptJudgements } from '../verdicts/row-result-cache.js';

/** What comparisons need to know about axes, besides the claims. */
export interface AxisKnowledge {
  /** The requested axes and those with claims, by id. */
  readonly axes: { get(id: string): Axis | undefined };
  /** The ids of all axes that are equivalent to an axis, including itself, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly naming: Naming;
}

/** An equivalent axis that cannot share the row, and the reason as a sentence. */
export interface UnmergedAxis {
  readonly axis: Axis;
  readonly reason: string;
}

/** An axis group: the axis that represents a row, and the equivalent axes whose claims the row includes. */
export interface Line {
  readonly axis: Axis;
  readonly measure: Measure;
  readonly merged: readonly Axis[];
  readonly unmerged: readonly UnmergedAxis[];
  readonly asked: boolean;
}

/** Where comparisons get their cells from. */
export interface CellSource {
  /**
   * Those of the given axes along which one of the approaches has claims, in any order.
   * @param axes ids
   */
  spokenOf(approaches: readonly Approach[], axes: readonly string[]): readonly string[];
  /** All axes along which one of the approaches has claims, by id, with their editorial positions. */
  placesOf(approaches: readonly Approach[]): Steps<ReadonlyMap<string, AxisPlace>>;
  /** The cell of an approach in an axis group. */
  cellOf(line: Line, approach: Approach): Cell;
  /** The cells of approaches in an axis group, in the given order. */
  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[];
  /** The ids of the approaches that have claims in an axis group. */
  speakersIn(line: Line): Iterable<string>;
  /** The cached row results of these approaches, in any order; null if they are not cached. */
  judgementsOf(approaches: readonly Approach[]): KeptJudgements | null;
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
  naming: Naming,
  scope = new CellScope(under, null),
): CellSource {
  return atOnce(gatherCells(claims, under, naming, scope));
}

/** The same, in steps. */
export function* gatherCells(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: Naming,
  scope = new CellScope(under, null),
): Steps<CellSource> {
  const byAxis = yield* claimsByAxis(claims, under);
  const fill = ({ axis, merged, measure }: Line, approach: Approach, keys: CellKeys): Cell => {
    const own = byAxis.get(axis.id)?.get(approach.id) ?? nothing;
    const about =
      merged.length === 0
        ? own
        : [...own, ...merged.flatMap(({ id }) => byAxis.get(id)?.get(approach.id) ?? nothing)];
    return new FilledCell(approach, contentOf(about, measure, naming), keys);
  };
  return {
    spokenOf: (_, axes) => axes.filter((id) => byAxis.has(id)),
    placesOf: (approaches) => placesIn(byAxis, approaches),
    cellOf: (line, approach) => fill(line, approach, scope.along(line.axis.id)),
    cellsOf: (line, approaches) => {
      const keys = scope.along(line.axis.id);
      return approaches.map((approach) => fill(line, approach, keys));
    },
    speakersIn: (line) => new Set(axesIn(line).flatMap((axis) => [...(byAxis.get(axis.id)?.keys() ?? [])])),
    judgementsOf: () => null,
  };
}

/** The axes of a group. */
export function axesIn({ axis, merged }: Pick<Line, 'axis' | 'merged'>): readonly Axis[] {
  return merged.length === 0 ? [axis] : [axis, ...merged];
}

function* placesIn(
  byAxis: ClaimsByAxis,
  approaches: readonly Approach[],
): Steps<ReadonlyMap<string, AxisPlace>> {
  const places = new Map<string, AxisPlace>();
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
    const together = byApproach.get(claim.subject);
    if (together) together.push(claim);
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
  spokenOf: Iterable<string>,
  asked: readonly string[],
): readonly Line[] {
  return atOnce(findLines(knowledge, spokenOf, asked));
}

/** The same, in steps. */
export function* findLines(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  spokenOf: Iterable<string>,
  asked: readonly string[],
): Steps<readonly Line[]> {
  const spoken = [...spokenOf];
  if (spoken.length + asked.length <= atATime) return findAll(knowledge, asked, spoken.sort());
  const search = searchAmong(knowledge, asked, yield* sorted(spoken, compareCodeUnits));
  let count = 0;
  for (const id of search.present) {
    findLine(id, search);
    if ((count += 1) % atATime === 0) yield;
  }
  return search.lines;
}

interface LineSearch extends Pick<AxisKnowledge, 'axes' | 'equivalents'> {
  readonly present: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly placed: Set<string>;
  readonly lines: Line[];
}

/** Not in the generator: the same loop takes longer there. */
function findAll(
  knowledge: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  asked: readonly string[],
  spoken: readonly string[],
): readonly Line[] {
  const search = searchAmong(knowledge, asked, spoken);
  for (const id of search.present) findLine(id, search);
  return search.lines;
}

function searchAmong(
  { axes, equivalents }: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  asked: readonly string[],
  spoken: readonly string[],
): LineSearch {
  const present = new Set(asked);
  for (const id of spoken) present.add(id);
  const isOnlyAsked = asked.length === present.size;
  return {
    axes,
    equivalents,
    present,
    asked: isOnlyAsked ? present : new Set(asked),
    placed: new Set(),
    lines: [],
  };
}

/** Adds the group that an axis represents, unless the axis is already in a group. */
function findLine(id: string, { axes, equivalents, present, asked, placed, lines }: LineSearch): void {
  const axis = axes.get(id);
  if (!axis || placed.has(id)) return;
  placed.add(id);
  const members = equivalents(id);
  if (members.length === 1) {
    lines.push({ axis, measure: measureOf(axis), merged: nothing, unmerged: nothing, asked: asked.has(id) });
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
  lines.push({ axis, measure: measureOf(axis), merged, unmerged, asked: asked.has(id) });
}

function compareCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
