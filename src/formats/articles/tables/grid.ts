import type { Account } from '../draft/account.js';
import type { TableBlock } from '../markup/block.js';
import { readChoices } from './choice-table.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { readProsAndCons } from './pros-and-cons-table.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { readSubjectRows } from './subject-rows.js';
import { numberHead } from './table-head.js';
import { Words } from '../text/words.js';

/** How many rows, with their head, a table without names may have to be about one aspect alone. */
const mostUnderAspect = 5;

/** States what a table says: along its rows, or its columns, or which subject suits which case. */
export function readGrid(
  table: TableBlock,
  names: SubjectNames,
  builder: DraftBuilder,
  account: Account,
  sections: Sections,
): void {
  const { rows, confidences } = table;
  const headerAt = rows
    .slice(0, 2)
    .findIndex((row) => subjectsIn(row, names).filter((subject) => subject !== null).length >= 2);
  const header = rows[Math.max(headerAt, 0)] ?? [];
  if (readChoices(rows, names, builder, account, sections)) return;
  if (namesRowsOnly(rows, names) && readSubjectRows(rows, names, builder, account, sections)) return;
  if (headerAt >= 0)
    return readColumns(
      rows,
      headerAt,
      completed(subjectsIn(header, names), names),
      confidences,
      builder,
      account,
      sections,
    );
  if (readSubjectRows(rows, names, builder, account, sections)) return;
  if (readProsAndCons(rows, names, builder, account, sections)) return;
  const widest = Math.max(...rows.map((row) => row.length));
  const known = subjectsIn(header, names).filter((subject) => subject !== null);
  if (names.count >= 2 && widest === names.count + 1 && (known.length > 0 || sections.isAboutDifferences)) {
    // The head names at most one of them: then the columns stand as the title does.
    const columns = [null, ...names.subjects.map((_, index) => index)];
    const fits =
      known.length === 0 ||
      columns.every((column, index) => {
        const said = subjectsIn(header, names)[index];
        return said === null || said === undefined || said === column;
      });
    const order = fits ? columns : [null, ...names.subjects.map((_, index) => names.count - 1 - index)];
    readColumns(
      rows,
      0,
      order,
      rows.map(() => 0.6),
      builder,
      account,
      sections,
    );
  }
}

/** Whether the first column names all subjects, and the head none of them by its whole name: words of theirs may stand there. */
function namesRowsOnly(rows: readonly (readonly Words[])[], names: SubjectNames): boolean {
  const [header = [], ...others] = rows;
  const named = others.map((row) => names.exactly(row[0]?.text ?? ''));
  return (
    new Set(named.filter((subject) => subject !== null)).size === names.count &&
    header.every(({ text }) => names.exactly(text) === null)
  );
}

function subjectsIn(row: readonly Words[], names: SubjectNames): readonly (number | null)[] {
  return row.map(
    ({ text }) => names.exactly(text) ?? (text.split(/\s+/u).length <= 6 ? names.ownerOf(text) : null),
  );
}

/** Columns where all subjects but one are known: the last column that is left is that one's. */
function completed(columns: readonly (number | null)[], names: SubjectNames): readonly (number | null)[] {
  const seen = new Set<number>();
  const unique = columns.map((subject) => {
    if (subject === null || seen.has(subject)) return null;
    seen.add(subject);
    return subject;
  });
  const missing = names.subjects.map((_, index) => index).filter((index) => !seen.has(index));
  const free = unique
    .map((subject, index) => ({ subject, index }))
    .filter(({ subject, index }) => subject === null && index > 0);
  const [only] = missing;
  if (missing.length === 1 && free.length === 1 && only !== undefined && unique.length === names.count + 1) {
    return unique.map((subject, index) => (index === free[0]?.index ? only : subject));
  }
  return unique;
}

