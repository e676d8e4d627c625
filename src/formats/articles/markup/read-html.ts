import type { Element, Nodes, Parents } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { alignText, collapseSpaces } from '../../input/align-text.js';
import type { Block } from '../../tables/model/block.js';
import { isTable, readHtmlTable } from '../../tables/forms/html-tables.js';
import { superscript } from '../../tables/forms/cell-parts.js';
import { blocksOfCode } from '../../tables/forms/code-tables.js';
import { blocksOfLines } from './line-blocks.js';
import { isFurniture, mainPart } from './page-furniture.js';
import { linesOfText } from './read-text.js';
import { PlacedText } from '../../input/placed-text.js';

const pageParser = unified().use(rehypeParse);
const partParser = unified().use(rehypeParse, { fragment: true });

/** Reads a web page or an HTML fragment. Elements of a page that do not belong to its article become aside blocks. */
export function readHtml(raw: string): readonly Block[] {
  const isPage = /<(?:html|body|head)[\s>]/iu.test(raw);
  const root = (isPage ? pageParser : partParser).parse(raw);
  const isMain = isPage ? mainPart(root) : () => true;
  return new HtmlReader(raw, 0, isMain).read(root);
}

/** Reads HTML from `start` to `end` (UTF-16 offsets) of a text in another format. */
export function readHtmlPart(raw: string, start: number, end: number): readonly Block[] {
  const root = partParser.parse(raw.slice(start, end));
  return new HtmlReader(raw, start, () => true).read(root);
}

const inlineNames = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

class HtmlReader {
  readonly #raw: string;
  readonly #offset: number;
  readonly #isMain: (element: Element) => boolean;
  readonly #blocks: Block[] = [];
  #inline: PlacedText[] = [];
  #strong: (readonly [number, number])[] = [];

  constructor(raw: string, offset: number, isMain: (element: Element) => boolean) {
    this.#raw = raw;
    this.#offset = offset;
    this.#isMain = isMain;
  }

  read(root: Parents): readonly Block[] {
    this.#children(root, 0);
    this.#flush();
    return this.#blocks;
  }

