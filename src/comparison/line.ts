import type { Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import { qualifiersOverlap } from '../graph/identity.js';
import type { Naming } from '../graph/values/value-type.js';
import { isAlongAnAxis, measureMisfit, measureOf, type Axis, type Measure } from './axis.js';
import { contentOf, FilledCell, type Cell } from './cell.js';
import { CellScope, type CellKeys } from './content-ids.js';

/** What is known of axes, whatever the claims: taken as given by everything that compares. */
export interface AxisKnowledge {
  /** The axes asked for and those along which something is claimed, by id. */
  readonly axes: { get(id: string): Axis | undefined };
  /** The ids of all that are equivalent to an axis, itself included, sorted. */
  readonly equivalents: (axis: string) => readonly string[];
  readonly naming: Naming;
}

/** An axis that is declared equivalent to another, and why the two cannot stand in one row. */
export interface UnmergedAxis {
  readonly axis: Axis;
  readonly reason: string;
}

/** One line of a matrix: the axis that stands for it, and the equivalent ones whose claims it holds too. */
export interface Line {
  readonly axis: Axis;
  readonly measure: Measure;
  readonly merged: readonly Axis[];
  readonly unmerged: readonly UnmergedAxis[];
  readonly asked: boolean;
}

/** What the cells of a matrix are filled from. */
export interface CellSource {
  /**
   * The ids of the axes along which something is claimed of one of the approaches, in any order.
   * @param among only these; all, where null
   */
  axesOf(approaches: readonly Approach[], among: readonly string[] | null): Iterable<string>;
  /** The cell of an approach in a line. */
  cellOf(line: Line, approach: Approach): Cell;
  /** The cells of approaches in a line, in their order. */
  cellsOf(line: Line, approaches: readonly Approach[]): readonly Cell[];
  /** The ids of the approaches of which something is claimed in a line. */
  speakersIn(line: Line): Iterable<string>;
}

const nothing: readonly never[] = Object.freeze([]);

/** Claims by the id of their axis, then of their approach. */
type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/**
 * Cells that are filled from claims at hand; those along no axis are passed over.
 * @param under conditions: only claims that can hold under them count
 * @param scope what the cells' ids cover; the conditions alone, when left out
 */
export function cellsOfClaims(
  claims: readonly Claim[],
  under: readonly Qualifier[],
  naming: Naming,
  scope = new CellScope(under, null),
): CellSource {
  const byAxis = claimsByAxis(claims, under);
  const fill = ({ axis, merged, measure }: Line, approach: Approach, keys: CellKeys): Cell => {
    const own = byAxis.get(axis.id)?.get(approach.id) ?? nothing;
    const about =
      merged.length === 0
        ? own
        : [...own, ...merged.flatMap(({ id }) => byAxis.get(id)?.get(approach.id) ?? nothing)];
    return new FilledCell(approach, contentOf(about, measure, naming), keys);
  };
  return {
    axesOf: (_, among) => (among ? among.filter((id) => byAxis.has(id)) : byAxis.keys()),
    cellOf: (line, approach) => fill(line, approach, scope.along(line.axis.id)),
    cellsOf: (line, approaches) => {
      const keys = scope.along(line.axis.id);
      return approaches.map((approach) => fill(line, approach, keys));
    },
    speakersIn: (line) => new Set(axesIn(line).flatMap((axis) => [...(byAxis.get(axis.id)?.keys() ?? [])])),
  };
}

/** The axes whose claims a line holds. */
export function axesIn({ axis, merged }: Pick<Line, 'axis' | 'merged'>): readonly Axis[] {
  return merged.length === 0 ? [axis] : [axis, ...merged];
}

function claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): ClaimsByAxis {
  const byAxis = new Map<string, Map<string, Claim[]>>();
  for (const claim of claims) {
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
 * Equivalent axes make one line where they share a measure; the axis asked for, else the lowest id, stands
 * for it.
 * @param spokenOf ids of the axes along which something is claimed
 * @param asked ids of the axes that are asked for
 */
export function linesOf(
  { axes, equivalents }: Pick<AxisKnowledge, 'axes' | 'equivalents'>,
  spokenOf: Iterable<string>,
  asked: readonly string[],
): readonly Line[] {
  const askedFor = new Set(asked);
  const present = new Set([...asked, ...[...spokenOf].sort()]);
  const placed = new Set<string>();
  const lines: Line[] = [];
  for (const id of present) {
    const axis = axes.get(id);
    if (!axis || placed.has(id)) continue;
    placed.add(id);
    const merged: Axis[] = [];
    const unmerged: UnmergedAxis[] = [];
    for (const other of equivalents(id)) {
      const member = axes.get(other);
      if (!member || member === axis || !present.has(other)) continue;
      const reason = measureMisfit(axis, member);
      if (reason !== null) unmerged.push({ axis: member, reason });
      else if (!placed.has(other)) merged.push(member);
    }
    for (const member of merged) placed.add(member.id);
    lines.push({ axis, measure: measureOf(axis), merged, unmerged, asked: askedFor.has(id) });
  }
  return lines;
}
