import type { ReportBuilder } from '../../import/report-builder.js';
import type { TableBlock } from '../../input/block.js';
import { readChoices } from './choice-table.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import { readProsAndCons } from './pros-and-cons-table.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { readSubjectRows } from './subject-rows.js';
import { numberColumnHead } from './header-line.js';
import { PlacedText } from '../../input/placed-text.js';

/**
 * The maximum number of rows, including the head, of a table without row names whose cells are values of the
 * aspect in the heading.
 */
const maxAspectRows = 5;

/** Adds the claims of a table: values by column or by row, use cases, benefits or drawbacks. */
export function readGrid(
  table: TableBlock,
  names: SubjectNames,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): void {
  const { confidences } = table.grid;
  const rows = table.grid.rows.map((row) => row.map((cell) => cell?.content ?? PlacedText.empty));
  const headerAt = rows
    .slice(0, 2)
    .findIndex((row) => subjectsIn(row, names).filter((subject) => subject !== null).length >= 2);
  const header = rows[Math.max(headerAt, 0)] ?? [];
  if (readChoices(rows, names, builder, report, sections)) return;
  if (namesRowsOnly(rows, names) && readSubjectRows(rows, names, builder, report, sections)) return;
  if (headerAt >= 0)
    return readColumns(
      rows,
      headerAt,
      withLastSubject(subjectsIn(header, names), names),
      confidences,
      builder,
      report,
      sections,
    );
  if (readSubjectRows(rows, names, builder, report, sections)) return;
  if (readProsAndCons(rows, names, builder, report, sections)) return;
  const maxWidth = Math.max(...rows.map((row) => row.length));
  const headSubjects = subjectsIn(header, names).filter((subject) => subject !== null);
  if (
    names.count >= 2 &&
    maxWidth === names.count + 1 &&
    (headSubjects.length > 0 || sections.isAboutDifferences)
  ) {
    // The head names at most one subject, so the columns are assigned to the subjects in the order of the title,
    // or in the reverse order if the head contradicts the order of the title.
    const columns = [null, ...names.subjects.map((_, index) => index)];
    const fits =
      headSubjects.length === 0 ||
      columns.every((column, index) => {
        const named = subjectsIn(header, names)[index];
        return named === null || named === undefined || named === column;
      });
    const order = fits ? columns : [null, ...names.subjects.map((_, index) => names.count - 1 - index)];
    readColumns(
      rows,
      0,
      order,
      rows.map(() => 0.6),
      builder,
      report,
      sections,
    );
  }
}

/**
 * Whether the first column names all subjects and no column head is the full name of a subject. A head may
 * contain words of the names.
 */
function namesRowsOnly(rows: readonly (readonly PlacedText[])[], names: SubjectNames): boolean {
  const [header = [], ...others] = rows;
  const named = others.map((row) => names.exactly(row[0]?.text ?? ''));
  return (
    new Set(named.filter((subject) => subject !== null)).size === names.count &&
    header.every(({ text }) => names.exactly(text) === null)
  );
}

function subjectsIn(row: readonly PlacedText[], names: SubjectNames): readonly (number | null)[] {
  return row.map(
    ({ text }) => names.exactly(text) ?? (text.split(/\s+/u).length <= 6 ? names.ownerOf(text) : null),
  );
}

/**
 * Removes repeated subjects from columns. If exactly one subject then has no column, and exactly one column
 * after the first has no subject, assigns the subject to this column.
 */
function withLastSubject(
  columns: readonly (number | null)[],
  names: SubjectNames,
): readonly (number | null)[] {
  const seen = new Set<number>();
  const unique = columns.map((subject) => {
    if (subject === null || seen.has(subject)) return null;
    seen.add(subject);
    return subject;
  });
  const missing = names.subjects.map((_, index) => index).filter((index) => !seen.has(index));
  const openColumns = unique
    .map((subject, index) => ({ subject, index }))
    .filter(({ subject, index }) => subject === null && index > 0);
  const [only] = missing;
  if (
    missing.length === 1 &&
    openColumns.length === 1 &&
    only !== undefined &&
    unique.length === names.count + 1
  ) {
    return unique.map((subject, index) => (index === openColumns[0]?.index ? only : subject));
  }
  return unique;
}

