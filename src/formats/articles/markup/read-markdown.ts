import type {
  BlockContent,
  Code,
  DefinitionContent,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { alignText, collapseSpaces } from '../../input/align-text.js';
import type { Block } from '../../tables/model/block.js';
import { distinctLinks } from '../../tables/forms/cell-links.js';
import { withoutInlineMarkup } from '../../tables/forms/inline-markup.js';
import type { TableCell } from '../../tables/model/table-grid.js';
import { superscript } from '../../tables/forms/cell-parts.js';
import { blocksOfCode } from '../../tables/forms/code-tables.js';
import { frontMatter } from './front-matter.js';
import { blocksOfLines } from './line-blocks.js';
import { readMarkdownTable, urlsIn, type MarkdownSource } from '../../tables/forms/markdown-tables.js';
import { readHtmlPart } from './read-html.js';
import { linesOfText } from './read-text.js';
import { PlacedText } from '../../input/placed-text.js';
import { markdownJoiner, textJoiner, type LineJoiner } from './wrapped-lines.js';

const parser = unified().use(remarkParse).use(remarkGfm);

interface Source extends MarkdownSource {
  readonly joins: LineJoiner;
}

/** Reads Markdown with GitHub's extensions (GFM), front matter and embedded HTML. */
export function readMarkdown(raw: string): readonly Block[] {
  const front = frontMatter(raw);
  // Line breaks replace the front matter, so that the offsets of the remaining text do not change.
  const root: Root = parser.parse('\n'.repeat(front.end) + raw.slice(front.end));
  const source: Source = {
    raw,
    urls: urlsIn(root, raw),
    textOf: (node: PhrasingContent) => inlineText(node, raw),
    joins: markdownJoiner(raw),
  };
  return [...front.blocks, ...blocksOf(root, source, 0)];
}

function blocksOf({ children }: Parents, source: Source, depth: number): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < children.length; index += 1) {
    const node = children[index] as RootContent;
    const end = endOfHtmlTable(children, index);
    if (end > index) {
      const [start] = rangeOf(node);
      blocks.push(
        ...readHtmlPart(source.raw, start, rangeOf(children[end] as Nodes)[1]).map(withoutMarkdown),
      );
      index = end;
    } else blocks.push(...blocksOfNode(node, source, depth));
  }
  return blocks;
}

/** The maximum number of nodes that an HTML table spans. */
const maxTableNodes = 400;

/**
 * Finds the index of the node with the end tag of the HTML table that starts in the node at `start`. Empty lines divide a table into several nodes. Returns `start`
 * if the node leaves no table open, or if no end tag follows within `maxTableNodes` nodes.
 */
function endOfHtmlTable(nodes: readonly Nodes[], start: number): number {
  const openIn = (node: Nodes | undefined): number =>
    node?.type === 'html'
      ? (node.value.match(/<table\b/giu)?.length ?? 0) - (node.value.match(/<\/table>/giu)?.length ?? 0)
      : 0;
  let open = openIn(nodes[start]);
  if (open <= 0) return start;
  for (let end = start + 1; end < Math.min(nodes.length, start + maxTableNodes); end += 1) {
    open += openIn(nodes[end]);
    if (open <= 0) return end;
  }
  return start;
}

/** Removes the markup of Markdown in the cells of an HTML table. */
function withoutMarkdown(block: Block): Block {
  if (block.kind !== 'table') return block;
  const { grid } = block;
  const cells = new Map<TableCell, TableCell>();
  const cellOf = (cell: TableCell): TableCell => {
    const { content, links } = withoutInlineMarkup(cell.content);
    const bare = cells.get(cell) ?? { ...cell, content, links: distinctLinks([...cell.links, ...links]) };
    cells.set(cell, bare);
    return bare;
  };
  return {
    kind: 'table',
    grid: { ...grid, rows: grid.rows.map((row) => row.map((cell) => cell && cellOf(cell))) },
  };
}

function blocksOfNode(node: RootContent, source: Source, depth: number): Block[] {
  const { raw } = source;
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', level: node.depth, content: collapseSpaces(inline(node.children, raw)) }];
    case 'paragraph':
      return paragraph(node.children, source);
    case 'list':
      return node.children.flatMap((item) => blocksOfItem(item, node.ordered === true, source, depth));
    case 'table':
      return tableBlocks(node, source);
    case 'html': {
      const [start, end] = rangeOf(node);
      return [...readHtmlPart(raw, start, end)];
    }
    case 'code':
      return code(node, raw);
    case 'blockquote':
      return blocksOf(node, source, depth);
    case 'footnoteDefinition':
      return [aside(node, raw, 'NOT_UNDERSTOOD', 'a note')];
    default:
      return [];
  }
}

function tableBlocks(node: Table, source: Source): Block[] {
  const { grid, below } = readMarkdownTable(node, source);
  const lines = blocksOfLines(below, source.joins).map((block) =>
    block.kind === 'line' ? { ...block, opens: false } : block,
  );
  const table: Block = grid
    ? { kind: 'table', grid }
    : aside(node, source.raw, 'NOT_UNDERSTOOD', 'a table with too many cells');
  return [table, ...lines];
}