  #children(parent: Parents, depth: number): void {
    for (const child of parent.children) this.#node(child, depth);
  }

  #node(node: Nodes, depth: number): void {
    if (node.type === 'text') this.#inline.push(this.#alignedText(node));
    else if (node.type === 'comment') this.#aside(node, 'FURNITURE', 'a comment');
    else if (node.type === 'element') this.#element(node, depth);
  }

  #element(element: Element, depth: number): void {
    const { tagName: name } = element;
    if (name === 'br') {
      const [start, end] = this.#rangeOf(element);
      this.#inline.push(PlacedText.decoded('\u2028', start, end));
    } else if (isFurniture(element) || !this.#isMain(element)) {
      this.#flush();
      this.#aside(element, 'FURNITURE', 'page furniture');
    } else if (name === 'sup') {
      this.#inline.push(superscript(this.#textOf(element)));
    } else if (inlineNames.has(name)) {
      const before = this.#inline.length;
      this.#children(element, depth);
      if (name === 'strong' || name === 'b') {
        const content = PlacedText.join(this.#inline.slice(before));
        if (!content.isBlank) this.#strong.push([content.start, content.end]);
      }
    } else {
      this.#flush();
      this.#block(element, depth);
      this.#flush();
    }
  }

  #block(element: Element, depth: number): void {
    const { tagName: name } = element;
    const level = /^h([1-6])$/u.exec(name)?.[1];
    if (level !== undefined) {
      const content = collapseSpaces(this.#textOf(element));
      if (!content.isBlank) this.#blocks.push({ kind: 'heading', level: Number(level), content });
    } else if (isTable(element)) {
      this.#table(element);
    } else if (name === 'ul' || name === 'ol') {
      for (const child of element.children) {
        if (child.type === 'element' && child.tagName === 'li') this.#item(child, name === 'ol', depth);
        else this.#node(child, depth);
        this.#flush();
      }
    } else if (name === 'dl') {
      this.#descriptions(element, depth);
    } else if (name === 'pre') {
      this.#code(element);
    } else if (name === 'img' || name === 'figcaption' || name === 'caption') {
      this.#aside(element, 'FURNITURE', 'a caption');
    } else {
      this.#children(element, depth);
    }
  }

  #item(item: Element, isNumbered: boolean, depth: number): void {
    const blocksBefore = this.#blocks.length;
    const nested = item.children.findIndex(isNestedList);
    const head = nested < 0 ? item.children : item.children.slice(0, nested);
    for (const child of head) {
      this.#node(child, depth);
      // Each paragraph becomes a block; the blocks are joined below.
      if (child.type === 'element' && !inlineNames.has(child.tagName) && child.tagName !== 'br')
        this.#flush();
    }
    this.#flush();
    const itemBlocks = this.#blocks
      .splice(blocksBefore)
      .flatMap((block) => ('content' in block && block.kind !== 'aside' ? [block] : []));
    const content = PlacedText.join(
      itemBlocks.map((block) => block.content),
      '\n',
    );
    const [first] = itemBlocks;
    const emphasisLength =
      first && 'emphasisLength' in first
        ? first.emphasisLength
        : first?.kind === 'heading'
          ? first.content.text.length
          : 0;
    if (!content.isBlank) this.#blocks.push({ kind: 'item', depth, isNumbered, content, emphasisLength });
    if (nested >= 0) for (const child of item.children.slice(nested)) this.#node(child, depth + 1);
    this.#flush();
  }

  #descriptions(list: Element, depth: number): void {
    let terms: PlacedText[] = [];
    let descriptions: Element[] = [];
    const close = (): void => {
      const term = PlacedText.join(terms, ', ');
      const [only] = descriptions;
      const isSimple = descriptions.length === 1 && only && !only.children.some(isNestedList);
      if (isSimple) {
        const content = PlacedText.join([term, collapseSpaces(this.#textOf(only))], '\n');
        this.#blocks.push({
          kind: 'item',
          depth,
          isNumbered: false,
          content,
          emphasisLength: term.text.length,
        });
      } else {
        const emphasisLength = term.text.length;
        if (!term.isBlank)
          this.#blocks.push({ kind: 'item', depth, isNumbered: false, content: term, emphasisLength });
        for (const description of descriptions)
          this.#item(description, false, depth + (term.isBlank ? 0 : 1));
      }
      terms = [];
      descriptions = [];
    };
    const elements = list.children.flatMap((child) =>
      child.type !== 'element' ? [] : child.tagName === 'div' ? child.children : [child],
    );
    for (const child of elements) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'dt') {
        if (descriptions.length > 0) close();
        terms.push(collapseSpaces(this.#textOf(child)));
      } else if (child.tagName === 'dd') {
        descriptions.push(child);
      }
    }
    close();
  }

  #table(table: Element): void {
    const { grid, isLayout, cells, nested } = readHtmlTable(table, {
      raw: this.#raw,
      textOf: (node) => this.#alignedText(node),
      rangeOf: (node) => this.#rangeOf(node),
      isFurniture,
    });
    if (isLayout) {
      for (const cell of cells) {
        this.#children(cell, 0);
        this.#flush();
      }
      return;
    }
    const caption = grid?.context.caption ?? null;
    if (caption !== null && !caption.isBlank)
      this.#blocks.push({ kind: 'aside', content: caption, outcome: 'NAMED', why: 'the caption of a table' });
    if (grid) this.#blocks.push({ kind: 'table', grid });
    else this.#aside(table, 'NOT_UNDERSTOOD', 'a table with too many cells');
    for (const element of nested) this.#table(element);
  }

  /** Reads preformatted text: its tables and other lines, or code if it has no tables. */
  #code(element: Element): void {
    const [start, end] = this.#rangeOf(element);
    const blocks = blocksOfCode(linesOfText(this.#textOf(element)));
    if (blocks) this.#blocks.push(...blocks);
    else if (end > start) this.#aside(element, 'NOT_UNDERSTOOD', 'code');
  }

  /** The text of a node and its descendants, without furniture. Spaces separate the children of a node if one of them is a block element or a line break. */
  #textOf(node: Nodes): PlacedText {
    if (node.type === 'text') return this.#alignedText(node);
    if (node.type !== 'element' || isFurniture(node)) return PlacedText.empty;
    if (node.tagName === 'br') {
      const [start, end] = this.#rangeOf(node);
      return PlacedText.decoded(' ', start, end);
    }
    const parts = node.children.map((child) => this.#textOf(child));
    const isInline = node.children.every(
      (child) => child.type !== 'element' || inlineNames.has(child.tagName),
    );
    return PlacedText.join(parts, isInline ? '' : ' ');
  }

  #alignedText(node: Extract<Nodes, { type: 'text' }>): PlacedText {
    const [start, end] = this.#rangeOf(node);
    return alignText(node.value, this.#raw, start, end);
  }

  #flush(): void {
    const content = PlacedText.join(this.#inline);
    this.#inline = [];
    if (!content.isBlank) {
      const lines = content.text.includes('\u2028') ? linesOfText(collapseLines(content)) : [content];
      for (const block of blocksOfLines(lines.map(collapseSpaces), () => false)) {
        if (block.kind !== 'line' && block.kind !== 'item') {
          this.#blocks.push(block);
          continue;
        }
        const span = this.#strong.find(([start]) => start === block.content.start);
        const emphasisLength = span ? block.content.lengthBefore(span[1]) : 0;
        this.#blocks.push({ ...block, emphasisLength });
      }
    }
    this.#strong = [];
  }

  #aside(node: Nodes, outcome: 'FURNITURE' | 'NOT_UNDERSTOOD', why: string): void {
    const [start, end] = this.#rangeOf(node);
    if (end > start)
      this.#blocks.push({ kind: 'aside', content: PlacedText.of(this.#raw, start, end), outcome, why });
  }

  #rangeOf(node: Nodes): readonly [number, number] {
    const { start, end } = node.position ?? {};
    return [(start?.offset ?? 0) + this.#offset, (end?.offset ?? start?.offset ?? 0) + this.#offset];
  }
}

function isNestedList(node: Nodes): boolean {
  return node.type === 'element' && ['ul', 'ol', 'dl', 'table'].includes(node.tagName);
}

/** Collapses the line breaks of the HTML source, which are white space. The line breaks of `<br>` (U+2028) remain. */
function collapseLines(content: PlacedText): PlacedText {
  return PlacedText.join(content.split(/\u2028/gu).map(collapseSpaces), '\u2028');
}
