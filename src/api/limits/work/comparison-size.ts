import { axisKinds, type AxisKind } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { cellDensity, expectedRows, ratio } from './list-sizes.js';

/** The size of a comparison or ranking, from which the work of its fields is estimated. */
export interface ComparisonSize {
  readonly approaches: number;
  readonly rows: number;
  /** Axes that are examined to find the rows: all axes of the approaches, unless the request names axes. */
  readonly foundRows: number;
  /** Rows of links. Their cells are filled to find out whether any approach has the link. */
  readonly linkRows: number;
  /** The mean number of claims per cell; less than 1 if cells are empty. */
  readonly cellClaims: number;
  /** Claims of the approaches that are read to find the rows. */
  readonly passedClaims: number;
  /** Criteria of a ranking; 0 in a comparison. */
  readonly criteria: number;
}

/** The requested axes. */
export interface SizedSelection {
  readonly kinds: readonly string[] | null;
  /** The number of named axes; null for all axes. */
  readonly axes: number | null;
  readonly groups: number | null;
  readonly isConditional: boolean;
}

/** The assumed number of groups of dimensions, which the statistics do not contain. */
const usualGroups = 8;
/** The assumed share of cells with claims along named axes: requests mostly name axes that the approaches have. */
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

/** The number of claims of some approaches along all axes. */
function passedBy(statistics: GraphStatistics, approaches: number): number {
  const claimsOf = (kind: AxisKind): number => expectedRows(statistics, kind, approaches).claims;
  return axisKinds.reduce((sum, kind) => sum + claimsOf(kind), 0);
}

/** The size of a ranking, whose criteria are named axes. */
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
