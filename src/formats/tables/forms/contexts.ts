import type { Block, TableBlock } from '../model/block.js';
import { PlacedText } from '../../input/placed-text.js';
import type { TableContext } from '../model/table-grid.js';

const legendHead = /^(?:legend|key|symbols?|icons?|marks|abbreviations|notation)\b[^.?!]{0,40}$/iu;
const legendText = /^(?:legend|key|symbols?)\s*[:：]\s*\S/iu;
const legendCorner = /^(?:symbols?|icons?|marks?|emoji|signs?|codes?|letters?|key|abbreviations?)$/iu;
/** A list item such as "⚒️: partial support". */
const signWithMeaning =
  /^(?:\p{Extended_Pictographic}|[✓✔✗✘✕✖☑☒●○◐◑◒◓◔◕■□▲△▼★☆√])\uFE0F?\s*[:=]\s*\S.{0,60}$/u;
const maxLegendParts = 60;
const maxSignLength = 24;
const legendWhy = 'a legend';

/**
 * Completes the contexts of tables: the headings above each table, and the texts between it and the headings or tables
 * around it. Legends elsewhere in the document are texts before each table, and tables that explain signs become such
 * legends. The definitions of the footnotes that a table refers to are texts after it, even if they are elsewhere in the
 * document.
 */
export function withContexts(allBlocks: readonly Block[]): readonly Block[] {
  if (!allBlocks.some(({ kind }) => kind === 'table')) return allBlocks;
  const blocks = allBlocks.flatMap((block) => (block.kind === 'table' && legendOf(block)) || [block]);
  const legend = legendIn(blocks);
  const definitions = definitionsIn(blocks);
  let headings: { readonly level: number; readonly content: PlacedText }[] = [];
  let before: PlacedText[] = [];
  return blocks.map((block, index) => {
    if (block.kind === 'heading') {
      headings = [...headings.filter(({ level }) => level < block.level), block];
      before = [];
    } else if (block.kind === 'line' || block.kind === 'item') {
      before.push(block.content);
    } else if (block.kind === 'table') {
      const after = textsAfter(blocks, index);
      const near = new Set([...before, ...after]);
      const context: TableContext = {
        caption: block.grid.context.caption,
        headings: headings.map(({ content }) => content),
        before: [...legend.filter((text) => !near.has(text)), ...before],
        after: [...after, ...definitionsOf(block, after, definitions)],
      };
      before = [];
      return { kind: 'table', grid: { ...block.grid, context } };
    }
    return block;
  });
}

/** The rows of a table that explains signs, as `sign = meaning`; null for other tables. */
function legendOf({ grid: { rows } }: TableBlock): readonly Block[] | null {
  const [head, ...body] = rows;
  if (head?.length !== 2 || !legendCorner.test(head[0]?.content.text.trim() ?? '')) return null;
  if (body.some((row) => (row[0]?.content.text.length ?? 0) > maxSignLength)) return null;
  return rows.map((row, index) => ({
    kind: 'aside',
    content: PlacedText.join(
      row.map((cell) => cell?.content ?? PlacedText.empty),
      ' = ',
    ),
    outcome: 'NAMED',
    why: index === 0 ? 'the head of a legend' : legendWhy,
  }));
}

/** The texts between a table and the next heading or table. Asides count only if they start with the mark of a footnote. */
function textsAfter(blocks: readonly Block[], table: number): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  for (let at = table + 1; at < blocks.length; at += 1) {
    const block = blocks[at] as Block;
    if (block.kind === 'heading' || block.kind === 'table') break;
    if (block.kind !== 'aside' || markOf(block.content.text) !== null) texts.push(block.content);
  }
  return texts;
}

/**
 * The texts of legends: below a heading such as "Legend", or after such a word, or in tables of signs, or in a list of
 * signs with their meanings.
 */
function legendIn(blocks: readonly Block[]): readonly PlacedText[] {
  const texts: PlacedText[] = [];
  let isBelowHead = false;
  const explainsSign = (block: Block | undefined): boolean =>
    block?.kind === 'item' && signWithMeaning.test(block.content.text);
  for (const [index, block] of blocks.entries()) {
    if (texts.length >= maxLegendParts) break;
    if (block.kind === 'heading') isBelowHead = legendHead.test(block.content.text.trim());
    else if (block.kind === 'aside' && block.why === legendWhy) texts.push(block.content);
    else if (block.kind === 'line' || block.kind === 'item') {
      const { text } = block.content;
      const isHead =
        block.kind === 'line' && legendHead.test(text.replace(/[:：]\s*$/u, '')) && !legendText.test(text);
      const isEntry =
        explainsSign(block) && (explainsSign(blocks[index - 1]) || explainsSign(blocks[index + 1]));
      if (!isHead && (isBelowHead || isEntry || legendText.test(text))) texts.push(block.content);
      if (block.kind === 'line') isBelowHead = isHead;
    }
  }
  return texts.slice(0, maxLegendParts);
}

const definition =
  /^\s*(?:\[\^?([^\]\s]{1,40})\]|\(([\p{L}\p{N}*†‡]{1,3})\)|([*†‡§¶]{1,3}|\p{L}|\d{1,3})(?=[\s).:]))/u;
const superscript = /^\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})/u;

/** The texts that begin with the mark of a footnote, by mark, in order. */
function definitionsIn(
  blocks: readonly Block[],
): ReadonlyMap<string, readonly { at: number; content: PlacedText }[]> {
  const found = new Map<string, { at: number; content: PlacedText }[]>();
  blocks.forEach((block, at) => {
    if (block.kind === 'table' || block.kind === 'heading') return;
    const mark = markOf(block.content.text);
    if (mark === null) return;
    const existing = found.get(mark);
    if (existing) existing.push({ at, content: block.content });
    else found.set(mark, [{ at, content: block.content }]);
  });
  return found;
}

function markOf(text: string): string | null {
  // A link reference of Markdown is not a footnote.
  if (/^\[[^\]^]+\]:\s/u.test(text)) return null;
  const match = definition.exec(text);
  const digits = superscript.exec(text)?.[1];
  if (digits !== undefined) return [...digits].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)).join('');
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

/** The definitions of the footnotes of a table that are not among the texts after it: for each mark the first below the table, otherwise the first. */
function definitionsOf(
  { grid: { rows } }: TableBlock,
  after: readonly PlacedText[],
  definitions: ReturnType<typeof definitionsIn>,
): readonly PlacedText[] {
  const marks = new Set(rows.flatMap((row) => row.flatMap((cell) => cell?.footnotes ?? [])));
  for (const { text } of after) marks.delete(markOf(text) ?? '');
  const start = rows[0]?.find((cell) => cell !== null)?.content.start ?? 0;
  return [...marks].flatMap((mark) => {
    const found = definitions.get(mark) ?? [];
    const below = found.find(({ content }) => content.start > start) ?? found[0];
    return below ? [below.content] : [];
  });
}
