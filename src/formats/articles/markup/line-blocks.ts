import type { Block } from './block.js';
import { settledLines } from './loose-lines.js';
import { signed } from '../text/signs.js';
import { Words } from '../text/words.js';

const bullet =
  /^(\s*)(?:[•‣◦▪▫●○◆◇■□·∙➢➤➔→*–—-]|[✓✔✅☑👍➕✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?|(\(?\d{1,3}[.)]|\(?[a-z][.)]))\s+(?=\S)/u;
const rule = /^\s*(?:[-*_=~]\s*){3,}$/u;
const pipeRule = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u;

/** Lines of text, in order, as blocks: bullets, tables of tabs or pipes, and paragraphs, of which wrapped lines are put together. */
export function blocksOfLines(written: readonly Words[]): readonly Block[] {
  const lines = settledLines(written);
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let opens = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Words;
    if (line.isBlank || rule.test(line.text)) {
      opens = true;
      continue;
    }
    const tableEnd = tableFrom(lines, index);
    if (tableEnd > index) {
      const rows = lines.slice(index, tableEnd).filter((row) => !pipeRule.test(row.text));
      blocks.push({ kind: 'table', rows: rows.map(cellsOf), confidences: null });
      index = tableEnd - 1;
      opens = true;
      continue;
    }
    let words = line;
    const mark = bullet.exec(line.text);
    while (
      index + 1 < lines.length &&
      continues(words, lines[index] as Words, lines[index + 1] as Words, mark, width)
    ) {
      index += 1;
      words = Words.join([words, (lines[index] as Words).trim()], ' ');
    }
    // A tick or a cross before words that lead in what follows only adorns them.
    const isAdorned = mark !== null && signed(line.trim()).sign !== null && /[:：]\s*$/u.test(words.text);
    if (mark && !isAdorned) {
      const depth = depthOf(mark[1] ?? '');
      const isNumbered = mark[2] !== undefined;
      blocks.push({
        kind: 'item',
        depth,
        isNumbered,
        // A tick or a cross says something of what follows it.
        words: signed(words.trim()).sign === null ? words.slice(mark[0].length).trim() : words.trim(),
        emphasized: 0,
      });
    } else {
      blocks.push({ kind: 'line', words: words.trim(), opens, emphasized: 0 });
    }
    opens = false;
  }
  return leveled(blocks);
}

function depthOf(indent: string): number {
  return indent.replaceAll('\t', '    ').length;
}

/** Indents of the bullets of one list as depths: 0, 1, 2 … */
function leveled(blocks: readonly Block[]): readonly Block[] {
  let indents: number[] = [];
  return blocks.map((block) => {
    if (block.kind !== 'item') {
      indents = [];
      return block;
    }
    while (indents.length > 1 && block.depth < (indents.at(-1) ?? 0)) indents.pop();
    if (indents.length === 0) indents = [block.depth];
    else if (block.depth > (indents.at(-1) ?? 0)) indents.push(block.depth);
    return { ...block, depth: indents.length - 1 };
  });
}

/** The width that lines of a text are wrapped at; 0 where they are not. */
function wrapWidth(lines: readonly Words[]): number {
  let longest = 0;
  let long = 0;
  for (const { text } of lines) {
    const { length } = text.trimEnd();
    if (length > 120) return 0;
    longest = Math.max(longest, length);
    if (length >= 56) long += 1;
  }
  if (longest < 60 || long < 4) return 0;
  // Wrapped lines break within sentences; rows and items that stand on their lines do not.
  const full = lines.filter(
    ({ text }, index) => text.trimEnd().length >= longest * 0.75 && !(lines[index + 1]?.isBlank ?? true),
  );
  const broken = full.filter(({ text }) => !/[.!?:|]["”)]?\s*$/u.test(text));
  return broken.length * 2 > full.length ? longest : 0;
}

function continues(
  words: Words,
  line: Words,
  next: Words,
  mark: RegExpExecArray | null,
  width: number,
): boolean {
  if (
    width === 0 ||
    next.isBlank ||
    bullet.test(next.text) ||
    rule.test(next.text) ||
    /[|\t]/u.test(next.text)
  )
    return false;
  if (words.text.length > 20_000) return false;
  const indent = /^\s*/u.exec(next.text)?.[0].length ?? 0;
  if (mark && indent > (mark[1] ?? '').length && indent > 0 && line.text.trimEnd().length > width * 0.6)
    return true;
  // A sentence that ends, and then a label: two lines, however long they are.
  if (/[.!?]["”)]?\s*$/u.test(line.text) && /^\s*\p{Lu}[^.!?:]{0,40}:\s/u.test(next.text)) return false;
  const first = /^\s*(\S+)/u.exec(next.text)?.[1] ?? '';
  return line.text.trimEnd().length + 1 + first.length > Math.max(width - 4, 50);
}

/** Where the table ends that begins at a line; the line itself where none does. */
function tableFrom(lines: readonly Words[], start: number): number {
  const first = (lines[start] as Words).text;
  const isTabbed = /\S\t+\s*\S/u.test(first);
  if (!isTabbed && pipes(first) < 1) return start;
  let end = start + 1;
  const matches = (text: string): boolean => (isTabbed ? /\S\t+\s*\S/u.test(text) : pipes(text) >= 1);
  while (end < lines.length && matches((lines[end] as Words).text)) end += 1;
  const rows = end - start;
  if (isTabbed) return rows >= 2 ? end : start;
  const isRuled = pipeRule.test(lines[start + 1]?.text ?? '') && pipes(lines[start + 1]?.text ?? '') >= 1;
  const isBarred = pipes(first) >= 2 && rows >= 2;
  return rows >= 2 && (isRuled || isBarred) ? end : start;
}

function pipes(text: string): number {
  return (
    text
      .replace(/^\s*\|/u, '')
      .replace(/\|\s*$/u, '')
      .match(/\|/gu) ?? []
  ).length;
}

function cellsOf(row: Words): readonly Words[] {
  if (row.text.includes('\t')) return row.split(/\t/gu).map((cell) => cell.trim());
  const cells = row.split(/\|/gu).map((cell) => cell.trim());
  if (/^\s*\|/u.test(row.text)) cells.shift();
  if (/\|\s*$/u.test(row.text)) cells.pop();
  return cells;
}