/** Languages of code blocks that are plain text. */
const plainLanguages: ReadonlySet<string> = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'ascii']);

/** Reads the tables and the other lines of a code block. A block in which `blocksOfCode` finds no table becomes an aside. A block `{eval-rst}` of MyST contains reStructuredText. */
function code(node: Code, raw: string): Block[] {
  const [start, end] = rangeOf(node);
  const lines = linesOfText(PlacedText.of(raw, start, end)).filter(
    ({ text }) => !/^\s*(?:`{3,}|~{3,})/u.test(text),
  );
  if (node.lang === '{eval-rst}') return [...blocksOfLines(lines, textJoiner(lines))];
  const blocks = blocksOfCode(lines, plainLanguages.has(node.lang ?? ''));
  return blocks ? [...blocks] : [aside(node, raw, 'NOT_UNDERSTOOD', 'code')];
}

function paragraph(children: readonly PhrasingContent[], { raw, joins }: Source): Block[] {
  const textNodes = children.filter((child) => child.type !== 'image' && child.type !== 'imageReference');
  const captions = children
    .filter((child) => child.type === 'image' || child.type === 'imageReference')
    .map((child) => aside(child, raw, 'FURNITURE', 'an image'));
  const lines = linesOfText(inline(textNodes, raw));
  // A sign that is not a bullet in Markdown, such as an escaped asterisk, is the mark of a footnote.
  const isNote = (line: PlacedText | undefined): boolean => /^\s*[*+-]\s/u.test(line?.text ?? '');
  const filled = lines.filter((line) => !line.isBlank);
  const blocks = filled.some(isNote)
    ? filled.map((content): Block => ({ kind: 'line', content, opens: true, emphasisLength: 0 }))
    : blocksOfLines(filled, joins);
  const strong = children.filter((child) => child.type === 'strong').map(rangeOf);
  return [
    ...captions,
    ...blocks.map((block): Block => {
      if (block.kind !== 'line' && block.kind !== 'item') return block;
      const content = collapseSpaces(block.content);
      return { ...block, content, emphasisLength: emphasisLengthOf(content, strong) };
    }),
  ];
}

/** Counts the UTF-16 code units of the strong text at the start of a text; 0 if the text does not start with strong text. */
function emphasisLengthOf(content: PlacedText, strong: readonly (readonly [number, number])[]): number {
  const span = strong.find(
    ([start, end]) => content.start >= start && content.start < end && content.start - start <= 3,
  );
  return span ? content.lengthBefore(span[1]) : 0;
}

function blocksOfItem(item: ListItem, isNumbered: boolean, source: Source, depth: number): Block[] {
  const { raw } = source;
  const paragraphs: PlacedText[] = [];
  let emphasisLength = 0;
  const nested: (BlockContent | DefinitionContent)[] = [];
  for (const child of item.children) {
    if (child.type === 'paragraph' && nested.length === 0) {
      const content = collapseSpaces(inline(child.children, raw));
      if (paragraphs.length === 0) {
        emphasisLength = emphasisLengthOf(
          content,
          child.children.filter((node) => node.type === 'strong').map(rangeOf),
        );
      }
      paragraphs.push(content);
    } else {
      nested.push(child);
    }
  }
  const content = PlacedText.join(paragraphs, '\n');
  const itemBlocks: Block[] = content.isBlank
    ? []
    : [{ kind: 'item', depth, isNumbered, content, emphasisLength }];
  return [...itemBlocks, ...nested.flatMap((child) => blocksOfNode(child, source, depth + 1))];
}

function aside(node: Nodes, raw: string, outcome: 'FURNITURE' | 'NOT_UNDERSTOOD', why: string): Block {
  const [start, end] = rangeOf(node);
  return { kind: 'aside', content: PlacedText.of(raw, start, end), outcome, why };
}

function rangeOf(node: Nodes): readonly [number, number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}

function inline(nodes: readonly PhrasingContent[], raw: string): PlacedText {
  return PlacedText.join(
    nodes.map((node, index) => {
      const before = nodes[index - 1];
      const isSuperscript = before?.type === 'html' && /^<sup\b/iu.test(before.value);
      return isSuperscript ? superscript(inlineText(node, raw)) : inlineText(node, raw);
    }),
  );
}

function inlineText(node: PhrasingContent, raw: string): PlacedText {
  const [start, end] = rangeOf(node);
  switch (node.type) {
    case 'text':
      return alignText(node.value, raw, start, end);
    case 'inlineCode': {
      const marks = /^`+/u.exec(raw.slice(start, end))?.[0].length ?? 0;
      return alignText(node.value, raw, start + marks, end - marks);
    }
    case 'break':
      return PlacedText.decoded('\n', start, end);
    case 'html':
      return /^<br\s*\/?>$/iu.test(node.value) ? PlacedText.decoded(' ', start, end) : PlacedText.empty;
    case 'image':
    case 'imageReference':
    case 'footnoteReference':
      return PlacedText.empty;
    default:
      return 'children' in node ? inline(node.children, raw) : PlacedText.empty;
  }
}