function readColumns(
  rows: readonly (readonly PlacedText[])[],
  headerAt: number,
  columns: readonly (number | null)[],
  confidences: readonly number[] | null,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): void {
  const header = rows[headerAt] ?? [];
  const firstSubject = columns.findIndex((subject) => subject !== null);
  const isLabel = (subject: number | null, index: number): boolean =>
    subject === null && !isNumbering(header[index]?.text ?? '', rows, headerAt, index);
  const firstLabel = columns.findIndex(isLabel);
  const hasGroupColumn =
    columns[firstLabel + 1] === null && isLabel(null, firstLabel + 1) && repeats(rows, headerAt, firstLabel);
  const labelColumn = hasGroupColumn && firstLabel + 1 < firstSubject ? firstLabel + 1 : firstLabel;
  const isLabelled =
    labelColumn >= 0 && (labelColumn < firstSubject || namesRows(rows, headerAt, labelColumn));
  let group = sections.path.at(-1) ?? null;
  const seen: PlacedText[] = [];
  rows.forEach((row, index) => {
    if (index <= headerAt) {
      for (const cell of row) report.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const label = isLabelled ? (row[labelColumn] ?? PlacedText.empty) : PlacedText.empty;
    const filled = row.filter((cell) => !cell.isBlank);
    if (filled.every((cell, at) => cell.text === header[at]?.text)) {
      for (const cell of row) report.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const [onlyCell] = filled;
    if (
      isLabelled &&
      filled.length === 1 &&
      onlyCell &&
      row.length > 1 &&
      columns[row.indexOf(onlyCell)] === null
    ) {
      group = onlyCell.text;
      report.mark(onlyCell, 'NAMED', 'the head of a group of rows');
      return;
    }
    if (isLabelled && label.isBlank) return;
    const head = row[firstLabel];
    if (labelColumn !== firstLabel && head && !head.isBlank) {
      group = head.text;
      report.mark(head, 'NAMED', 'the head of a group of rows');
    }
    const confidence = confidences?.[index] ?? 1;
    const headingAspect = rows.length - headerAt <= maxAspectRows ? sections.bareAspect : null;
    const dimension = isLabelled
      ? label
      : headingAspect !== null
        ? headingAspect
        : PlacedText.decoded(`Difference ${seen.length + 1}`, row[0]?.start ?? 0, row[0]?.start ?? 0);
    seen.push(label);
    if (isLabelled) report.mark(label, 'NAMED', `the aspect ${label.text}`, confidence);
    row.forEach((cell, column) => {
      const subject = columns[column] ?? null;
      if (subject === null || column === labelColumn || cell.isBlank) return;
      if (/^(?:[-–—]+|not stated)$/iu.test(cell.text)) return report.mark(cell, 'NAMED', 'an empty cell');
      const headings = isLabelled ? [...sections.path, label.text] : sections.path;
      builder.value(subject, dimension, group, cell, { content: cell, headings, confidence });
    });
    const numbering = row.findIndex(
      (_, column) =>
        columns[column] === null &&
        column !== labelColumn &&
        isNumbering(header[column]?.text ?? '', rows, headerAt, column),
    );
    if (numbering >= 0 && row[numbering]) report.mark(row[numbering], 'NAMED', 'the number of a row');
  });
}

/** Whether a column contains a distinct name for each row. */
function namesRows(rows: readonly (readonly PlacedText[])[], headerAt: number, column: number): boolean {
  const cells = rows.slice(headerAt + 1).map((row) => row[column]?.text ?? '');
  return cells.every((cell) => cell !== '') && new Set(cells).size === cells.length;
}

/** Whether a column groups the rows: it has empty cells, or equal cells in consecutive rows. */
function repeats(rows: readonly (readonly PlacedText[])[], headerAt: number, column: number): boolean {
  const cells = rows.slice(headerAt + 1).map((row) => row[column]?.text ?? '');
  return (
    cells.some((cell, index) => index > 0 && (cell === '' || cell === cells[index - 1])) &&
    cells.filter((cell) => cell !== '').length >= 1
  );
}

/** Whether a column only numbers the rows. Rows with a single cell, such as heads of groups, are ignored. */
function isNumbering(
  head: string,
  rows: readonly (readonly PlacedText[])[],
  headerAt: number,
  column: number,
): boolean {
  if (!numberColumnHead.test(head.trim())) return false;
  const cells = rows
    .slice(headerAt + 1)
    .filter((row) => row.filter((cell) => !cell.isBlank).length > 1)
    .map((row) => row[column]?.text.trim() ?? '');
  return cells.some((cell) => cell !== '') && cells.every((cell) => /^\d*\.?$/u.test(cell));
}
