import type { Block } from '../model/block.js';
import { cellLines } from './cell-lines.js';
import { DocumentWords } from './document-words.js';
import { headedCells } from './headed-cells.js';
import { gridOf } from './make-grid.js';
import { namedCells } from './named-cells.js';
import { runTogether } from './run-together.js';
import { gridAt } from './table-forms.js';
import type { TextForm, TextLine } from './text-form.js';
import { PlacedText } from '../../input/placed-text.js';

/** The forms of tables in lines without signs between the cells. The first that fits applies. */
const textForms: readonly TextForm[] = [runTogether, cellLines, namedCells, headedCells];

/**
 * Replaces the lines, list items and headings of a document that form tables by these tables.
 * @param witnesses names of the compared things, such as those in the title of the document. They help to find the cells of heads;
 *   other names are found, too
 * @param isFurniture whether a line is not part of the text, such as an advertisement
 */
export function findTextTables(
  blocks: readonly Block[],
  witnesses: readonly string[],
  isFurniture: (text: string) => boolean,
): readonly Block[] {
  const words = new DocumentWords(
    blocks.map((block) => contentOf(block).text),
    blocks,
    witnesses,
  );
  const isAside = (text: string): boolean => isFurniture(text) && words.nameIn(text) === null;
  const lines = blocks.map((block, index) => lineOf(block, blocks[index - 1], isAside));
  const document = { lines, words };
  const found: Block[] = [];
  for (let at = 0; at < blocks.length;) {
    const table = separatedTableAt(lines, at) ?? textTableAt(document, at);
    if (table) {
      found.push(...table.blocks);
      for (let line = at; line < table.end; line += 1)
        if (lines[line]?.isFurniture) found.push(blocks[line] as Block);
    } else found.push(blocks[at] as Block);
    at = table?.end ?? at + 1;
  }
  return found;
}

function lineOf(block: Block, before: Block | undefined, isFurniture: (text: string) => boolean): TextLine {
  const { kind } = block;
  const content = contentOf(block);
  return {
    content,
    kind,
    opens: kind === 'line' ? block.opens : kind !== before?.kind,
    isNumbered: kind === 'item' && block.isNumbered && block.depth === 0,
    isFurniture:
      kind === 'aside' ? block.outcome === 'FURNITURE' : kind === 'line' && isFurniture(content.text),
  };
}

function contentOf(block: Block): PlacedText {
  return block.kind === 'table' || block.kind === 'aside' ? PlacedText.empty : block.content;
}

interface FoundTable {
  readonly blocks: readonly Block[];
  readonly end: number;
}

/** Finds a table with bars between its cells whose rows are paragraphs. */
function separatedTableAt(lines: readonly TextLine[], start: number): FoundTable | null {
  if (lines[start]?.kind !== 'line' || !/^\s*\|.*\|\s*$/u.test(lines[start].content.text)) return null;
  // A few rows show whether a table starts.
  if (!gridAt(barredRows(lines, start, start + sampledRows), 0)) return null;
  const rows = barredRows(lines, start, lines.length);
  const table = gridAt(rows, 0);
  if (!table?.grid) return null;
  const used = rows.slice(0, table.end).filter((row) => row.text !== '').length;
  return { blocks: [{ kind: 'table', grid: table.grid }], end: start + used };
}

const sampledRows = 8;

/** The consecutive lines with bars, with empty lines where paragraphs start. */
function barredRows(lines: readonly TextLine[], start: number, end: number): readonly PlacedText[] {
  const rows: PlacedText[] = [];
  for (let at = start; at < end; at += 1) {
    const line = lines[at];
    if (line?.kind !== 'line' || !line.content.text.includes('|')) break;
    if (line.opens && rows.length > 0) rows.push(PlacedText.empty);
    rows.push(line.content);
  }
  return rows;
}

function textTableAt(
  document: { lines: readonly TextLine[]; words: DocumentWords },
  start: number,
): FoundTable | null {
  const kind = document.lines[start]?.kind;
  if (kind === 'table' || kind === 'aside') return null;
  for (const form of textForms) {
    const table = form.tableAt(document, start);
    const grid = table && gridOf(form.name, table.rows, { confidences: table.confidences });
    // Two spaces within a cell separate two cells of another form.
    if (!grid || grid.rows.some((row) => row.some((cell) => cell && /\S\s{2,}\S/u.test(cell.content.text))))
      continue;
    const numbers = (table.numbers ?? []).filter((content) => !content.isBlank);
    const asides = numbers.map((content): Block => ({
      kind: 'aside',
      content,
      outcome: 'NAMED',
      why: 'the number of a row',
    }));
    return { blocks: [{ kind: 'table', grid }, ...asides], end: table.end };
  }
  return null;
}
