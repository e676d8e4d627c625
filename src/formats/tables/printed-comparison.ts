import { fold } from '../../graph/text/fold.js';
import { groupsOfKinds, type ComparisonTableRow } from '../comparison/comparison-table.js';
import { csvHead } from '../comparison/csv-table.js';
import type { GridReport } from './grid-report.js';
import type { PlacedCell } from './grid-text.js';
import type { TableDraft } from './table-draft.js';

/** Whether a row is the head of a comparison as `printCsvTable` prints it. */
export function isPrintedHead(head: readonly string[]): boolean {
  const { before, after } = csvHead;
  return (
    head.length > before.length + 1 && before.every((word, at) => head[at] === word) && head.at(-1) === after
  );
}

/**
 * Reads a comparison that was printed: each row says what it is about, and what stands between that and the verdict
 * are the cells of the approaches. The verdicts follow from the cells, and are not kept.
 * @param sheet where the table is, if it is one of several
 */
export function readPrintedComparison(
  head: readonly PlacedCell[],
  body: readonly (readonly PlacedCell[])[],
  sheet: string | null,
  { draft, report }: { readonly draft: TableDraft; readonly report: GridReport },
): void {
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
      const named = group.text === groupsOfKinds.DIMENSION ? null : group.text;
      draft.dimension({ cell: axis, at, group: named }, cells, sheet);
    } else {
      draft.link(kind.text, axis, cells, sheet);
    }
    report.mark(kind, 'NAMED', `what ${axis.text} is`);
    report.mark(group, 'NAMED', `the group of ${axis.text}`);
    const verdict = row[first + approaches.length];
    if (verdict) report.mark(verdict, 'FURNITURE', 'a verdict, which follows from the cells');
  }
  for (const cell of approaches) draft.approach(cell);
}

function isKind(word: string): word is ComparisonTableRow['axis']['kind'] {
  return Object.hasOwn(groupsOfKinds, word);
}
