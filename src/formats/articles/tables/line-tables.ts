import type { Block, LineBlock, TableBlock } from '../../input/block.js';
import { cellTableAt, type FoundTable } from './cell-tables.js';
import { furnitureIn, roleOf } from '../text/cues.js';
import { headedCellsAt } from './headed-cells.js';
import { namedCellsAt } from './named-cells.js';
import { vocabularyOf, properNamesOutside, type DocumentVocabulary } from './document-vocabulary.js';
import { cutRows } from '../../tables/forms/cut-rows.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { parseHeaderLine, numberColumnHead, type HeaderLine } from './header-line.js';
import { textGrid } from '../../tables/model/text-grid.js';
import { PlacedText } from '../../input/placed-text.js';

/**
 * Finds tables that were copied as lines of text: one row per line, with cells that run together or are
 * glued, or one cell per line. The line or lines that name the subjects are the head of the table.
 */
export function findLineTables(blocks: readonly Block[], names: SubjectNames): readonly Block[] {
  if (names.count < 2) return blocks;
  const vocabulary = vocabularyOf(blocks);
  const found: Block[] = [];
  for (let index = 0; index < blocks.length;) {
    const table =
      rowTableAt(blocks, index, names, vocabulary) ??
      cellTableAt(blocks, index, names) ??
      namedCellsAt(blocks, index, names) ??
      headedCellsAt(blocks, index, names) ??
      headlessTableAt(blocks, index, names, vocabulary);
    if (table) {
      found.push(...table.blocks);
      index = table.end;
    } else {
      found.push(blocks[index] as Block);
      index += 1;
    }
  }
  return found;
}

function rowTableAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
  vocabulary: DocumentVocabulary,
): FoundTable | null {
  const block = blocks[index];
  if (block?.kind !== 'line' && block?.kind !== 'heading') return null;
  const header = parseHeaderLine(block.content, names);
  if (!header) return null;
  const next = blocks[index + 1];
  // Rows below the head "No." have a number instead of a name.
  const isNumbered = numberColumnHead.test(header.cells[0]?.text.trim() || '-');
  if (isNumbered && next?.kind === 'item') return numberedRowsAt(blocks, index, header, names, vocabulary);
  if (next?.kind !== 'line') return null;
  // A head without a first cell looks like a title, so its rows must follow without an empty line.
  const isSpaced = next.opens;
  if (isSpaced && (!header.hasLabel || block.kind === 'heading')) return null;
  const rows: PlacedText[] = [];
  const asides: Block[] = [];
  let end = index + 1;
  for (; end < blocks.length; end += 1) {
    const line = blocks[end] as Block;
    if (line.kind === 'line' && furnitureIn(line.content.text) !== null && rows.length > 0) {
      asides.push(line);
      continue;
    }
    if (line.kind !== 'line' || (line.opens && !isSpaced && rows.length > 0) || !isRow(line, names, rows))
      break;
    rows.push(line.content);
  }
  if (rows.length === 0) return null;
  const unnumbered = withoutNumbers(rows);
  const hasLabel = header.hasLabel || !areSentences(unnumbered.rows, names);
  const cut = cutRows(unnumbered.rows, {
    cells: names.count,
    isGlued: header.isGlued,
    hasLabels: hasLabel,
    labels: vocabulary.labels,
    properNames: properNamesOutside(rows, vocabulary),
  });
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid(
      'lines',
      [hasLabel ? header.cells : header.cells.slice(1), ...cut.map(({ parts }) => parts)],
      { confidences: [1, ...cut.map(({ confidence }) => confidence)] },
    ),
  };
  return { blocks: [table, ...unnumbered.numbers, ...asides], end };
}

