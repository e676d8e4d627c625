import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell, maxPositions } from './make-grid.js';
import type { TableForm } from './table-form.js';

/**
 * Tables in boxes of `+`, `-` and `|`, or of box-drawing characters: grid tables of reStructuredText, whose cells may
 * have several lines and span rows or columns, and the output of database clients. A rule of `=` among rules of `-`
 * marks the rows above it as the head.
 */
export const boxes: TableForm = {
  name: 'boxes',
  tableAt(lines, start) {
    const top = plain(lines[start]);
    if (
      !fullRule.test(top) ||
      !plain(lines[start + 1])
        .trimStart()
        .startsWith('|')
    )
      return null;
    const columns = top.split('+').length - 2;
    let end = start + 1;
    while (boxLine.test(plain(lines[end])) && (end - start) * columns < maxPositions) end += 1;
    const box = lines.slice(start, end);
    const texts = box.map(plain);
    const rows = texts.every((text) => fullRule.test(text) || barsIn(text).length === columns + 1)
      ? rowsBetweenRules(box, texts)
      : spanningRows(box, texts);
    return rows === null || rows.length < 2 ? null : { rows, end };
  },
};

const fullRule = /^\s*\+(?:[-=]+\+)+\s*$/u;
const boxLine = /^\s*[|+].*[|+]\s*$/u;

/** The text of a line with ASCII characters instead of box-drawing characters. The offsets are the same. */
function plain(line: PlacedText | undefined): string {
  const text = line?.text ?? '';
  return /[\u2500-\u257f]/u.test(text)
    ? text
        .replace(/[│┃║╎╏┆┇┊┋]/gu, '|')
        .replace(/[─━╌╍┄┅┈┉]/gu, '-')
        .replace(/═/gu, '=')
        .replace(/[\u2500-\u257f]/gu, '+')
    : text;
}

function barsIn(text: string): readonly number[] {
  return [...text.matchAll(/\|/gu)].map(({ index }) => index);
}

/** Whether the second rule has `=`, and another rule has none. */
function hasHead(texts: readonly string[]): boolean {
  const rules = texts.filter((text) => fullRule.test(text));
  return (rules[1]?.includes('=') ?? false) && rules.some((text) => !text.includes('='));
}

/**
 * Reads rows whose cells do not span. If several rules separate the lines, the lines between two rules are one row. If
 * one rule does, the lines above it are the head, and each line below it starts a row unless its first cell is blank.
 * If none does, each line is a row.
 */
function rowsBetweenRules(
  box: readonly PlacedText[],
  texts: readonly string[],
): readonly (readonly TableCell[])[] {
  const bands: (readonly PlacedText[])[][] = [[]];
  box.forEach((line, index) => {
    const text = texts[index] ?? '';
    if (fullRule.test(text)) bands.push([]);
    else {
      const bars = barsIn(text);
      const cells = bars.slice(1).map((bar, at) => line.slice((bars[at] ?? 0) + 1, bar).trim());
      bands.at(-1)?.push(cells);
    }
  });
  const filled = bands.filter((band) => band.length > 0);
  const [head = [], body = []] = filled;
  const isOpen = filled.length <= 2;
  const rows = isOpen
    ? [...(filled.length === 2 ? [joinLines(head)] : head), ...joinContinued(filled.length === 2 ? body : [])]
    : filled.map(joinLines);
  const headRows = hasHead(texts) || (isOpen && filled.length === 2) ? 1 : 0;
  return rows.map((cells, row) => cells.map((cell) => lineCell(cell, row < headRows)));
}

function joinLines(lines: readonly (readonly PlacedText[])[]): readonly PlacedText[] {
  const [first = []] = lines;
  return lines.length === 1
    ? first
    : first.map((_, column) =>
        PlacedText.join(
          lines.map((cells) => cells[column] ?? PlacedText.empty),
          ' ',
        ),
      );
}

/** Joins each line whose first cell is blank with the row above it. */
function joinContinued(lines: readonly (readonly PlacedText[])[]): readonly (readonly PlacedText[])[] {
  const rows: (readonly PlacedText[])[][] = [];
  for (const cells of lines) {
    if (rows.length > 0 && cells[0]?.text === '') rows.at(-1)?.push(cells);
    else rows.push([cells]);
  }
  return rows.map(joinLines);
}

/** Reads rows with cells that span rows or columns. @returns null if there are too many positions */
function spanningRows(
  box: readonly PlacedText[],
  texts: readonly string[],
): readonly (readonly TableCell[])[] | null {
  const bounds = boundsOf(texts);
  const columns = bounds.length - 1;
  if (texts.length * columns > maxPositions) return null;
  const isRuled = (line: number, column: number): boolean =>
    /^[-=+]+$/u.test((texts[line] ?? '').slice((bounds[column] ?? 0) + 1, bounds[column + 1]));
  const rules = texts.flatMap((_, line) =>
    Array.from({ length: columns }, (__, column) => column).some((column) => isRuled(line, column))
      ? [line]
      : [],
  );
  const bands = rules.slice(1).map((bottom, index) => ({ top: rules[index] ?? 0, bottom }));
  const headRows = hasHead(texts) ? bands.findIndex(({ bottom }) => /=/u.test(texts[bottom] ?? '')) + 1 : 0;
  const isCovered = bands.map(() => new Array<boolean>(columns).fill(false));
  return bands.map(({ top, bottom }, row) => {
    const cells: TableCell[] = [];
    const hasBar = (column: number): boolean =>
      texts.slice(top + 1, bottom).every((text) => /[|+]/u.test(text[bounds[column] ?? 0] ?? ''));
    for (let column = 0; column < columns; column += 1) {
      if (isCovered[row]?.[column]) continue;
      let right = column + 1;
      while (right < columns && !hasBar(right)) right += 1;
      let below = row + 1;
      while (below < bands.length && !isRuled(bands[below - 1]?.bottom ?? 0, column)) below += 1;
      for (let covered = row; covered < below; covered += 1) isCovered[covered]?.fill(true, column, right);
      const parts = box
        .slice(top + 1, bands[below - 1]?.bottom)
        .map((line) => line.slice((bounds[column] ?? 0) + 1, bounds[right] ?? 0).trim());
      const cell = lineCell(PlacedText.join(parts, ' '), row < headRows);
      cells.push({ ...cell, rowSpan: below - row, columnSpan: right - column });
      column = right - 1;
    }
    return cells;
  });
}

/** The offsets of the bounds of columns, which are the offsets of `+` in rules. */
function boundsOf(texts: readonly string[]): readonly number[] {
  const offsets = new Set<number>();
  for (const text of texts) {
    for (const { index } of text.matchAll(/\+(?=[-=]+\+|\s*$)|(?<=[-=])\+/gu)) offsets.add(index);
  }
  return [...offsets].sort((a, b) => a - b);
}
