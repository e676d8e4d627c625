import type { Claim, Qualifier } from '../graph/claim.js';
import { groupBy } from '../graph/group-by.js';
import { qualifiersOverlap } from '../graph/identity.js';
import type { Naming } from '../graph/values/value-type.js';
import { isAlongAnAxis, measureMisfit, measureOf, type Axis, type Measure } from './axis.js';

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

/** Claims by the id of their axis. */
export type ClaimsByAxis = ReadonlyMap<string, readonly Claim[]>;

/** Arranges the claims that stand along an axis and can hold under the conditions. */
export function claimsByAxis(claims: readonly Claim[], under: readonly Qualifier[]): ClaimsByAxis {
  const along = claims.filter(isAlongAnAxis);
  const holding =
    under.length === 0 ? along : along.filter((claim) => qualifiersOverlap(claim.qualifiers, under));
  return groupBy(holding, (claim) => claim.target);
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
    const members = equivalents(id);
    for (const other of members.length > 1 ? members : nothing) {
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

/** The claims that stand in a line: those along its own axis first. */
export function claimsIn({ axis, merged }: Line, claims: ClaimsByAxis): readonly Claim[] {
  const own = claims.get(axis.id) ?? nothing;
  return merged.length === 0 ? own : [...own, ...merged.flatMap(({ id }) => claims.get(id) ?? nothing)];
}
