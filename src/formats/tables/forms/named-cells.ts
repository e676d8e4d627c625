import { PlacedText } from '../../input/placed-text.js';
import type { DocumentWords } from './document-words.js';
import { lineCell } from './make-grid.js';
import type { TextForm } from './text-form.js';

const maxNameLength = 60;
const maxRowLength = 600;
const maxLabelWords = 7;

/**
 * Rows, one on each line, in which each cell starts with the name of its column: "Price Lease: low · Loan: high". Cells
 * may be glued.
 */
export const namedCells: TextForm = {
  name: 'named cells',
  tableAt({ lines, words }, start) {
    const rows: NamedRow[] = [];
    let end = start;
    for (let line = lines[end]; line?.kind === 'line'; line = lines[end]) {
      const row = rowIn(line.content, words);
      if (!row) break;
      rows.push(row);
      end += 1;
    }
    if (rows.length < 2) return null;
    const heads = new Map<number, PlacedText>();
    for (const { cells } of rows)
      for (const { name, head } of cells) if (!heads.has(name)) heads.set(name, head);
    return {
      rows: [
        [PlacedText.empty, ...heads.values()].map((cell) => lineCell(cell, true)),
        ...rows.map(({ label, cells }) => [
          lineCell(label),
          ...[...heads.keys()].map((name) =>
            lineCell(cells.find((cell) => cell.name === name)?.content ?? PlacedText.empty),
          ),
        ]),
      ],
      confidences: [1, ...rows.map(() => 0.9)],
      end,
    };
  },
};

interface NamedRow {
  readonly label: PlacedText;
  readonly cells: readonly {
    readonly name: number;
    readonly head: PlacedText;
    readonly content: PlacedText;
  }[];
}

function rowIn(content: PlacedText, words: DocumentWords): NamedRow | null {
  const { text } = content;
  if (text.length > maxRowLength) return null;
  const starts: { name: number; start: number; nameEnd: number; end: number }[] = [];
  for (const { 0: colon, index } of text.matchAll(/\s*[:：]\s+(?=\S)/gu)) {
    const found = nameBefore(text.slice(0, index), words);
    if (found) starts.push({ ...found, nameEnd: index, end: index + colon.length });
  }
  const [first] = starts;
  if (!first || starts.length < 2 || new Set(starts.map(({ name }) => name)).size < starts.length)
    return null;
  const label = trimEnd(content.slice(0, first.start)).trim();
  if (label.isBlank || label.text.split(/\s+/u).length > maxLabelWords || /[.;!]\s/u.test(label.text))
    return null;
  return {
    label,
    cells: starts.map(({ name, start, nameEnd, end }, index) => ({
      name,
      head: content.slice(start, nameEnd),
      content: trimEnd(content.slice(end, starts[index + 1]?.start)).trim(),
    })),
  };
}

/** Finds the longest name of a witness at the end of a text. The name may be glued to the text before it. */
function nameBefore(text: string, words: DocumentWords): { name: number; start: number } | null {
  const from = Math.max(0, text.length - maxNameLength);
  const tail = text.slice(from);
  for (const { index } of tail.matchAll(/(?<=^|\s|[\p{Ll}\p{N}?)])(?=[\p{L}\p{N}])/gu)) {
    const isCandidate = /^$|\s$/u.test(tail.slice(0, index)) || /^\p{Lu}/u.test(tail.slice(index));
    const name = isCandidate ? words.nameIn(tail.slice(index)) : null;
    if (name !== null) return { name, start: from + index };
  }
  return null;
}

/** Removes the separator or colon at the end of a cell or label. */
function trimEnd(cell: PlacedText): PlacedText {
  const tail = /[\s·•|/;,:：–—-]+$/u.exec(cell.text)?.[0].length ?? 0;
  return cell.slice(0, cell.text.length - tail);
}