/** Whether most rows have a sentence for each subject but no row name: "It is …. It is …." */
function areSentences(rows: readonly PlacedText[], names: SubjectNames): boolean {
  const opener = /^(?:it|they|there|this|these|the|an?|in|no|each|its|their)\s/iu;
  const sentenceRows = rows.filter(({ text }) => {
    const parts = text.split(/(?<=\p{L}{2}[.!]["”)]?)\s*(?=["“(]?\p{Lu})/u);
    if (parts.length < names.count || !/[.!]["”)]?$/u.test(text)) return false;
    const [first = '', second = ''] = parts.map((part) => part.split(/\s/u)[0]?.toLowerCase());
    return opener.test(text) || first === second || names.namedIn(text.slice(0, 40)).length > 0;
  });
  return sentenceRows.length * 2 > rows.length;
}

/**
 * Reads numbered lines below a head as rows without names. The head has a column for the numbers and a
 * column for each subject.
 */
function numberedRowsAt(
  blocks: readonly Block[],
  index: number,
  header: HeaderLine,
  names: SubjectNames,
  vocabulary: DocumentVocabulary,
): FoundTable | null {
  const rows: PlacedText[] = [];
  for (const block of blocks.slice(index + 1)) {
    if (block.kind !== 'item' || !block.isNumbered || block.depth > 0) break;
    rows.push(block.content);
  }
  if (rows.length < 2) return null;
  const cut = cutRows(rows, {
    cells: names.count,
    isGlued: header.isGlued,
    hasLabels: false,
    labels: vocabulary.labels,
    properNames: properNamesOutside(rows, vocabulary),
  });
  const [number = PlacedText.empty, ...heads] = header.cells;
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid('lines', [heads, ...cut.map(({ parts }) => parts)], {
      confidences: [1, ...cut.map(({ confidence }) => confidence)],
    }),
  };
  const aside: Block = { kind: 'aside', content: number, outcome: 'NAMED', why: 'a column head' };
  return { blocks: [table, aside], end: index + 1 + rows.length };
}

/** Removes the numbers of numbered rows, and returns them as aside blocks. */
function withoutNumbers(rows: readonly PlacedText[]): {
  readonly rows: readonly PlacedText[];
  readonly numbers: readonly Block[];
} {
  const numbers = rows.map(({ text }) => /^\s*(\d{1,3})[.)]?\s*(?=\D)/u.exec(text));
  const first = Number(numbers[0]?.[1] ?? -1);
  const isNumbered =
    rows.length >= 2 &&
    first >= 0 &&
    numbers.every((match, index) => Number(match?.[1] ?? -1) === first + index);
  if (!isNumbered) return { rows, numbers: [] };
  const lengths = numbers.map((match) => match?.[0].length ?? 0);
  return {
    rows: rows.map((row, index) => row.slice(lengths[index] ?? 0)),
    numbers: rows.map((row, index): Block => ({
      kind: 'aside',
      content: row.slice(0, lengths[index]),
      outcome: 'NAMED',
      why: 'the number of a row',
    })),
  };
}

function isRow(line: LineBlock, names: SubjectNames, rows: readonly PlacedText[]): boolean {
  const { text } = line.content;
  const count = text.trim().split(/\s+/u).length;
  if (count < 2 && !/[\p{Ll})][\p{Lu}]/u.test(text)) return false;
  if (text.length > 900 || /[:?]$/u.test(text)) return false;
  if (!line.opens) return true;
  // If empty lines separate the rows, the first paragraph of prose ends the table.
  const isSentence = /[.!]$/u.test(text) && !rows.some((row) => /[.!]$/u.test(row.text));
  return !isSentence && names.namedIn(text).length < 2 && !(roleOf(text) !== null && count < 7);
}

/**
 * Finds a table without a head, below a heading about differences. The columns are assigned to
 * the subjects in the order of the title.
 */
function headlessTableAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
  vocabulary: DocumentVocabulary,
): FoundTable | null {
  const head = blocks[index - 1];
  const first = blocks[index];
  if (first?.kind !== 'line' || (head?.kind !== 'line' && head?.kind !== 'heading')) return null;
  if (roleOf(head.content.text) !== 'DIFFERENCES' || head.content.text.length > 80) return null;
  const rows: PlacedText[] = [];
  for (let next = index; next < blocks.length; next += 1) {
    const block = blocks[next];
    if (block?.kind !== 'line' || (block.opens && next > index) || !isHeadlessRow(block.content.text)) break;
    rows.push(block.content);
  }
  if (rows.length < 3) return null;
  const isGlued = rows.every(
    ({ text }) => (text.match(/[\p{Ll}\p{N})][\p{Lu}]/gu) ?? []).length >= names.count,
  );
  const unnumbered = withoutNumbers(rows);
  const cut = cutRows(unnumbered.rows, {
    cells: names.count,
    isGlued,
    hasLabels: true,
    labels: vocabulary.labels,
    properNames: properNamesOutside(rows, vocabulary),
  });
  const confidence = cut.reduce((sum, { confidence }) => sum + confidence, 0) / cut.length;
  if (confidence < 0.5) return null;
  const header = [
    PlacedText.empty,
    ...names.subjects.map(({ name }) => PlacedText.decoded(name, head.content.start, head.content.start)),
  ];
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid('lines', [header, ...cut.map(({ parts }) => parts)], {
      confidences: [1, ...cut.map(({ confidence }) => Math.round(confidence * 60) / 100)],
    }),
  };
  return { blocks: [table, ...unnumbered.numbers], end: index + rows.length };
}

function isHeadlessRow(text: string): boolean {
  const count = text.split(/\s+/u).length;
  const capitals = text.match(/(?:^|\s|[\p{Ll})])\p{Lu}/gu)?.length ?? 0;
  return count <= 40 && capitals >= 3 && !/[.?:!]$|:\s/u.test(text);
}
