import { fold } from '../../graph/text/fold.js';
import type { AxisKind } from '../../graph/claim.js';
import { csvHead, kindNames } from '../comparison/csv-table.js';
import type { CellParsers } from './cells/cell-parsers.js';
import type { GridReport } from './grid-report.js';
import type { PlacedCell } from './grid-text.js';
import type { TableDraft } from './table-draft.js';

/** Whether a row is the head of a comparison that `printCsvTable` printed. */
export function isPrintedHead(head: readonly string[]): boolean {
  const { before, after } = csvHead;
  return (
    head.length > before.length + 1 && before.every((name, at) => head[at] === name) && head.at(-1) === after
  );
}

/**
 * Reads a comparison that `printCsvTable` printed. Each row has its axis, the cells of the approaches, and
 * its verdict. Verdicts are ignored, since they are computed from the cells.
 * @param sheet the name of the table; null if the input has only one table
 */
export function readPrintedComparison(
  head: readonly PlacedCell[],
  body: readonly (readonly PlacedCell[])[],
  sheet: string | null,
  {
    draft,
    parsers,
    report,
  }: { readonly draft: TableDraft; readonly parsers: CellParsers; readonly report: GridReport },
): void {
  const notation = { separator: ',', sign: '.', isCanonical: true } as const;
  const first = csvHead.before.length;
  const approaches = head.slice(first, -1);
  for (const cell of head) report.mark(cell, 'NAMED', 'the head of a column');
  for (const [at, row] of body.entries()) {
    const [kind, group, axis] = row;
    if (!kind || !group || !axis || fold(axis.text) === '' || !isKind(kind.text)) continue;
    const cells = approaches.flatMap((approach, index) => {
      const cell = row[first + index];
      return cell && cell.text !== '' ? [{ approach: approach.text, cell }] : [];
    });
    if (kind.text === 'DIMENSION') {
      const dimensionGroup = group.text === kindNames.DIMENSION ? null : group.text;
      draft.dimension({ cell: axis, at, group: dimensionGroup }, cells, { sheet, notation, parsers });
    } else {
      draft.link(kind.text, axis, cells, sheet);
    }
    report.mark(kind, 'NAMED', `the kind of ${axis.text}`);
    report.mark(group, 'NAMED', `the group of ${axis.text}`);
    const verdict = row[first + approaches.length];
    if (verdict) report.mark(verdict, 'MARKUP', 'a verdict, which follows from the cells');
  }
  for (const cell of approaches) draft.approach(cell);
}

function isKind(name: string): name is AxisKind {
  return Object.hasOwn(kindNames, name);
}
