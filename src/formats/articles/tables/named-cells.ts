import type { Block, TableBlock } from '../../input/block.js';
import type { FoundTable } from './cell-tables.js';
import { trimLabel } from '../text/label.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { textGrid } from '../../tables/model/text-grid.js';
import { PlacedText } from '../../input/placed-text.js';

const maxNameLength = 60;

/**
 * Finds table rows, one per line, in which each cell starts with the name of its subject: "Price Lease: low ·
 * Loan: high". Cells may be glued.
 */
export function namedCellsAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
): FoundTable | null {
  const rows: (readonly PlacedText[])[] = [];
  let end = index;
  for (; end < blocks.length; end += 1) {
    const block = blocks[end];
    if (block?.kind !== 'line') break;
    const row = rowIn(block.content, names);
    if (!row) break;
    rows.push(row);
  }
  if (rows.length < 2) return null;
  const position = rows[0]?.[0]?.start ?? 0;
  const header = names.subjects.map(({ name }) => PlacedText.decoded(name, position, position));
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid('lines', [[PlacedText.empty, ...header], ...rows], {
      confidences: [1, ...rows.map(() => 0.9)],
    }),
  };
  return { blocks: [table], end };
}

interface NamedCell {
  readonly subject: number;
  readonly start: number;
  readonly end: number;
}

function rowIn(content: PlacedText, names: SubjectNames): readonly PlacedText[] | null {
  const { text } = content;
  if (text.length > 600) return null;
  const namedCells: NamedCell[] = [];
  for (const { 0: colon, index } of text.matchAll(/\s*[:：]\s+(?=\S)/gu)) {
    const name = nameBefore(text.slice(0, index), names);
    if (name) namedCells.push({ ...name, end: index + colon.length });
  }
  const [first] = namedCells;
  if (
    !first ||
    namedCells.length < 2 ||
    new Set(namedCells.map(({ subject }) => subject)).size < namedCells.length
  )
    return null;
  const label = trimLabel(content.slice(0, first.start));
  const count = label.text.split(/\s+/u).length;
  if (label.isBlank || count > 7 || /[.;!]\s/u.test(label.text)) return null;
  const cells = names.subjects.map((_, subject) => {
    const cellIndex = namedCells.findIndex((cell) => cell.subject === subject);
    const namedCell = namedCells[cellIndex];
    return namedCell
      ? trimSeparator(content.slice(namedCell.end, namedCells[cellIndex + 1]?.start))
      : PlacedText.empty;
  });
  return [label, ...cells];
}

/** Finds the longest subject name at the end of a text. The name may be glued to the text before it. */
function nameBefore(text: string, names: SubjectNames): { subject: number; start: number } | null {
  const from = Math.max(0, text.length - maxNameLength);
  const tail = text.slice(from);
  for (const { index } of tail.matchAll(/(?<=^|\s|[\p{Ll}\p{N}?)])(?=[\p{L}\p{N}])/gu)) {
    const isCandidate = /^$|\s$/u.test(tail.slice(0, index)) || /^\p{Lu}/u.test(tail.slice(index));
    const subject = isCandidate ? names.exactly(tail.slice(index)) : null;
    if (subject !== null) return { subject, start: from + index };
  }
  return null;
}

/** Removes the separator at the end of a cell. */
function trimSeparator(cell: PlacedText): PlacedText {
  const tail = /[\s·•|/;,–—-]+$/u.exec(cell.text)?.[0].length ?? 0;
  return cell.slice(0, cell.text.length - tail).trim();
}
