import type { Account } from '../draft/account.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { Sections } from '../outline/sections.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/words.js';

/** Reads a table that has a row for each subject below the names of what it says of them; whether it is one. */
export function readSubjectRows(
  rows: readonly (readonly Words[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  account: Account,
  sections: Sections,
): boolean {
  const nameAt = [0, 1].find((column) => {
    const named = rows.map((row) => names.exactly(row[column]?.text ?? ''));
    const hasMore = rows.some((row) => row.slice(column + 1).some((cell) => !cell.isBlank));
    return hasMore && new Set(named.filter((subject) => subject !== null)).size >= 2;
  });
  if (nameAt === undefined) return false;
  const subjects = rows.map((row) => names.exactly(row[nameAt]?.text ?? ''));
  const start = headRowsOf(rows);
  if (subjects.slice(0, start).some((subject) => subject !== null)) return true;
  const [top = []] = rows;
  const header = rows[start - 1] ?? [];
  for (const cell of rows.slice(0, start).flat()) account.mark(cell, 'NAMED', 'a column head');
  rows.slice(start).forEach((row, index) => {
    const subject = subjects[index + start];
    if (subject === null || subject === undefined) return;
    row.slice(0, nameAt + 1).forEach((cell) => account.mark(cell, 'NAMED', 'a row head'));
    row.forEach((cell, column) => {
      const dimension = header[column];
      if (column <= nameAt || !dimension || dimension.isBlank || cell.isBlank) return;
      const over = top[column];
      const isUnder = over !== undefined && over !== dimension && !over.isBlank;
      builder.value(subject, dimension, isUnder ? over.text : (sections.path.at(-1) ?? null), cell, {
        words: cell,
        under: [...sections.path, ...(isUnder ? [over.text] : []), dimension.text],
      });
    });
  });
  return true;
}

/** How many rows head a table: more than one where cells of the first go on in the next. */
function headRowsOf(rows: readonly (readonly Words[])[]): number {
  let count = 1;
  while (
    count < rows.length - 1 &&
    rows[count]?.some((cell, column) => !cell.isBlank && cell === rows[count - 1]?.[column])
  )
    count += 1;
  return count;
}
