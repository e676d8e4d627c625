import type { Block, LineBlock, TableBlock } from './block.js';
import { furnitureIn, roleOf } from './cues.js';
import { labelled } from './label.js';
import { cutRows } from './run-together.js';
import type { SubjectNames } from './subject-names.js';
import { tokensOf } from './tokens.js';
import { Words } from './words.js';

/**
 * Finds the tables that stand in a text as lines: a row a line, with cells that run together or are glued, or a cell a line.
 * Their columns are known by the line, or the lines, that name the subjects.
 */
export function withLineTables(blocks: readonly Block[], names: SubjectNames): readonly Block[] {
  if (names.count < 2) return blocks;
  const knowledge = knowledgeOf(blocks);
  const found: Block[] = [];
  for (let index = 0; index < blocks.length;) {
    const table = rowTableAt(blocks, index, names, knowledge) ?? cellTableAt(blocks, index, names);
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

interface FoundTable {
  readonly blocks: readonly Block[];
  /** The block after it. */
  readonly end: number;
}

/** What a document tells of its labels and of the words that always have a capital. */
interface Learned {
  readonly labels: ReadonlySet<string>;
  readonly capitals: ReadonlyMap<string, number>;
  readonly lower: ReadonlySet<string>;
}

function knowledgeOf(blocks: readonly Block[]): Learned {
  const labels = new Set<string>();
  const capitals = new Map<string, number>();
  const lower = new Set<string>();
  for (const block of blocks) {
    if (block.kind !== 'item' && block.kind !== 'line') continue;
    if (block.kind === 'item') {
      const label = labelled(block.words, block.emphasized)?.label.text;
      if (label !== undefined) labels.add(label.toLowerCase());
    }
    countCapitals(block.words.text, capitals, lower);
  }
  return { labels, capitals, lower };
}

/** Counts the words that have a capital in the middle of a sentence, and notes those that have none. */
function countCapitals(text: string, capitals: Map<string, number>, lower: Set<string>): void {
  if (text.length < 60 && !/[.!?]$/u.test(text)) return;
  tokensOf(text).forEach((token, index) => {
    if (/^\p{Ll}/u.test(token.text)) lower.add(token.text);
    else if (index > 0 && /[\p{Ll},)] $/u.test(text.slice(Math.max(0, token.start - 2), token.start)))
      capitals.set(token.text, (capitals.get(token.text) ?? 0) + 1);
  });
}

/** The words that are written with a capital wherever they stand, but for some rows. */
function properNamesOutside(rows: readonly Words[], { capitals, lower }: Learned): ReadonlySet<string> {
  const inRows = new Map<string, number>();
  for (const row of rows) countCapitals(row.text, inRows, new Set());
  const names = [...capitals].filter(
    ([word, count]) => count > (inRows.get(word) ?? 0) && !lower.has(word.toLowerCase()),
  );
  return new Set(names.map(([word]) => word));
}

interface Header {
  readonly cells: readonly Words[];
  readonly isGlued: boolean;
  readonly hasLabel: boolean;
}

/** A line that only names the subjects, each once, after the word or two that head the first column. */
function headerIn(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  if (text.length > 240 || /[.;!]$/u.test(text)) return null;
  return spacedHeader(words, names) ?? gluedHeader(words, names);
}

function spacedHeader(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  const mentions = names.mentionsIn(text);
  const starts: { subject: number; start: number; end: number }[] = [];
  for (const mention of mentions) {
    const before = starts.at(-1);
    const between = text.slice(before?.end ?? 0, mention.start);
    if (before && before.subject === mention.subject && /^[\s(]*$/u.test(between)) before.end = mention.end;
    else starts.push({ ...mention });
  }
  if (starts.length !== names.count || new Set(starts.map(({ subject }) => subject)).size !== names.count)
    return null;
  for (const [index, mention] of starts.entries()) {
    const next = starts[index + 1];
    const gap = text.slice(mention.end, next?.start ?? text.length);
    if (!/^\s*\)?\s*(?:\([^)]{1,40}\)\s*)?$/u.test(gap)) return null;
    const closing = /^\s*\)|^\s*\([^)]*\)/u.exec(gap);
    if (closing) mention.end += closing[0].length;
  }
  const first = starts[0]?.start ?? 0;
  const label = text.slice(0, first).replace(/\($/u, '').trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]|\b(?:vs|and|or|between|the|is|of)$/iu.test(label))
    return null;
  if (starts.length < 2) return null;
  return {
    cells: [words.slice(0, first).trim(), ...starts.map(({ start, end }) => words.slice(start, end).trim())],
    isGlued: false,
    hasLabel: label !== '',
  };
}

