import type { Claim } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { ChangeKind } from '../../graph/ports/history.js';
import type { Steps } from '../../graph/work/steps.js';
import type { Axis } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import { leadersOf } from '../rows/leaders.js';
import { evaluateAll } from '../rows/row-selection.js';
import type { ComparisonRow } from '../rows/row.js';
import {
  isSameCell,
  isSameClaim,
  isSameConcept,
  isSameExplanation,
  isSameHead,
  isSameResult,
} from './same-content.js';

/** A comparison in one view. */
export interface ComparedRows {
  /** In the order of the cells; null for an approach that does not exist in the view. */
  readonly approaches: readonly (Approach | null)[];
  /** In editorial order. */
  readonly rows: readonly ComparisonRow[];
}

/** A changed claim of a cell. `before` or `after` is null if the cell of that view does not have the claim. */
export interface ClaimChange {
  readonly before: Claim | null;
  readonly after: Claim | null;
}

/** A cell whose content differs between the views. `before` or `after` is null if that view does not have the row. */
export interface CellChange {
  /** The approach of the column, from the later view if it has the row. */
  readonly approach: Approach;
  readonly before: Cell | null;
  readonly after: Cell | null;
  /** The claims that differ between the views, ordered by id. */
  readonly claims: readonly ClaimChange[];
}

/** A row that was added, changed or ended. */
export interface RowChange {
  readonly kind: ChangeKind;
  /** The axis, from the later view if it has the row. */
  readonly axis: Axis;
  /** Null if the row was added. */
  readonly before: ComparisonRow | null;
  /** Null if the row was ended. */
  readonly after: ComparisonRow | null;
  /** The index of the row in the later view, from 0; null if the row was ended. */
  readonly index: number | null;
  /** The changed cells in the order of the approaches; for a row that was added or ended, the cells with claims. */
  readonly cells: readonly CellChange[];
  /** Whether both views have the row, with different verdicts. */
  readonly isTurned: boolean;
  /** The approaches that lead only in the later view, in the order of the comparison. */
  readonly newLeaders: readonly Approach[];
  /** The approaches that lead only in the earlier view. */
  readonly formerLeaders: readonly Approach[];
}

/**
 * An approach with different content, e.g. another name. `before` or `after` is null if the approach does not exist in that
 * view.
 */
export interface ApproachChange {
  /** The index of the column, from 0. */
  readonly column: number;
  readonly before: Approach | null;
  readonly after: Approach | null;
}

/**
 * The difference between two views of one comparison. The difference turns the earlier comparison into the later one:
 * `rows` replaces, adds and removes rows, `order` sorts them, and `approaches` replaces the approaches of columns. Parts
 * that are equal in both views are omitted.
 */
export interface ComparisonDifference {
  readonly approaches: readonly ApproachChange[];
  /** In the order of the later view, then the ended rows, in the order of the earlier view. */
  readonly rows: readonly RowChange[];
  /**
   * The ids of the axes of all rows of the later view, if the common rows of the views are in different orders;
   * otherwise null.
   */
  readonly order: readonly string[] | null;
}

/** The number of rows that are compared between two yields; they take a few tenths of a millisecond. */
const rowsPerStep = 32;

/**
 * Computes the difference between two views of one comparison, in steps.
 * @param before the earlier view, with the same approaches in the same order, and the same selection of axes
 */
export function* differenceOf(before: ComparedRows, after: ComparedRows): Steps<ComparisonDifference> {
  yield* evaluateAll(before.rows);
  yield* evaluateAll(after.rows);
  const earlier = new Map(before.rows.map((row) => [row.axis.id, row]));
  const later = new Set(after.rows.map((row) => row.axis.id));
  const rows: RowChange[] = [];
  for (const [index, row] of after.rows.entries()) {
    const change = changeOf(earlier.get(row.axis.id) ?? null, row, index);
    if (change) rows.push(change);
    if (index % rowsPerStep === rowsPerStep - 1) yield;
  }
  for (const [index, row] of before.rows.entries()) {
    if (!later.has(row.axis.id)) rows.push(rowChange('ENDED', row, row, null, null));
    if (index % rowsPerStep === rowsPerStep - 1) yield;
  }
  const commonBefore = before.rows.filter(({ axis }) => later.has(axis.id));
  const commonAfter = after.rows.filter(({ axis }) => earlier.has(axis.id));
  const isReordered = commonBefore.some(({ axis }, index) => axis.id !== commonAfter[index]?.axis.id);
  return {
    approaches: approachChanges(before.approaches, after.approaches),
    rows,
    order: isReordered ? after.rows.map(({ axis }) => axis.id) : null,
  };
}

