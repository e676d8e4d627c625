import type { Claim, Qualifier } from '../graph/claim.js';
import type { Approach } from '../graph/concept.js';
import { qualifiersOverlap } from '../graph/identity.js';
import type { Naming } from '../graph/values/value-type.js';
import { isAlongAnAxis, measureMisfit, measureOf, type Axis, type Measure } from './axis.js';
import { fillCell, type Cell } from './cell.js';

/** What is known of axes, whatever the claims: taken as given by everything that compares. */
export interface AxisKnowledge {
  /** The axes asked for and the targets of the claims, by id. */
  readonly axes: ReadonlyMap<string, Axis>;
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

/** Claims by the id of their axis, then of their approach. */
export type ClaimsByAxis = ReadonlyMap<string, ReadonlyMap<string, readonly Claim[]>>;

/** Arranges the claims that stand along an axis and can hold under the conditions. */
export function claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): ClaimsByAxis {
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
 */
export function linesOf(
  { axes, equivalents }: AxisKnowledge,
  claims: ClaimsByAxis,
  asked: readonly string[],
): readonly Line[] {
  const isAsked = new Set(asked);
  const present = new Set([...asked, ...[...claims.keys()].sort()]);
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
    lines.push({ axis, measure: measureOf(axis), merged, unmerged, asked: isAsked.has(id) });
  }
  return lines;
}

const nothing: readonly never[] = Object.freeze([]);

/** The cell of an approach in a line. */
export function cellOf(line: Line, approach: Approach, claims: ClaimsByAxis, naming: Naming): Cell {
  const { axis, merged, measure } = line;
  const own = claims.get(axis.id)?.get(approach.id) ?? nothing;
  const about =
    merged.length === 0
      ? own
      : [...own, ...merged.flatMap(({ id }) => claims.get(id)?.get(approach.id) ?? nothing)];
  return fillCell(approach, about, measure, naming);
}
