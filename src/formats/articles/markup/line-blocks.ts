import type { Block } from '../../input/block.js';
import { restoreLines } from './restore-lines.js';
import { splitSign } from '../text/signs.js';
import { gridAt } from '../../tables/forms/table-forms.js';
import { PlacedText } from '../../input/placed-text.js';

const bullet =
  /^(\s*)(?:[•‣◦▪▫●○◆◇■□·∙➢➤➔→*–—-]|[✓✔✅☑👍➕✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?|(\(?\d{1,3}[.)]|\(?[a-z][.)]))\s+(?=\S)/u;
const rule = /^\s*(?:[-*_=~]\s*){3,}$/u;

/**
 * Groups lines of text into blocks: list items, tables, and paragraphs. Wrapped lines
 * are joined.
 */
export function blocksOfLines(rawLines: readonly PlacedText[]): readonly Block[] {
  const lines = restoreLines(rawLines);
  const width = wrapWidth(lines);
  const blocks: Block[] = [];
  let opens = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as PlacedText;
    const table = gridAt(lines, index);
    if (table) {
      if (table.grid) blocks.push({ kind: 'table', grid: table.grid });
      else {
        const content = PlacedText.join(lines.slice(index, table.end), '\n');
        blocks.push({
          kind: 'aside',
          content,
          outcome: 'NOT_UNDERSTOOD',
          why: 'a table with too many cells',
        });
      }
      index = table.end - 1;
      opens = true;
      continue;
    }
    if (line.isBlank || rule.test(line.text)) {
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
