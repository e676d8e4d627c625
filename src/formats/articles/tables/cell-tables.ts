import type { Block, TableBlock } from '../../input/block.js';
import { furnitureIn, introducedIn, roleOf } from '../text/cues.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { numberColumnHead } from './header-line.js';
import { textGrid } from '../../tables/model/text-grid.js';
import { PlacedText } from '../../input/placed-text.js';

/** The maximum number of words in the name of a row. */
const maxNameWords = 9;

/** A table that was found in lines of text, and the asides between its lines. */
export interface FoundTable {
  readonly blocks: readonly Block[];
  /** The index of the block after the table. */
  readonly end: number;
}

/**
 * Finds a table with one cell per line that starts at a block: the subjects' names on their own lines, then the
 * cells, row by row. Null if no such table starts there.
 */
export function cellTableAt(blocks: readonly Block[], index: number, names: SubjectNames): FoundTable | null {
  const contentAt = (offset: number): PlacedText | null => {
    const block = blocks[index + offset];
    return block?.kind === 'line' || block?.kind === 'heading' ? block.content : null;
  };
  const first = contentAt(0);
  if (!first) return null;
  const startsWithName = names.exactly(first.text) !== null;
  const offset = startsWithName ? 0 : 1;
  const isHead = numberColumnHead.test(first.text) || !/[.,;?]$/u.test(first.text);
  if (offset === 1 && (first.text.split(/\s+/u).length > 4 || !isHead)) return null;
  const columns = Array.from({ length: names.count }, (_, column) => contentAt(offset + column));
  const subjects = columns.map((content) => (content ? names.exactly(content.text) : null));
  if (subjects.some((subject) => subject === null) || new Set(subjects).size < names.count) return null;
  const body = index + offset + names.count;
  const lines: { content: PlacedText; opens: boolean }[] = [];
  const asides: Block[] = [];
  let end = body;
  for (; end < blocks.length; end += 1) {
    const block = blocks[end] as Block;
    if (block.kind !== 'line' || block.content.text.length > 400) break;
    if (furnitureIn(block.content.text) !== null) {
      asides.push(block);
      continue;
    }
    const role = roleOf(block.content.text);
    if (role === 'CONCLUSION' || role === 'ASIDE' || role === 'GUIDANCE') break;
    lines.push({ content: block.content, opens: block.opens });
  }
  const hasNoNames =
    offset === 0 &&
    areRowsWithoutNames(
      lines.map(({ content }) => content.text),
      names.count,
    );
  const size = hasNoNames ? names.count : names.count + 1;
  const groups = groupRows(lines, size, names);
  if (groups.length === 0) return null;
  const used = groups.reduce((sum, group) => sum + group.length, 0);
  const heads = columns.map((content) => content ?? PlacedText.empty);
  const header = hasNoNames ? heads : [offset === 1 ? first : PlacedText.empty, ...heads];
  const isComplete = (group: readonly PlacedText[]): boolean => group.length === size;
  const table: TableBlock = {
    kind: 'table',
    grid: textGrid('cells', [header, ...groups], {
      confidences: [1, ...groups.map((group) => (isComplete(group) ? 0.95 : 0.5))],
    }),
  };
  // Lines that do not fill a row are not part of the table.
  let cellsPassed = 0;
  let tableEnd = body;
  while (tableEnd < end && cellsPassed < used) {
    const block = blocks[tableEnd] as Block;
    if (!asides.includes(block)) cellsPassed += 1;
    tableEnd += 1;
  }
  return { blocks: [table, ...asides.filter((aside) => blocks.indexOf(aside) < tableEnd)], end: tableEnd };
}

/**
 * Whether lines are the cells of rows without names: only rows without names fit the number of
 * lines, or all lines are sentences.
 */
function areRowsWithoutNames(lines: readonly string[], count: number): boolean {
  if (lines.length < count || lines.length % count > 0) return false;
  return lines.length % (count + 1) > 0 || lines.every((line) => /[.!]["”)]?$/u.test(line));
}

/** Groups lines into rows: at the empty lines between rows if these are regular, otherwise by count. */
function groupRows(
  lines: readonly { content: PlacedText; opens: boolean }[],
  size: number,
  names: SubjectNames,
): readonly (readonly PlacedText[])[] {
  const paragraphs: PlacedText[][] = [];
  for (const { content, opens } of lines) {
    const last = paragraphs.at(-1);
    if (opens || !last) paragraphs.push([content]);
    else last.push(content);
  }
  const complete = paragraphs.filter((group) => group.length === size).length;
  if (complete >= 1 && paragraphs[0]?.length === size) {
    const rowsEnd = paragraphs.findIndex(
      (group) => group.length > size || (group.length < size && group.length < 2),
    );
    return paragraphs.slice(0, rowsEnd < 0 ? paragraphs.length : rowsEnd);
  }
  const isSentence = ({ content }: { content: PlacedText }): boolean =>
    content.text.length > 160 && /[.!]$/u.test(content.text);
  const rowsEnd = lines.findIndex(
    ({ content }, index) =>
      index % size === 0 &&
      (isSentence({ content }) ||
        isHeading(content.text, names) ||
        (size > names.count && content.text.split(/\s+/u).length > maxNameWords)),
  );
  const rowLines = lines.slice(0, rowsEnd < 0 ? lines.length : rowsEnd);
  const groups: PlacedText[][] = [];
  for (let index = 0; index < rowLines.length; index += size)
    groups.push(rowLines.slice(index, index + size).map(({ content }) => content));
  while (groups.length > 0 && (groups.at(-1)?.length ?? 0) < 2) groups.pop();
  return groups;
}

/** Whether a line at the start of a row is the heading of another part of the document. */
function isHeading(text: string, names: SubjectNames): boolean {
  return (
    /[?:]$/u.test(text) ||
    (introducedIn(text) !== null && !/\.$/u.test(text)) ||
    names.exactly(text) !== null ||
    (roleOf(text) !== null && names.namedIn(text).length > 0)
  );
}
