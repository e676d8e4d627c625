import type { PlacedText } from '../../input/placed-text.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';
import { labelHead } from './text-form.js';

const minRows = 3;
/** The maximum number of lines that are read to decide whether a table starts. */
const sampledLines = 40;
/** The maximum length of a line, in UTF-16 code units. */
const maxLength = 1_000;

const gap = /(?<=\S)[^\S\n]{2,}(?=\S)/gu;
/** Matches the text of a header cell: it starts with a letter, a quotation mark, `(`, `*`, `_`, or a sign for numbers, percent or currency, and has none of `{};<>=`. */
const headText = /^[\p{L}"“‘'(#№*_%$€£][^{};<>=]*$/u;
/** Matches cells with code or command-line options. */
const code = /^(?:\/\/|--?[a-z]|`{3})|[;{}]$|=>/iu;
const marker = /^(?:[-*•+–·▪●]|\(?[\da-z]{1,3}[.)])$/iu;

/**
 * Rows whose cells are separated by two or more spaces. Either all rows have the same number of cells, or the cells are
 * aligned: between neighbouring columns, at least two positions are blank in all rows.
 */
export const spacedColumns: TableForm = {
  name: 'spaced columns',
  tableAt(lines, start) {
    if (!isRow(lines[start])) return null;
    let end = start;
    while (end < start + sampledLines && isCandidate(lines[end])) end += 1;
    const sample = lines.slice(start, end);
    if (sample.length < minRows) return null;
    const count = cellsAtGaps(sample[0] as PlacedText).length;
    const equal = lengthWhile(sample, (line) => isRow(line) && cellsAtGaps(line).length === count);
    const bounds = equal < sample.length ? boundsOf(sample) : null;
    const cellsOf = bounds ? (line: PlacedText) => cellsBetween(line, bounds) : cellsAtGaps;
    const fits = bounds
      ? (line: PlacedText) => isBetween(line, bounds)
      : (line: PlacedText) => isRow(line) && cellsOf(line).length === count;
    if (!bounds && equal < minRows) return null;
    let last = start + (bounds ? sample.length : equal);
    if (last === start + sampledLines)
      for (let line = lines[last]; line && !line.isBlank && fits(line); line = lines[last]) last += 1;
    const rows = lines.slice(start, last).map(cellsOf);
    return areCells(rows)
      ? { rows: rows.map((cells) => cells.map((cell) => lineCell(cell))), end: last }
      : null;
  },
};

function isCandidate(line: PlacedText | undefined): boolean {
  return line !== undefined && !line.isBlank && line.text.length <= maxLength;
}

function isRow(line: PlacedText | undefined): boolean {
  return isCandidate(line) && /\S[^\S\n]{2,}\S/u.test(line?.text ?? '');
}

function lengthWhile<T>(values: readonly T[], predicate: (value: T) => boolean): number {
  const end = values.findIndex((value) => !predicate(value));
  return end < 0 ? values.length : end;
}

function cellsAtGaps(line: PlacedText): readonly PlacedText[] {
  return line.trim().split(gap);
}

/**
 * Finds the offsets at which columns start: at the first position that is filled in a line, and after two or more positions
 * that are blank in all lines. Null if there are fewer than two columns, or if more than a third of the lines have words in
 * at most one column.
 */
function boundsOf(lines: readonly PlacedText[]): readonly number[] | null {
  const length = Math.max(...lines.map(({ text }) => text.length));
  const isFilled = new Uint8Array(length);
  for (const { text } of lines) {
    for (const { 0: word, index } of text.matchAll(/\S+/gu)) isFilled.fill(1, index, index + word.length);
  }
  const starts: number[] = [];
  let blanks = 2;
  for (let at = 0; at < length; at += 1) {
    if (isFilled[at] === 0) blanks += 1;
    else {
      if (blanks >= 2) starts.push(at);
      blanks = 0;
    }
  }
  if (starts.length < 2) return null;
  const single = lines.filter(
    (line) => cellsBetween(line, starts).filter((cell) => !cell.isBlank).length < 2,
  );
  return single.length * 3 > lines.length ? null : starts;
}

function cellsBetween(line: PlacedText, starts: readonly number[]): readonly PlacedText[] {
  return starts.map((start, column) => line.slice(column === 0 ? 0 : start, starts[column + 1]).trim());
}

/** Whether the two positions before each column, except the first, are blank or after the end of the line. */
function isBetween({ text }: PlacedText, starts: readonly number[]): boolean {
  return starts.slice(1).every((start) => /^\s{0,2}$/u.test(text.slice(start - 2, start)));
}

/**
 * Whether rows are the cells of a table with a header row, not list items, labelled lines, options with their explanations,
 * sentences with wide spaces, or code.
 */
function areCells(rows: readonly (readonly PlacedText[])[]): boolean {
  const most = (predicate: (cells: readonly PlacedText[]) => boolean): boolean =>
    rows.filter(predicate).length * 2 > rows.length;
  const [head = []] = rows;
  const [corner = '', ...heads] = head.map(({ text }) => text);
  const isHead = [corner, ...heads].every((text) => text === '' || headText.test(text));
  const isPair = rows.every((cells) => cells.length === 2);
  return (
    isHead &&
    heads.some((text) => text !== '') &&
    (!isPair || labelHead.test(corner)) &&
    !most(([first]) => marker.test(first?.text ?? '') || /[:：]$/u.test(first?.text ?? '')) &&
    !most((cells) => cells.some(({ text }) => code.test(text))) &&
    !most((cells) => cells.slice(0, -1).every(({ text }) => /[.!?]["”)]?$/u.test(text) && text.length > 20))
  );
}
