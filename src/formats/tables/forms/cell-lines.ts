import { PlacedText } from '../../input/placed-text.js';
import { keysOf } from '../../input/tokens.js';
import { lineCell } from './make-grid.js';
import {
  labelHead,
  numberHead,
  type TextDocument,
  type TextForm,
  type TextLine,
  type TextTable,
} from './text-form.js';

/** Matches lines of code. */
const code = /[{};]$|^(?:`{3}|\/\/|[.#]\s?\w*\()|=>|\($/u;

const maxCellLength = 400;
const maxHeadLength = 80;
const maxColumns = 12;
const maxLines = 4_000;
/** The maximum number of words in the name of a row. */
const maxNameWords = 9;

/**
 * Tables with one cell on each line, row by row. Numbers before the rows, empty lines between the rows, or the lines that
 * name the columns show which cells belong to a row.
 */
export const cellLines: TextForm = {
  name: 'cell lines',
  tableAt(document, start) {
    const first = document.lines[start] as TextLine;
    if (first.kind === 'item' || first.content.text.length > maxHeadLength) return null;
    return numberedRows(document, start) ?? rowsBelowNames(document, start);
  },
};

/** A line of a table, with its index in the document. */
interface CellLine {
  readonly content: PlacedText;
  readonly opens: boolean;
  readonly index: number;
}

function cellLinesFrom({ lines }: TextDocument, start: number, count: number): readonly CellLine[] {
  const cells: CellLine[] = [];
  for (let index = start; index < lines.length && cells.length < count; index += 1) {
    const { content, kind, opens, isFurniture } = lines[index] as TextLine;
    if (isFurniture && index > start) continue;
    if ((kind !== 'line' && !(kind === 'heading' && index === start)) || content.text.length > maxCellLength)
      break;
    cells.push({ content, opens, index });
  }
  return cells;
}

/** Finds rows whose first line is the number of the row. The lines before the first number are the heads. */
function numberedRows(document: TextDocument, start: number): TextTable | null {
  if (!document.lines.slice(start + 2, start + maxColumns + 2).some((line) => isNumber(line, 1))) return null;
  const sample = cellLinesFrom(document, start, 2 * maxColumns + 2);
  const one = sample.findIndex((line, index) => index >= 2 && isNumber(line, 1));
  const two = sample.findIndex((line, index) => index > one && isNumber(line, 2));
  const size = two - one;
  if (one < 0 || two < 0 || size < 3) return null;
  const hasNumberHead = one === size && numberHead.test(sample[0]?.content.text.trim() ?? '');
  if (one !== size - 1 && !hasNumberHead) return null;
  const heads = sample.slice(0, one).map(({ content }) => content);
  if (heads.some(({ text }) => text.length > maxHeadLength)) return null;
  const lines = cellLinesFrom(document, start, maxLines);
  const rows: (readonly PlacedText[])[] = [];
  let at = one;
  while (isNumber(lines[at], rows.length + 1)) {
    const row = lines.slice(at, at + size);
    if (row.length < size || row.slice(1).some((line) => isNumber(line, rows.length + 2))) break;
    rows.push(row.map(({ content }) => content));
    at += size;
  }
  if (rows.length < 2) return null;
  return tableOf([hasNumberHead ? heads : [PlacedText.empty, ...heads], ...rows], 0.95, size, lines[at - 1]);
}

function isNumber(line: Pick<CellLine, 'content'> | undefined, number: number): boolean {
  const text = line?.content.text.trim() ?? '';
  return text.length <= 6 && text.replace(/^\(|[.)]$/gu, '') === String(number);
}

/** Finds rows below lines with the names of the columns. The rows are separated at regular empty lines, otherwise by the number of columns. */
function rowsBelowNames(document: TextDocument, start: number): TextTable | null {
  const { words } = document;
  const first = document.lines[start] as TextLine;
  const offset = words.nameIn(first.content.text) === null ? 1 : 0;
  const isHead =
    numberHead.test(first.content.text) ||
    (/^[\p{L}\p{N}#№]/u.test(first.content.text) &&
      !/[.,;?]$/u.test(first.content.text) &&
      first.content.text.split(/\s+/u).length <= 4);
  if (offset === 1 && !isHead) return null;
  const sample = cellLinesFrom(document, start, maxColumns + 2);
  const count = countOfNames(document, sample, offset);
  const next = sample[offset + count];
  if (count < 2 || !next || isHeading(next.content.text, words)) return null;
  const lines = cellLinesFrom(document, start, maxLines).slice(offset + count);
  const size = sizeOfRows(lines, count, offset);
  if (size === null) return null;
  const headLines = sample.slice(0, offset + count).slice(1);
  const isDense = headLines.every(({ opens }) => !opens);
  if (!isDense && !headLines.every(({ opens }) => opens)) return null;
  const rows = rowsOf(isDense ? denseLines(lines, size) : lines, size, count, words);
  const cells = rows.flat();
  if (cells.filter(({ text }) => code.test(text)).length * 4 > cells.length) return null;
  const areSentences = cells.every(({ text }) => /[.!]["”)]?$/u.test(text));
  // Without a line above the names of the columns, a single row is evidence only if it has no name and its cells are sentences.
  if (rows.length === 0 || (offset === 0 && rows.length === 1 && (size > count || !areSentences)))
    return null;
  const heads = sample.slice(offset, offset + Math.max(count, size - 1)).map(({ content }) => content);
  const used = rows.reduce((sum, row) => sum + row.length, 0);
  const isLabelled = size > count;
  const label = offset === 1 ? first.content : PlacedText.empty;
  const body = isLabelled ? rows : rows.map((row) => [PlacedText.empty, ...row]);
  return tableOf([[label, ...heads], ...body], 0.95, isLabelled ? size : size + 1, lines[used - 1]);
}

/**
 * The number of lines that name columns. They are names of witnesses or, without witnesses and below a line such as
 * "Feature", names that occur elsewhere.
 */
function countOfNames({ words }: TextDocument, lines: readonly CellLine[], offset: number): number {
  const [first] = lines;
  const heads = lines.slice(offset);
  const names = heads.map(({ content }) => words.nameIn(content.text));
  const end = names.findIndex((name, index) => name === null || names.indexOf(name) < index);
  const witnessed = end < 0 ? names.length : end;
  const isBelowLabel = offset === 1 && labelHead.test(first?.content.text.trim() ?? '');
  if (!first || witnessed >= 2 || words.hasWitnesses || !isBelowLabel) return witnessed;
  const occurs = ({ text }: PlacedText): boolean =>
    text.length <= 40 && words.occursOutside(keysOf(text), first.index, first.index + maxColumns + 2);
  const other = heads.findIndex(({ content }) => !occurs(content));
  return other < 0 ? 0 : other;
}

/**
 * The number of lines of a row: one for each column, and one for the name of the row unless the rows have none. Null if
 * there are too few lines.
 */
function sizeOfRows(lines: readonly CellLine[], count: number, offset: number): number | null {
  if (offset === 1) return lines.length >= 2 ? count + 1 : null;
  const all = lines.map(({ content }) => content.text);
  const end = all.findIndex((text) => closing.test(text));
  const texts = end < 0 ? all : all.slice(0, end);
  const hasNoNames =
    texts.length >= count &&
    texts.length % count === 0 &&
    (texts.length % (count + 1) > 0 || texts.every((text) => /[.!]["”)]?$/u.test(text)));
  return hasNoNames ? count : count + 1;
}

/**
 * The lines of the rows before the first row that an empty line divides: a table whose head has no empty lines has none
 * within its rows. All lines, if there is no such row, or if empty lines separate the rows.
 */
function denseLines(lines: readonly CellLine[], size: number): readonly CellLine[] {
  const [first] = lines;
  const areParagraphs = first?.opens && lines.findIndex(({ opens }, index) => index > 0 && opens) === size;
  const end = areParagraphs ? -1 : lines.findIndex(({ opens }, index) => opens && index % size > 0);
  return end < 0 ? lines : lines.slice(0, end - (end % size));
}

/** Groups lines into rows: at the empty lines between rows if these are regular, otherwise by count. */
function rowsOf(
  lines: readonly CellLine[],
  size: number,
  columns: number,
  words: TextDocument['words'],
): readonly (readonly PlacedText[])[] {
  const paragraphs: PlacedText[][] = [];
  for (const { content, opens } of lines) {
    const last = paragraphs.at(-1);
    if (opens || !last) paragraphs.push([content]);
    else last.push(content);
  }
  if (paragraphs[0]?.length === size) {
    const end = paragraphs.findIndex(
      (group) => group.length > size || (group.length < size && group.length < 2),
    );
    return paragraphs.slice(0, end < 0 ? paragraphs.length : end);
  }
  const end = lines.findIndex(({ content: { text } }, index) => {
    if (index % size > 0) return false;
    const isSentence = text.length > 160 && /[.!]$/u.test(text);
    const isLong = size > columns && text.split(/\s+/u).length > maxNameWords;
    return isSentence || isLong || isHeading(text, words);
  });
  const used = end < 0 ? lines : lines.slice(0, end);
  const rows: PlacedText[][] = [];
  for (let index = 0; index < used.length; index += size)
    rows.push(used.slice(index, index + size).map(({ content }) => content));
  while (rows.length > 0 && (rows.at(-1)?.length ?? 0) < 2) rows.pop();
  return rows;
}

const closing =
  /^(?:conclusions?|summary|in (?:summary|short|conclusion|essence)|to (?:sum up|conclude)|bottom line|final (?:thoughts|words)|faqs?|frequently asked|key (?:considerations|takeaways)|related|see also|references|when to|how to|share this|my personal notes|which (?:one|is))\b/iu;

/** Whether a line at the start of a row is the heading of another part of the document. */
function isHeading(text: string, words: TextDocument['words']): boolean {
  return /[?:：]$/u.test(text) || closing.test(text) || words.nameIn(text) !== null;
}

function tableOf(
  rows: readonly (readonly PlacedText[])[],
  confidence: number,
  size: number,
  last: CellLine | undefined,
): TextTable | null {
  if (!last) return null;
  return {
    rows: rows.map((row, index) => row.map((cell) => lineCell(cell, index === 0))),
    confidences: rows.map((row, index) => (index === 0 ? 1 : row.length === size ? confidence : 0.5)),
    end: last.index + 1,
  };
}
