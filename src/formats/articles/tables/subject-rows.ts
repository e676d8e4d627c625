import type { ReportBuilder } from '../../import/report-builder.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { PlacedText } from '../../input/placed-text.js';

/**
 * Reads a table with a row for each subject and a column for each dimension. Adds nothing if a head row names a
 * subject in the column of the names.
 * @returns whether the table has this layout
 */
export function readSubjectRows(
  rows: readonly (readonly PlacedText[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  report: ReportBuilder,
  sections: Sections,
): boolean {
  const nameColumn = [0, 1].find((column) => {
    const named = rows.map((row) => names.exactly(row[column]?.text ?? ''));
    const hasMore = rows.some((row) => row.slice(column + 1).some((cell) => !cell.isBlank));
    return hasMore && new Set(named.filter((subject) => subject !== null)).size >= 2;
  });
  if (nameColumn === undefined) return false;
  const subjects = rows.map((row) => names.exactly(row[nameColumn]?.text ?? ''));
  const start = headRowsOf(rows);
  if (subjects.slice(0, start).some((subject) => subject !== null)) return true;
  const [firstRow = []] = rows;
  const header = rows[start - 1] ?? [];
  for (const cell of rows.slice(0, start).flat()) report.mark(cell, 'NAMED', 'a column head');
  rows.slice(start).forEach((row, index) => {
    const subject = subjects[index + start];
    if (subject === null || subject === undefined) return;
    row.slice(0, nameColumn + 1).forEach((cell) => report.mark(cell, 'NAMED', 'a row head'));
    row.forEach((cell, column) => {
      const dimension = header[column];
      if (column <= nameColumn || !dimension || dimension.isBlank || cell.isBlank) return;
      const groupHead = firstRow[column];
      const hasGroupHead = groupHead !== undefined && groupHead !== dimension && !groupHead.isBlank;
      builder.value(
        subject,
        dimension,
        hasGroupHead ? groupHead.text : (sections.path.at(-1) ?? null),
        cell,
        {
          content: cell,
          headings: [...sections.path, ...(hasGroupHead ? [groupHead.text] : []), dimension.text],
        },
      );
    });
  });
  return true;
}

/** The number of head rows: more than one if cells of the first row span several rows. */
function headRowsOf(rows: readonly (readonly PlacedText[])[]): number {
  let count = 1;
  while (
    count < rows.length - 1 &&
    rows[count]?.some((cell, column) => !cell.isBlank && cell === rows[count - 1]?.[column])
  )
    count += 1;
  return count;
}
