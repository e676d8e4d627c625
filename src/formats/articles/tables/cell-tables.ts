import type { Block, TableBlock } from '../markup/block.js';
import { furnitureIn, introducedIn, roleOf } from '../text/cues.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import { numberHead } from './table-head.js';
import { Words } from '../text/words.js';

/** How many words the name of a row has at most. */
const longestName = 9;

/** A table that was found among blocks, with what stands between its lines. */
export interface FoundTable {
  readonly blocks: readonly Block[];
  /** The block after it. */
  readonly end: number;
}

/** A table that has a cell on each line: the subjects' names on lines of their own, then lines in groups. */
export function cellTableAt(blocks: readonly Block[], index: number, names: SubjectNames): FoundTable | null {
  const at = (offset: number): Words | null => {
    const block = blocks[index + offset];
    return block?.kind === 'line' || block?.kind === 'heading' ? block.words : null;
  };
  const first = at(0);
  if (!first) return null;
  const startsWithName = names.exactly(first.text) !== null;
  const offset = startsWithName ? 0 : 1;
  const isHead = numberHead.test(first.text) || !/[.,;?]$/u.test(first.text);
  if (offset === 1 && (first.text.split(/\s+/u).length > 4 || !isHead)) return null;
  const columns = Array.from({ length: names.count }, (_, column) => at(offset + column));
  const subjects = columns.map((words) => (words ? names.exactly(words.text) : null));
  if (subjects.some((subject) => subject === null) || new Set(subjects).size < names.count) return null;
  const body = index + offset + names.count;
  const lines: { words: Words; opens: boolean }[] = [];
  const asides: Block[] = [];
  let end = body;
  for (; end < blocks.length; end += 1) {
    const block = blocks[end] as Block;
    if (block.kind !== 'line' || block.words.text.length > 400) break;
    if (furnitureIn(block.words.text) !== null) {
      asides.push(block);
      continue;
    }
    const role = roleOf(block.words.text);
    if (role === 'CONCLUSION' || role === 'ASIDE' || role === 'GUIDANCE') break;
    lines.push({ words: block.words, opens: block.opens });
  }
  const isBare =
    offset === 0 &&
    isWithoutNames(
      lines.map(({ words }) => words.text),
      names.count,
    );
  const size = isBare ? names.count : names.count + 1;
  const groups = grouped(lines, size, names);
  if (groups.length === 0) return null;
  const used = groups.reduce((sum, group) => sum + group.length, 0);
  const heads = columns.map((words) => words ?? Words.empty);
  const header = isBare ? heads : [offset === 1 ? first : Words.empty, ...heads];
  const isWhole = (group: readonly Words[]): boolean => group.length === size;
  const table: TableBlock = {
    kind: 'table',
    rows: [header, ...groups],
    confidences: [1, ...groups.map((group) => (isWhole(group) ? 0.95 : 0.5))],
  };
  // Lines that are left over go on being lines.
  let passed = 0;
  let stop = body;
  while (stop < end && passed < used) {
    const block = blocks[stop] as Block;
    if (!asides.includes(block)) passed += 1;
    stop += 1;
  }
  return { blocks: [table, ...asides.filter((aside) => blocks.indexOf(aside) < stop)], end: stop };
}

/** Whether lines fill rows that have no names, and no others: by their number, or as sentences. */
function isWithoutNames(lines: readonly string[], count: number): boolean {
  if (lines.length < count || lines.length % count > 0) return false;
  return lines.length % (count + 1) > 0 || lines.every((line) => /[.!]["”)]?$/u.test(line));
}

/** Lines as rows of a size: by the empty lines between them where these are regular, else by count. */
function grouped(
  lines: readonly { words: Words; opens: boolean }[],
  size: number,
  names: SubjectNames,
): readonly (readonly Words[])[] {
  const byOpening: Words[][] = [];
  for (const { words, opens } of lines) {
    const last = byOpening.at(-1);
    if (opens || !last) byOpening.push([words]);
    else last.push(words);
  }
  const whole = byOpening.filter((group) => group.length === size).length;
  if (whole >= 1 && byOpening[0]?.length === size) {
    const stop = byOpening.findIndex(
      (group) => group.length > size || (group.length < size && group.length < 2),
    );
    return byOpening.slice(0, stop < 0 ? byOpening.length : stop);
  }
  const isSentence = ({ words }: { words: Words }): boolean =>
    words.text.length > 160 && /[.!]$/u.test(words.text);
  const stop = lines.findIndex(
    ({ words }, at) =>
      at % size === 0 &&
      (isSentence({ words }) ||
        isHeading(words.text, names) ||
        (size > names.count && words.text.split(/\s+/u).length > longestName)),
  );
  const taken = lines.slice(0, stop < 0 ? lines.length : stop);
  const groups: Words[][] = [];
  for (let at = 0; at < taken.length; at += size)
    groups.push(taken.slice(at, at + size).map(({ words }) => words));
  while (groups.length > 0 && (groups.at(-1)?.length ?? 0) < 2) groups.pop();
  return groups;
}

/** Whether a line where a row would begin heads another part of the document. */
function isHeading(text: string, names: SubjectNames): boolean {
  return (
    /[?:]$/u.test(text) ||
    (introducedIn(text) !== null && !/\.$/u.test(text)) ||
    names.exactly(text) !== null ||
    (roleOf(text) !== null && names.namedIn(text).length > 0)
  );
}