/** Whether a difference is empty: the views have equal comparisons. */
export function isEmpty({ approaches, rows, order }: ComparisonDifference): boolean {
  return approaches.length === 0 && rows.length === 0 && order === null;
}

/** The number of changes of each kind in a difference. */
export interface DifferenceCounts {
  readonly rowsAdded: number;
  readonly rowsChanged: number;
  readonly rowsEnded: number;
  /** The number of changed cells in rows that both views have. */
  readonly cellsChanged: number;
  readonly verdictsTurned: number;
  /** The number of rows with new or former leaders. */
  readonly leadersChanged: number;
}

/** Counts the changes of a difference. */
export function countsOf({ rows }: ComparisonDifference): DifferenceCounts {
  const counts = {
    rowsAdded: 0,
    rowsChanged: 0,
    rowsEnded: 0,
    cellsChanged: 0,
    verdictsTurned: 0,
    leadersChanged: 0,
  };
  for (const row of rows) {
    if (row.kind === 'ADDED') counts.rowsAdded += 1;
    if (row.kind === 'ENDED') counts.rowsEnded += 1;
    if (row.kind === 'CHANGED') {
      counts.rowsChanged += 1;
      counts.cellsChanged += row.cells.length;
    }
    if (row.isTurned) counts.verdictsTurned += 1;
    if (hasOtherLeaders(row)) counts.leadersChanged += 1;
  }
  return counts;
}

/** Whether the leaders of a row differ between the views. */
export function hasOtherLeaders({ newLeaders, formerLeaders }: RowChange): boolean {
  return newLeaders.length + formerLeaders.length > 0;
}

function approachChanges(
  before: readonly (Approach | null)[],
  after: readonly (Approach | null)[],
): readonly ApproachChange[] {
  return after.flatMap((approach, column) => {
    const earlier = before[column] ?? null;
    const isSame = approach && earlier ? isSameConcept(earlier, approach) : approach === earlier;
    return isSame ? [] : [{ column, before: earlier, after: approach }];
  });
}

/** The change of a row of the later view; null if the row is equal in both views. */
function changeOf(before: ComparisonRow | null, after: ComparisonRow, index: number): RowChange | null {
  if (!before) return rowChange('ADDED', after, null, after, index);
  const isSame =
    isSameHead(before, after) &&
    isSameResult(before, after) &&
    before.cells.every((cell, column) => isSameCell(cell, after.cells[column] as Cell)) &&
    isSameExplanation(before, after);
  return isSame ? null : rowChange('CHANGED', after, before, after, index);
}

function rowChange(
  kind: ChangeKind,
  { axis, cells }: ComparisonRow,
  before: ComparisonRow | null,
  after: ComparisonRow | null,
  index: number | null,
): RowChange {
  const [leadersBefore, leadersAfter] = [before ? leadersOf(before) : [], after ? leadersOf(after) : []];
  return {
    kind,
    axis,
    before,
    after,
    index,
    cells: cells.flatMap((_, column) => cellChange(before?.cells[column], after?.cells[column]) ?? []),
    isTurned: before !== null && after !== null && before.verdict !== after.verdict,
    newLeaders: without(leadersAfter, leadersBefore),
    formerLeaders: without(leadersBefore, leadersAfter),
  };
}

/** The approaches of a list that are not in another list. */
function without(approaches: readonly Approach[], others: readonly Approach[]): readonly Approach[] {
  if (approaches.length === 0) return approaches;
  return approaches.filter(({ id }) => !others.some((other) => other.id === id));
}

/**
 * The change of a cell; null if the cell is equal in both views, or if its row was added or ended and the cell has no
 * claims.
 */
function cellChange(before: Cell | undefined, after: Cell | undefined): CellChange | null {
  const cell = after ?? before;
  if (!cell) return null;
  if (before && after ? isSameCell(before, after) : cell.claims.length === 0) return null;
  return {
    approach: cell.approach,
    before: before ?? null,
    after: after ?? null,
    claims: claimChanges(before?.claims ?? [], after?.claims ?? []),
  };
}

function claimChanges(before: readonly Claim[], after: readonly Claim[]): readonly ClaimChange[] {
  const changes = new Map<string, { before: Claim | null; after: Claim | null }>();
  for (const claim of before) changes.set(claim.id, { before: claim, after: null });
  for (const claim of after) {
    const change = changes.get(claim.id);
    if (!change) changes.set(claim.id, { before: null, after: claim });
    else if (change.before && isSameClaim(change.before, claim)) changes.delete(claim.id);
    else change.after = claim;
  }
  const list = [...changes.values()];
  return list.length <= 1 ? list : list.sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
}

function idOf({ before, after }: ClaimChange): string {
  return (after ?? before)?.id ?? '';
}
