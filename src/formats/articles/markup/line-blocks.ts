import type { Block } from '../../tables/model/block.js';
import { blocksOfCode } from '../../tables/forms/code-tables.js';
import { codeBlockAt } from './code-blocks.js';
import { restoreLines, splitLine } from './restore-lines.js';
import { splitSign } from '../text/signs.js';
import { gridAt } from '../../tables/forms/table-forms.js';
import { PlacedText } from '../../input/placed-text.js';
import type { LineJoiner } from './wrapped-lines.js';

const bullet =
  /^(\s*)(?:[•‣◦▪▫●○◆◇■□·∙➢➤➔→*–—-]|[✓✔✅☑👍➕✗✘❌✖✕👎➖☒🚫⛔]\uFE0F?|(\(?\d{1,3}[.)]|\(?[a-z][.)]))\s+(?=\S)/u;
const rule = /^\s*(?:[-*_=~]\s*){3,}$/u;

/** The maximum length of a paragraph or list item that is joined from wrapped lines, in UTF-16 code units. */
const maxJoinedLength = 20_000;

/**
 * Groups lines of text into blocks, such as paragraphs, list items and tables.
 * @param joins see `LineJoiner`
 */
export function blocksOfLines(rawLines: readonly PlacedText[], joins: LineJoiner): readonly Block[] {
  const lines = restoreLines(rawLines);
  const blocks: Block[] = [];
  let opens = true;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as PlacedText;
    const block = codeBlockAt(lines, index);
    if (block) {
      const content = PlacedText.join(block.lines, '\n');
      const aside: Block = { kind: 'aside', content, outcome: 'NOT_UNDERSTOOD', why: 'code' };
      blocks.push(...(blocksOfCode(block.code) ?? [aside]));
      index += block.lines.length - 1;
      opens = true;
      continue;
    }
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
    const start = index;
    while (continuesAt(lines, index, index === start, joins, line)) index += 1;
    const content = joinLines(lines.slice(start, index + 1));
    for (const part of splitLine(content)) {
      blocks.push(blockOf(part, opens));
      opens = false;
    }
  }
  return withDepths(blocks);
}

function depthOf(indent: string): number {
  return indent.replaceAll('\t', '    ').length;
}

/** Replaces the indentation of list items, in characters (a tab counts as four), by their nesting depth: 0, 1, 2 … */
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

/** Joins lines with spaces. A word that was broken at its hyphen, such as "well-known", is joined without a space. */
function joinLines([first = PlacedText.empty, ...others]: readonly PlacedText[]): PlacedText {
  const parts = [first.slice(0, first.text.trimEnd().length)];
  for (const line of others) {
    const next = line.trim();
    const last = parts.at(-1) ?? PlacedText.empty;
    const isBroken = /\p{L}-$/u.test(last.text) && /^(?!(?:and|or|to)\b)\p{L}/u.test(next.text);
    if (isBroken) parts[parts.length - 1] = PlacedText.join([last, next]);
    else parts.push(next);
  }
  return PlacedText.join(parts, ' ');
}

/** Reads a paragraph or a list item. */
function blockOf(content: PlacedText, opens: boolean): Block {
  const mark = bullet.exec(content.text);
  const { sign } = splitSign(content.trim());
  // A tick or a cross before a lead-in is decoration.
  const isDecorated = sign !== null && /[:：]\s*$/u.test(content.text);
  if (!mark || isDecorated) return { kind: 'line', content: content.trim(), opens, emphasisLength: 0 };
  return {
    kind: 'item',
    depth: depthOf(mark[1] ?? ''),
    isNumbered: mark[2] !== undefined,
    // Other ticks and crosses remain: they show whether the item is a benefit or a drawback.
    content: sign === null ? content.slice(mark[0].length).trim() : content.trim(),
    emphasisLength: 0,
  };
}

/** Whether the line after an index continues the paragraph or list item of `first`. */
function continuesAt(
  lines: readonly PlacedText[],
  index: number,
  isFirst: boolean,
  joins: LineJoiner,
  first: PlacedText,
): boolean {
  const next = lines[index + 1];
  if (next === undefined || next.isBlank || rule.test(next.text) || /[|\t]/u.test(next.text)) return false;
  if (next.end - first.start > maxJoinedLength) return false;
  const mark = bullet.exec(next.text);
  if (mark) {
    // A dash at the start of a wrapped line separates parts of a sentence.
    const isDash = /^[–—]\s+\p{Ll}/u.test(next.text) && !bullet.test(first.text);
    return isDash && joins(lines, index, isFirst);
  }
  return joins(lines, index, isFirst);
}
