import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { lineCell, maxPositions } from './make-grid.js';
import type { TableForm } from './table-form.js';

/** The minimum number of bars within a row, and of rows, if the table has neither a rule nor bars at both ends. */
const minBarsOfOpenRow = 2;
const minOpenRows = 3;

const doubleBars = /^\s*\|\|(?:[^|]+\|\|)+\s*$/u;

/**
 * Rows whose cells are separated by `|`, as in Markdown, with or without bars at the ends, rules, or single empty lines
 * between the rows. `\|` is a bar within a cell.
 */
export const pipes: TableForm = {
  name: 'pipes',
  tableAt(lines, start) {
    if (!isRow(lines[start])) return null;
    const isSpaced = isBarred(lines[start]) && (lines[start + 1]?.isBlank ?? false);
    const second = isSpaced ? start + 2 : start + 1;
    if (!isRow(lines[second]) || (isSpaced && !isBarred(lines[second]))) return null;
    const startsWithRule = isRule(lines[start], true);
    const hasRule = startsWithRule || isRule(lines[second], true);
    if (!hasRule && !areOpenRows(lines, start, second)) return null;
    const rows: (readonly TableCell[])[] = [];
    let end = start;
    let cells = 0;
    let hasHead = false;
    for (let at = start; isRow(lines[at]);) {
      const line = lines[at] as PlacedText;
      const next = isSpaced && lines[at + 1]?.isBlank ? at + 2 : at + 1;
      // Between empty lines, a further row above a rule is the head of another table.
      if (isSpaced && hasHead && isRule(lines[next], false) && !isRule(line, false)) break;
      const isRuleHere = isRule(line, at === start || at === second);
      // Otherwise, many rules without a row would be read again from each of them.
      if (isRuleHere && rows.length === 0 && at > second) return null;
      if (isRuleHere) hasHead ||= rows.length === 1;
      else if (cells <= maxPositions) cells += rows[rows.push(cellsIn(line)) - 1]?.length ?? 0;
      end = at + 1;
      if (isSpaced && !isBarred(lines[next])) break;
      at = next;
    }
    if (rows.length < (hasHead ? 1 : 2)) return null;
    const [head = [], ...body] = rows;
    return { rows: hasHead ? [head.map((cell) => ({ ...cell, isHead: true })), ...body] : rows, end };
  },
};

/** Whether lines without a rule are rows: both have bars at both ends, or several have the same number of bars. */
function areOpenRows(lines: readonly PlacedText[], start: number, second: number): boolean {
  const count = barsIn(lines[start]);
  if (isBarred(lines[start]) && isBarred(lines[second])) return count >= 3 && barsIn(lines[second]) >= 2;
  const sample = lines.slice(start, start + minOpenRows);
  return (
    count >= minBarsOfOpenRow &&
    sample.length === minOpenRows &&
    // Statements of a program may have bars, too.
    sample.every((line) => barsIn(line) === count && !/[;{]\s*$/u.test(line.text))
  );
}

function isRow(line: PlacedText | undefined): boolean {
  return barsIn(line) > 0 || /^[\s:=+-]*\+[\s:=+-]*$/u.test(line?.text ?? '');
}

function isBarred(line: PlacedText | undefined): boolean {
  return /^\s*\|.*\|\s*$/u.test(line?.text ?? '');
}

/**
 * Whether a line is a rule between rows.
 * @param isFirst whether it is the first or second line, where a single dash suffices
 */
function isRule(line: PlacedText | undefined, isFirst: boolean): boolean {
  const text = line?.text ?? '';
  if (!/[|+]/u.test(text)) return false;
  return (isFirst ? /^[\s|+:=-]*[-=][\s|+:=-]*$/u : /^[\s|+:]*(?:[-=]{3,}[\s|+:]*)+$/u).test(text);
}

/** The number of bars in a line that separate cells. */
function barsIn(line: PlacedText | undefined): number {
  return line === undefined || !line.text.includes('|') ? 0 : barOffsets(line.text).length;
}

function barOffsets(text: string): readonly number[] {
  return [...text.matchAll(/\\.|\|/gu)].filter(([match]) => match === '|').map(({ index }) => index);
}

function cellsIn(line: PlacedText): readonly TableCell[] {
  const { text } = line;
  // Heads between double bars, as in Confluence and Jira.
  if (doubleBars.test(text)) {
    const heads = line.trim().split(/\|\|/gu).slice(1, -1);
    return heads.map((cell) => lineCell(cell.trim(), true));
  }
  const bounds = [-1, ...barOffsets(text), text.length];
  const cells = bounds
    .slice(1)
    .map((end, index) => line.slice((bounds[index] ?? 0) + 1, end).trim())
    .map((cell) => lineCell(unescapeBars(cell)));
  if (/^\s*\|/u.test(text)) cells.shift();
  if (/\|\s*$/u.test(text) && cells.length > 1 && bounds.length > 2) cells.pop();
  return cells;
}

function unescapeBars(cell: PlacedText): PlacedText {
  return cell.text.includes('\\|') ? PlacedText.join(cell.split(/\\(?=\|)/gu)) : cell;
}
