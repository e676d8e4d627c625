import type { Block } from '../../input/block.js';
import { restoreLines } from './restore-lines.js';
import { splitSign } from '../text/signs.js';
import { textGrid } from '../../tables/model/text-grid.js';
import { PlacedText } from '../../input/placed-text.js';

const bullet =
  /^(\s*)(?:[•‣◦▪▫●○◆◇■□·∙➢➤➔→*–—-]|[✓✔✅☑👍➕✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?|(\(?\d{1,3}[.)]|\(?[a-z][.)]))\s+(?=\S)/u;
const rule = /^\s*(?:[-*_=~]\s*){3,}$/u;
const pipeRule = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u;

/**
 * Groups lines of text into blocks: list items, tables with tabs or pipes, and paragraphs. Wrapped lines
 * are joined.
 */
export function blocksOfLines(rawLines: readonly PlacedText[]): readonly Block[] {
  const lines = restoreLines(rawLines);
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let opens = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as PlacedText;
    if (line.isBlank || rule.test(line.text)) {
      opens = true;
      continue;
    }
    const tableEnd = tableFrom(lines, index);
    if (tableEnd > index) {
      const rows = lines.slice(index, tableEnd).filter((row) => !pipeRule.test(row.text));
      blocks.push({ kind: 'table', grid: textGrid('pipes', rows.map(cellsOf)) });
      index = tableEnd - 1;
      opens = true;
      continue;
    }
    let content = line;
    const mark = bullet.exec(line.text);
    while (
      index + 1 < lines.length &&
      continues(content, lines[index] as PlacedText, lines[index + 1] as PlacedText, mark, width)
    ) {
      index += 1;
      content = PlacedText.join([content, (lines[index] as PlacedText).trim()], ' ');
    }
    // A tick or a cross before a lead-in is decoration.
    const isDecorated =
      mark !== null && splitSign(line.trim()).sign !== null && /[:：]\s*$/u.test(content.text);
    if (mark && !isDecorated) {
      const depth = depthOf(mark[1] ?? '');
      const isNumbered = mark[2] !== undefined;
      blocks.push({
        kind: 'item',
        depth,
        isNumbered,
        // Other ticks and crosses remain: they show whether the item is a benefit or a drawback.
        content:
          splitSign(content.trim()).sign === null ? content.slice(mark[0].length).trim() : content.trim(),
        emphasisLength: 0,
      });
    } else {
      blocks.push({ kind: 'line', content: content.trim(), opens, emphasisLength: 0 });
    }
    opens = false;
  }
  return withDepths(blocks);
}

function depthOf(indent: string): number {
  return indent.replaceAll('\t', '    ').length;
}

/** Replaces the indentation of list items, in characters, by their nesting depth: 0, 1, 2 … */
function withDepths(blocks: readonly Block[]): readonly Block[] {
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

/** The width at which the lines of a text are wrapped, in UTF-16 code units; 0 if the lines are not wrapped. */
function wrapWidth(lines: readonly PlacedText[]): number {
  let longest = 0;
  let longCount = 0;
  for (const { text } of lines) {
    const { length } = text.trimEnd();
    if (length > 120) return 0;
    longest = Math.max(longest, length);
    if (length >= 56) longCount += 1;
  }
  if (longest < 60 || longCount < 4) return 0;
  // Wrapped lines break within sentences; table rows and list items do not.
  const longLines = lines.filter(
    ({ text }, index) => text.trimEnd().length >= longest * 0.75 && !(lines[index + 1]?.isBlank ?? true),
  );
  const midSentence = longLines.filter(({ text }) => !/[.!?:|]["”)]?\s*$/u.test(text));
  return midSentence.length * 2 > longLines.length ? longest : 0;
}

function continues(
  content: PlacedText,
  line: PlacedText,
  next: PlacedText,
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
  if (content.text.length > 20_000) return false;
  const indent = /^\s*/u.exec(next.text)?.[0].length ?? 0;
  if (mark && indent > (mark[1] ?? '').length && indent > 0 && line.text.trimEnd().length > width * 0.6)
    return true;
  // A label after the end of a sentence starts a new line, regardless of the length of the lines.
  if (/[.!?]["”)]?\s*$/u.test(line.text) && /^\s*\p{Lu}[^.!?:]{0,40}:\s/u.test(next.text)) return false;
  const first = /^\s*(\S+)/u.exec(next.text)?.[1] ?? '';
  return line.text.trimEnd().length + 1 + first.length > Math.max(width - 4, 50);
}

/** The index of the line after the table that starts at line `start`; `start` if no table starts there. */
function tableFrom(lines: readonly PlacedText[], start: number): number {
  const first = (lines[start] as PlacedText).text;
  const isTabbed = /\S\t+\s*\S/u.test(first);
  if (!isTabbed && countPipes(first) < 1) return start;
  let end = start + 1;
  const matches = (text: string): boolean => (isTabbed ? /\S\t+\s*\S/u.test(text) : countPipes(text) >= 1);
  while (end < lines.length && matches((lines[end] as PlacedText).text)) end += 1;
  const rows = end - start;
  if (isTabbed) return rows >= 2 ? end : start;
  const hasRule =
    pipeRule.test(lines[start + 1]?.text ?? '') && countPipes(lines[start + 1]?.text ?? '') >= 1;
  const hasPipes = countPipes(first) >= 2 && rows >= 2;
  return rows >= 2 && (hasRule || hasPipes) ? end : start;
}

function countPipes(text: string): number {
  return (
    text
      .replace(/^\s*\|/u, '')
      .replace(/\|\s*$/u, '')
      .match(/\|/gu) ?? []
  ).length;
}

function cellsOf(row: PlacedText): readonly PlacedText[] {
  if (row.text.includes('\t')) return row.split(/\t/gu).map((cell) => cell.trim());
  const cells = row.split(/\|/gu).map((cell) => cell.trim());
  if (/^\s*\|/u.test(row.text)) cells.shift();
  if (/\|\s*$/u.test(row.text)) cells.pop();
  return cells;
}
