import { axisKinds, type AxisKind } from '../../../graph/claim.js';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import { cellDensity, expectedRows, ratio } from './list-sizes.js';

/** The size of a comparison or ranking, from which the work of its fields is estimated. */
export interface ComparisonSize {
  readonly approaches: number;
  readonly rows: number;
  /** The number of axes that are examined to find the rows: all axes of the approaches, unless the request names axes. */
  readonly examinedAxes: number;
  /**
   * The number of rows whose cells are filled to find the rows: those of links, to determine whether an approach has the link; all rows if the
   * request names axes; 0 in a ranking.
   */
  readonly linkRows: number;
  /** The mean number of claims per cell; it can be less than 1, because cells can be empty. */
  readonly cellClaims: number;
  /** The number of claims about the approaches that are examined to find the rows. */
  readonly examinedClaims: number;
  /** The number of criteria of a ranking. */
  readonly criteria: number;
}

/** The parts of the argument `along` on which the size of a comparison depends. */
export interface SizedSelection {
  readonly kinds: readonly string[] | null;
  /** The number of named axes; null for all axes. */
  readonly axes: number | null;
  /** The number of groups; null for all groups. */
  readonly groups: number | null;
  /** Whether the request has conditions (`under`). */
  readonly isConditional: boolean;
}

/** The assumed number of groups of dimensions, which the statistics do not contain. */
const usualGroups = 8;
/** The assumed share of cells with claims along named axes: requests mostly name axes that the approaches have. */
const namedDensity = 0.7;

/** Estimates the size of a comparison of a number of approaches. */
export function comparisonSize(
  statistics: GraphStatistics,
  approaches: number,
  { kinds, axes, groups, isConditional }: SizedSelection,
): ComparisonSize {
  const selectedKinds = kinds ? axisKinds.filter((kind) => kinds.includes(kind)) : axisKinds;
  if (axes !== null) {
    const density = Math.max(namedDensity, cellDensity(statistics));
    const examinedClaims = isConditional ? countClaims(statistics, approaches) : 0;
    const size = {
      approaches,
      rows: axes,
      examinedAxes: axes,
      linkRows: axes,
      criteria: 0,
      examinedClaims,
    };
    return { ...size, cellClaims: density };
  }
  let [rows, examinedAxes, linkRows, claims] = [0, 0, 0, 0];
  for (const kind of axisKinds) {
    const share = !selectedKinds.includes(kind) ? 0 : groups === null ? 1 : shareOfGroups(kind, groups);
    const expected = expectedRows(statistics, kind, approaches);
    examinedAxes += expected.rows;
    rows += expected.rows * share;
    if (kind !== 'DIMENSION') linkRows += expected.rows * share;
    claims += expected.claims * share;
  }
  return {
    ...{ approaches, rows, examinedAxes, linkRows, criteria: 0 },
    cellClaims: ratio(claims, rows * approaches),
    examinedClaims: countClaims(statistics, approaches),
  };
}

/** Estimates the share of the axes of a kind that are in the selected groups. Links have no groups. @param groups the number of selected groups */
function shareOfGroups(kind: AxisKind, groups: number): number {
  return kind === 'DIMENSION' ? Math.min(1, groups / usualGroups) : 0;
}

/** Returns the expected number of claims along all axes about a number of approaches. */
function countClaims(statistics: GraphStatistics, approaches: number): number {
  return axisKinds.reduce((sum, kind) => sum + expectedRows(statistics, kind, approaches).claims, 0);
}

/** Estimates the size of a ranking. The criteria are named axes. */
export function rankingSize(
  statistics: GraphStatistics,
  approaches: number,
  criteria: number,
): ComparisonSize {
  return {
    ...{
      approaches,
      criteria,
      rows: criteria,
      examinedAxes: criteria,
      linkRows: 0,
      cellClaims: namedDensity,
    },
    examinedClaims: countClaims(statistics, approaches),
  };
}