function readColumns(
  rows: readonly (readonly Words[])[],
  headerAt: number,
  columns: readonly (number | null)[],
  confidences: readonly number[] | null,
  builder: DraftBuilder,
  account: Account,
  sections: Sections,
): void {
  const header = rows[headerAt] ?? [];
  const firstSubject = columns.findIndex((subject) => subject !== null);
  const isLabel = (subject: number | null, index: number): boolean =>
    subject === null && !isNumbering(header[index]?.text ?? '', rows, headerAt, index);
  const firstLabel = columns.findIndex(isLabel);
  const isGrouped =
    columns[firstLabel + 1] === null && isLabel(null, firstLabel + 1) && repeats(rows, headerAt, firstLabel);
  const labelAt = isGrouped && firstLabel + 1 < firstSubject ? firstLabel + 1 : firstLabel;
  const isLabelled = labelAt >= 0 && (labelAt < firstSubject || namesRows(rows, headerAt, labelAt));
  let group = sections.path.at(-1) ?? null;
  const seen: Words[] = [];
  rows.forEach((row, index) => {
    if (index <= headerAt) {
      for (const cell of row) account.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const label = isLabelled ? (row[labelAt] ?? Words.empty) : Words.empty;
    const filled = row.filter((cell) => !cell.isBlank);
    if (filled.every((cell, at) => cell.text === header[at]?.text)) {
      for (const cell of row) account.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const [alone] = filled;
    if (
      isLabelled &&
      filled.length === 1 &&
      alone &&
      row.length > 1 &&
      columns[row.indexOf(alone)] === null
    ) {
      group = alone.text;
      account.mark(alone, 'NAMED', 'the head of a group of rows');
      return;
    }
    if (isLabelled && label.isBlank) return;
    const head = row[firstLabel];
    if (labelAt !== firstLabel && head && !head.isBlank) {
      group = head.text;
      account.mark(head, 'NAMED', 'the head of a group of rows');
    }
    const confidence = confidences?.[index] ?? 1;
    const over = rows.length - headerAt <= mostUnderAspect ? sections.bareAspect : null;
    const dimension = isLabelled
      ? label
      : over !== null
        ? over
        : Words.reading(`Difference ${seen.length + 1}`, row[0]?.start ?? 0, row[0]?.start ?? 0);
    seen.push(label);
    if (isLabelled) account.mark(label, 'NAMED', `the aspect ${label.text}`, confidence);
    row.forEach((cell, column) => {
      const subject = columns[column] ?? null;
      if (subject === null || column === labelAt || cell.isBlank) return;
      if (/^(?:[-–—]+|not stated)$/iu.test(cell.text)) return account.mark(cell, 'NAMED', 'an empty cell');
      const under = isLabelled ? [...sections.path, label.text] : sections.path;
      builder.value(subject, dimension, group, cell, { words: cell, under, confidence });
    });
    const numbering = row.findIndex(
      (_, column) =>
        columns[column] === null &&
        column !== labelAt &&
        isNumbering(header[column]?.text ?? '', rows, headerAt, column),
    );
    if (numbering >= 0 && row[numbering]) account.mark(row[numbering], 'NAMED', 'the number of a row');
  });
}

/** Whether each row has a name of its own in a column. */
function namesRows(rows: readonly (readonly Words[])[], headerAt: number, column: number): boolean {
  const cells = rows.slice(headerAt + 1).map((row) => row[column]?.text ?? '');
  return cells.every((cell) => cell !== '') && new Set(cells).size === cells.length;
}

/** Whether a column has fewer cells than there are rows, or the same in rows that follow each other: it groups them. */
function repeats(rows: readonly (readonly Words[])[], headerAt: number, column: number): boolean {
  const cells = rows.slice(headerAt + 1).map((row) => row[column]?.text ?? '');
  return (
    cells.some((cell, index) => index > 0 && (cell === '' || cell === cells[index - 1])) &&
    cells.filter((cell) => cell !== '').length >= 1
  );
}

/** Whether a column only counts the rows, but for those that head a group. */
function isNumbering(
  head: string,
  rows: readonly (readonly Words[])[],
  headerAt: number,
  column: number,
): boolean {
  if (!numberHead.test(head.trim())) return false;
  const cells = rows
    .slice(headerAt + 1)
    .filter((row) => row.filter((cell) => !cell.isBlank).length > 1)
    .map((row) => row[column]?.text.trim() ?? '');
  return cells.some((cell) => cell !== '') && cells.every((cell) => /^\d*\.?$/u.test(cell));
}