function gluedHeader(words: Words, names: SubjectNames): Header | null {
  const { text } = words;
  const places: { start: number; end: number }[] = [];
  for (const { name, aliases } of names.subjects) {
    const place = [name, ...aliases]
      .sort((a, b) => b.length - a.length)
      .map((form) => ({ start: text.toLowerCase().lastIndexOf(form.toLowerCase()), length: form.length }))
      .find(({ start }) => start >= 0);
    if (!place) return null;
    places.push({ start: place.start, end: place.start + place.length });
  }
  places.sort((a, b) => a.start - b.start);
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    const gap = text.slice(place.end, next?.start ?? text.length);
    if (!/^s?(?:\s*\([^)]{1,20}\))?\s*$/u.test(gap)) return null;
    place.end += gap.trimEnd().length;
  }
  const label = text.slice(0, places[0]?.start ?? 0).trim();
  if (label.split(/\s+/u).length > 4 || /[,;:?]/u.test(label)) return null;
  return {
    cells: [
      words.slice(0, places[0]?.start ?? 0).trim(),
      ...places.map(({ start, end }) => words.slice(start, end).trim()),
    ],
    isGlued: true,
    hasLabel: label !== '',
  };
}

function rowTableAt(
  blocks: readonly Block[],
  index: number,
  names: SubjectNames,
  learned: Learned,
): FoundTable | null {
  const block = blocks[index];
  if (block?.kind !== 'line' && block?.kind !== 'heading') return null;
  const header = headerIn(block.words, names);
  if (!header) return null;
  const next = blocks[index + 1];
  if (next?.kind !== 'line') return null;
  // A header without a first cell looks like a title: then its rows have to stand right below it.
  const isSpaced = next.opens;
  if (isSpaced && (!header.hasLabel || block.kind === 'heading')) return null;
  const rows: Words[] = [];
  const asides: Block[] = [];
  let end = index + 1;
  for (; end < blocks.length; end += 1) {
    const line = blocks[end] as Block;
    if (line.kind === 'line' && furnitureIn(line.words.text) !== null && rows.length > 0) {
      asides.push(line);
      continue;
    }
    if (line.kind !== 'line' || (line.opens && !isSpaced && rows.length > 0) || !isRow(line, names, rows))
      break;
    rows.push(line.words);
  }
  if (rows.length === 0) return null;
  const cut = cutRows(rows, {
    cells: names.count,
    isGlued: header.isGlued,
    hasLabels: true,
    labels: learned.labels,
    properNames: properNamesOutside(rows, learned),
  });
  const hasLabel = header.hasLabel || cut.length > 0;
  const table: TableBlock = {
    kind: 'table',
    rows: [hasLabel ? header.cells : header.cells.slice(1), ...cut.map(({ parts }) => parts)],
    confidences: [1, ...cut.map(({ confidence }) => confidence)],
  };
  return { blocks: [table, ...asides], end };
}

function isRow(line: LineBlock, names: SubjectNames, rows: readonly Words[]): boolean {
  const { text } = line.words;
  const count = text.trim().split(/\s+/u).length;
  if (count < 2 && !/[\p{Ll})][\p{Lu}]/u.test(text)) return false;
  if (text.length > 900 || /[:?]$/u.test(text)) return false;
  if (!line.opens) return true;
  // Where every row opens a paragraph, the first paragraph of prose ends the table.
  const isSentence = /[.!]$/u.test(text) && !rows.some((row) => /[.!]$/u.test(row.text));
  return !isSentence && names.namedIn(text).length < 2 && !(roleOf(text) !== null && count < 7);
}

/** A table that has a cell on each line: the subjects' names on lines of their own, then lines in groups. */
function cellTableAt(blocks: readonly Block[], index: number, names: SubjectNames): FoundTable | null {
  const at = (offset: number): Words | null => {
    const block = blocks[index + offset];
    return block?.kind === 'line' || block?.kind === 'heading' ? block.words : null;
  };
  const first = at(0);
  if (!first) return null;
  const startsWithName = names.exactly(first.text) !== null;
  const offset = startsWithName ? 0 : 1;
  if (offset === 1 && (first.text.split(/\s+/u).length > 4 || /[.,;?]$/u.test(first.text))) return null;
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
  const size = names.count + 1;
  const groups = grouped(lines, size);
  if (groups.length === 0) return null;
  const used = groups.reduce((sum, group) => sum + group.length, 0);
  const header = [offset === 1 ? first : Words.empty, ...columns.map((words) => words ?? Words.empty)];
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

/** Lines as rows of a size: by the empty lines between them where these are regular, else by count. */
function grouped(
  lines: readonly { words: Words; opens: boolean }[],
  size: number,
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
    (line, at) => at % size === 0 && (isSentence(line) || line.words.text.split(/\s+/u).length > 9),
  );
  const taken = lines.slice(0, stop < 0 ? lines.length : stop);
  const groups: Words[][] = [];
  for (let at = 0; at < taken.length; at += size)
    groups.push(taken.slice(at, at + size).map(({ words }) => words));
  while (groups.length > 0 && (groups.at(-1)?.length ?? 0) < 2) groups.pop();
  return groups;
}
