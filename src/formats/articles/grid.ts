import type { Account } from './account.js';
import type { TableBlock } from './block.js';
import { bare } from './cues.js';
import type { DraftBuilder } from './draft-builder.js';
import type { Sections } from './sections.js';
import type { SubjectNames } from './subject-names.js';
import { Words } from './words.js';

const numberHead = /^(?:sr\.?|s\.?|serial|sl\.?)?\s*(?:no\.?|number|#|№)?$/iu;
const situationHead =
  /^(?:use cases?|scenarios?|situations?|if you|when|needs?|your needs?|goals?|case|requirements?|you (?:want|need)|best for|priority)\b/u;
const choiceHead =
  /^(?:choose|pick|recommend(?:ed|ation)?|best (?:choice|option|fit|pick)|winner|go with|use|our pick|better (?:choice|option)|suggested|choice)\b/u;

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
  const firsts = rows.map((row) => names.exactly(row[0]?.text ?? ''));
  if (new Set(firsts.filter((subject) => subject !== null)).size >= 2)
    return readRows(rows, firsts, builder, account, sections);
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
  const labelAt = columns.findIndex(
    (subject, index) => subject === null && !isNumbering(header[index]?.text ?? '', rows, headerAt, index),
  );
  const isBefore = labelAt >= 0 && labelAt < columns.findIndex((subject) => subject !== null);
  let group = sections.path.at(-1) ?? null;
  const seen: Words[] = [];
  rows.forEach((row, index) => {
    if (index <= headerAt) {
      for (const cell of row) account.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const label = isBefore ? (row[labelAt] ?? Words.empty) : Words.empty;
    const filled = row.filter((cell) => !cell.isBlank);
    if (filled.every((cell, at) => cell.text === header[at]?.text)) {
      for (const cell of row) account.mark(cell, 'NAMED', 'a column head');
      return;
    }
    const [alone] = filled;
    if (isBefore && filled.length === 1 && alone && row.length > 1 && columns[row.indexOf(alone)] === null) {
      group = alone.text;
      account.mark(alone, 'NAMED', 'the head of a group of rows');
      return;
    }
    if (isBefore && label.isBlank) return;
    const confidence = confidences?.[index] ?? 1;
    const dimension = isBefore
      ? label
      : Words.reading(`Difference ${seen.length + 1}`, row[0]?.start ?? 0, row[0]?.start ?? 0);
    seen.push(label);
    if (isBefore) account.mark(label, 'NAMED', `the aspect ${label.text}`, confidence);
    row.forEach((cell, column) => {
      const subject = columns[column] ?? null;
      if (subject === null || column === labelAt || cell.isBlank) return;
      if (/^(?:[-–—]+|not stated)$/iu.test(cell.text)) return account.mark(cell, 'NAMED', 'an empty cell');
      const under = isBefore ? [...sections.path, label.text] : sections.path;
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

function readRows(
  rows: readonly (readonly Words[])[],
  firsts: readonly (number | null)[],
  builder: DraftBuilder,
  account: Account,
  sections: Sections,
): void {
  const [header = []] = rows;
  const start = firsts[0] === null ? 1 : 0;
  if (start === 0) return;
  for (const cell of header) account.mark(cell, 'NAMED', 'a column head');
  rows.slice(start).forEach((row, index) => {
    const subject = firsts[index + start];
    if (subject === null || subject === undefined) return;
    if (row[0]) account.mark(row[0], 'NAMED', 'a row head');
    row.slice(1).forEach((cell, column) => {
      const dimension = header[column + 1];
      if (!dimension || dimension.isBlank || cell.isBlank) return;
      builder.value(subject, dimension, sections.path.at(-1) ?? null, cell, {
        words: cell,
        under: [...sections.path, dimension.text],
      });
    });
  });
}

/** A table that says which subject suits which case. */
function readChoices(
  rows: readonly (readonly Words[])[],
  names: SubjectNames,
  builder: DraftBuilder,
  account: Account,
  sections: Sections,
): boolean {
  const [header = []] = rows;
  const situation = header.findIndex(({ text }) => situationHead.test(bare(text)));
  const choice = header.findIndex(({ text }, index) => index !== situation && choiceHead.test(bare(text)));
  if (choice < 0 || header.length < 2 || rows.length < 2) return false;
  const situationAt = situation >= 0 ? situation : choice === 0 ? 1 : 0;
  const chosen = rows.slice(1).map((row) => names.namedIn(row[choice]?.text ?? ''));
  if (chosen.filter((subjects) => subjects.length > 0).length * 2 < chosen.length) return false;
  for (const cell of header) account.mark(cell, 'NAMED', 'a column head');
  rows.slice(1).forEach((row, index) => {
    const useCase = row[situationAt];
    if (!useCase || useCase.isBlank) return;
    for (const subject of chosen[index] ?? []) {
      const words = Words.join(row, ' ');
      builder.suits(subject, useCase, null, { words, under: sections.path });
    }
  });
  return true;
}
