import { axisKinds, type AxisKind } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { cellDensity, expectedRows, ratio } from './list-sizes.js';

/** What the fields within a comparison or a ranking are measured by. */
export interface ComparisonSize {
  readonly approaches: number;
  readonly rows: number;
  /** Axes that are looked at to find the rows: all that the approaches have, where they are not named. */
  readonly foundRows: number;
  /** Rows of links, whose cells are filled to find out whether anybody has the link. */
  readonly linkRows: number;
  /** Claims in one cell, at the mean: less than 1 where cells are empty. */
  readonly cellClaims: number;
  /** Claims of the approaches that are passed to find the rows. */
  readonly passedClaims: number;
  /** Criteria of a ranking; 0 in a comparison. */
  readonly criteria: number;
}

/** Which axes are asked for. */
export interface SizedSelection {
  readonly kinds: readonly string[] | null;
  /** How many are named; null where all are meant. */
  readonly axes: number | null;
  readonly groups: number | null;
  readonly isConditional: boolean;
}

/** Groups of dimensions are not counted: a graph is taken to have as many. */
const usualGroups = 8;
/** Axes that are named are ones that the approaches have, for the most part. */
const namedDensity = 0.7;

export function comparisonSize(
  statistics: GraphStatistics,
  approaches: number,
  { kinds, axes, groups, isConditional }: SizedSelection,
): ComparisonSize {
  const chosen = kinds ? axisKinds.filter((kind) => kinds.includes(kind)) : axisKinds;
  if (axes !== null) {
    const density = Math.max(namedDensity, cellDensity(statistics));
    const passed = isConditional ? passedBy(statistics, approaches) : 0;
    const size = {
      approaches,
      rows: axes,
      foundRows: axes,
      linkRows: axes,
      criteria: 0,
      passedClaims: passed,
    };
    return { ...size, cellClaims: density };
  }
  let [rows, foundRows, linkRows, claims] = [0, 0, 0, 0];
  for (const kind of axisKinds) {
    const share = !chosen.includes(kind) ? 0 : groups === null ? 1 : shareOfGroups(kind, groups);
    const expected = expectedRows(statistics, kind, approaches);
    foundRows += expected.rows;
    rows += expected.rows * share;
    if (kind !== 'DIMENSION') linkRows += expected.rows * share;
    claims += expected.claims * share;
  }
  return {
    ...{ approaches, rows, foundRows, linkRows, criteria: 0 },
    cellClaims: ratio(claims, rows * approaches),
    passedClaims: passedBy(statistics, approaches),
  };
}

/** Links have no groups. */
function shareOfGroups(kind: AxisKind, groups: number): number {
  return kind === 'DIMENSION' ? Math.min(1, groups / usualGroups) : 0;
}

/** The claims of some approaches along all axes. */
function passedBy(statistics: GraphStatistics, approaches: number): number {
  const claimsOf = (kind: AxisKind): number => expectedRows(statistics, kind, approaches).claims;
  return axisKinds.reduce((sum, kind) => sum + claimsOf(kind), 0);
}

/** The size of a ranking, whose cells are along named axes. */
export function rankingSize(
  statistics: GraphStatistics,
  approaches: number,
  criteria: number,
): ComparisonSize {
  return {
    ...{ approaches, criteria, rows: criteria, foundRows: criteria, linkRows: 0, cellClaims: namedDensity },
    passedClaims: passedBy(statistics, approaches),
  };
}
