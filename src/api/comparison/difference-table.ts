import type { Cell } from '../../comparison/cells/cell.js';
import { displayCell } from '../../comparison/cells/display.js';
import { differenceOf, type RowChange } from '../../comparison/difference/difference.js';
import type { ChangeKind } from '../../graph/ports/history.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { runToEnd } from '../../graph/work/steps.js';
import { RequestContext } from '../request/context.js';
import { loadComparison, loadEarlierRows, loadSpreadsOf } from './comparison-loading.js';

/** A text at both revisions; null if a revision does not have the row or approach. */
interface Texts {
  readonly before: string | null;
  readonly after: string | null;
}

/** The difference between two revisions of a comparison, as texts. */
export interface DifferenceTable {
  readonly approaches: readonly Texts[];
  readonly rows: readonly DifferenceTableRow[];
  readonly isReordered: boolean;
}

export interface DifferenceTableRow {
  readonly kind: ChangeKind;
  readonly axis: string;
  readonly verdict: Texts;
  readonly cells: readonly (Texts & { readonly approach: string })[];
  readonly newLeaders: readonly string[];
  readonly formerLeaders: readonly string[];
}

/**
 * Compares approaches along all their axes at two revisions. The changes equal those of the field `changesSince`.
 * @throws {TertiumError} the errors of `loadComparison`; also BAD_USER_INPUT if a revision does not exist
 */
export async function loadComparisonDifference(
  reader: GraphReader,
  references: readonly string[],
  from: number,
  to: number,
): Promise<DifferenceTable> {
  const context = await RequestContext.open(reader);
  const [earlier, later] = [await context.viewAt({ at: from }), await context.viewAt({ at: to })];
  const comparison = await loadComparison(later, references, {}, to);
  const before = await loadEarlierRows(earlier, comparison);
  await loadSpreadsOf(earlier, before.rows);
  await loadSpreadsOf(later, comparison.rows);
  const { approaches, rows, order } = runToEnd(differenceOf(before, comparison));
  return {
    approaches: approaches.map((change) => ({
      before: change.before?.name ?? null,
      after: change.after?.name ?? null,
    })),
    rows: rows.map(tableRow),
    isReordered: order !== null,
  };
}

function tableRow({ kind, axis, before, after, cells, ...leaders }: RowChange): DifferenceTableRow {
  const textOf = (cell: Cell | null): string | null => cell && displayCell(cell);
  return {
    kind,
    axis: axis.name,
    verdict: { before: before?.verdict ?? null, after: after?.verdict ?? null },
    cells: cells.map((cell) => ({
      approach: cell.approach.name,
      before: textOf(cell.before),
      after: textOf(cell.after),
    })),
    newLeaders: leaders.newLeaders.map(({ name }) => name),
    formerLeaders: leaders.formerLeaders.map(({ name }) => name),
  };
}
