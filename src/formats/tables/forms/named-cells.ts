import { PlacedText } from '../../input/placed-text.js';
import type { DocumentWords } from './document-words.js';
import { lineCell } from './make-grid.js';
import type { TextForm } from './text-form.js';

const maxNameLength = 60;
const maxRowLength = 600;
const maxLabelWords = 7;

/**
 * Rows, one on each line, in which each cell starts with the name of its column: "Price Lease: low · Loan: high". The
 * names are names of witnesses, or are repeated in the same order in at least three rows. A name that starts with a
 * capital letter may follow the text before it without a space, as in "lowLoan: high".
 */
export const namedCells: TextForm = {
  name: 'named cells',
  tableAt({ lines, words }, start) {
    const first = lines[start]?.content;
    if (!first || (namesAfterSeparators(first).length === 0 && rowIn(first, words) === null)) return null;
    let last = start;
    while (last < start + maxRows && lines[last]?.kind === 'line') {
      if (!/[:：]\s.*[:：]\s/u.test(lines[last]?.content.text ?? '')) break;
      last += 1;
    }
    if (last < start + 2) return null;
    const contents = lines.slice(start, last).map(({ content }) => content);
    const repeated = rowsWithRepeatedNames(contents);
    const rows = repeated.length >= minRepeatedRows ? repeated : rowsOfWitnesses(contents, words);
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
      end: start + rows.length,
    };
  },
};

const minRepeatedRows = 3;
const maxRows = 200;
const separator = /\s*[·•|;]\s*/gu;

/**
 * Parses rows whose cells have separators between them, up to the first row that has other names or is too long. Empty
 * if these are fewer than three rows, or if the names in their first cells differ.
 */
function rowsWithRepeatedNames(contents: readonly PlacedText[]): readonly NamedRow[] {
  const [first] = contents;
  const names = first ? namesAfterSeparators(first) : [];
  if (names.length === 0) return [];
  const end = contents.findIndex(
    (content) =>
      content.text.length > maxRowLength || namesAfterSeparators(content).join('\n') !== names.join('\n'),
  );
  const rows = end < 0 ? contents : contents.slice(0, end);
  if (rows.length < minRepeatedRows) return [];
  const opening = commonSuffix(rows.map(({ text }) => text.slice(0, text.search(/\s*[:：]\s/u))));
  if (opening === '') return [];
  return rows.map((row) => {
    const [one = row, ...others] = row.split(separator);
    const colon = one.text.search(/\s*[:：]\s/u);
    const cellOf = (part: PlacedText, start: number, name: number): NamedRow['cells'][number] => {
      const colonAfterName = /\s*[:：]\s+/u.exec(part.text.slice(start));
      const nameEnd = start + (colonAfterName?.index ?? 0);
      return {
        name,
        head: part.slice(start, nameEnd),
        content: trimEnd(part.slice(nameEnd + (colonAfterName?.[0].length ?? 0))).trim(),
      };
    };
    const start = colon - opening.length;
    return {
      label: trimEnd(one.slice(0, start)).trim(),
      cells: [cellOf(one, start, 0), ...others.map((part, index) => cellOf(part, 0, index + 1))],
    };
  });
}

/** Returns the names before the colons of all cells but the first; empty if one of these cells has no name. */
function namesAfterSeparators(content: PlacedText): readonly string[] {
  const names = content.text
    .split(separator)
    .slice(1)
    .map((part) => /^([^:：]{1,60}?)\s*[:：]\s/u.exec(part)?.[1]);
  return names.every((name) => name !== undefined) ? names : [];
}

/**
 * Finds the longest common suffix of the texts. It does not cover a complete text. In the first text, it starts at a word
 * after a space, or at a capital letter after a lower-case letter, a digit or `)`. In the other texts, it follows a space or
 * one of these characters. Empty if there is none.
 */
function commonSuffix(texts: readonly string[]): string {
  const [first = ''] = texts;
  for (const { index } of first.matchAll(/(?<=\s|[\p{Ll}\p{N})])(?=\p{Lu})|(?<=\s)(?=\S)/gu)) {
    const suffix = first.slice(index);
    const isCommon = texts.every(
      (text) => text.endsWith(suffix) && /[\s\p{Ll}\p{N})]$/u.test(text.slice(0, -suffix.length)),
    );
    if (isCommon) return suffix;
  }
  return '';
}

function rowsOfWitnesses(contents: readonly PlacedText[], words: DocumentWords): readonly NamedRow[] {
  const rows: NamedRow[] = [];
  for (const content of contents) {
    const row = rowIn(content, words);
    if (!row) break;
    rows.push(row);
  }
  return rows;
}

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

/** Finds the longest name of a witness at the end of a text. A name with a capital letter may follow the text before it without a space. */
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

/** Removes spaces, separators, colons, commas, slashes and dashes at the end of a cell or label. */
function trimEnd(cell: PlacedText): PlacedText {
  const tail = /[\s·•|/;,:：–—-]+$/u.exec(cell.text)?.[0].length ?? 0;
  return cell.slice(0, cell.text.length - tail);
}
