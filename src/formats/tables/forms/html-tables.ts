import type { Element, Nodes } from 'hast';
import { PlacedText } from '../../input/placed-text.js';
import { gridOf } from './make-grid.js';
import type { TableCell, TableGrid } from '../model/table-grid.js';
import { alignText, collapseSpaces } from '../../input/align-text.js';
import { CellParts, isBadge, textWithin } from './cell-parts.js';

/** A document that a table is part of. */
export interface HtmlSource {
  readonly raw: string;
  textOf(node: Extract<Nodes, { type: 'text' }>): PlacedText;
  /** The range of a node in the raw text. */
  rangeOf(node: Nodes): readonly [start: number, end: number];
  /** Whether an element is never part of a text, such as a script. */
  isFurniture(element: Element): boolean;
}

export interface HtmlTable {
  /** Null if the table has too many positions to be read. */
  readonly grid: TableGrid | null;
  /**
   * Whether the table only arranges parts of a page: it has the role `presentation`, fewer than two columns, or
   * nested tables and fewer than two rows with several cells that are not blank.
   */
  readonly isLayout: boolean;
  /** The cells, in order. */
  readonly cells: readonly Element[];
  /**
   * The tables within the cells, except tables with fewer than two rows with several cells: these are part of the texts
   * of cells.
   */
  readonly nested: readonly Element[];
}

/** Reads a table. The texts of its cells do not include the tables in `nested`. */
export function readHtmlTable(table: Element, source: HtmlSource): HtmlTable {
  const reader = new CellReader(source);
  const rows = rowsIn(table);
  const cells = rows.map((row) => row.cells.map((cell) => reader.read(cell, row.isHead)));
  const caption = table.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'caption',
  );
  const grid = gridOf('html', cells, { caption: caption ? reader.textIn(caption) : null });
  const hasCells = (row: readonly TableCell[]): boolean =>
    row.filter(({ content }) => !content.isBlank).length >= 2;
  return {
    grid,
    isLayout:
      table.properties['role'] === 'presentation' ||
      (grid !== null && (grid.rows[0]?.length ?? 0) < 2) ||
      (reader.nested.length > 0 && cells.filter(hasCells).length < 2),
    cells: rows.flatMap((row) => row.cells),
    nested: reader.nested,
  };
}

interface Row {
  readonly cells: readonly Element[];
  readonly isHead: boolean;
}

function rowsIn(table: Element): readonly Row[] {
  const rows: Row[] = [];
  const visit = (element: Element, isHead: boolean): void => {
    for (const child of element.children) {
      if (child.type !== 'element' || isTable(child) || child.tagName === 'caption') continue;
      if (child.tagName !== 'tr' && child.properties['role'] !== 'row') {
        visit(child, isHead || child.tagName === 'thead');
        continue;
      }
      const cells = child.children.filter((cell): cell is Element => cell.type === 'element' && isCell(cell));
      if (cells.length > 0) rows.push({ cells, isHead });
    }
  };
  visit(table, false);
  return rows;
}

/** Whether an element is a table, also by its role. */
export function isTable({ tagName, properties }: Element): boolean {
  return tagName === 'table' || /^(?:table|grid|treegrid)$/u.test(String(properties['role'] ?? ''));
}

function isCell({ tagName, properties }: Element): boolean {
  return (
    /^t[dh]$/u.test(tagName) ||
    /^(?:cell|gridcell|columnheader|rowheader)$/u.test(String(properties['role'] ?? ''))
  );
}

function isHeadCell({ tagName, properties }: Element): boolean {
  return tagName === 'th' || /^(?:column|row)header$/u.test(String(properties['role'] ?? ''));
}

/** The maximum length of a start tag in which a URL is looked for, in UTF-16 code units. */
const maxTagLength = 4_000;

class CellReader {
  readonly nested: Element[] = [];
  readonly #source: HtmlSource;

  constructor(source: HtmlSource) {
    this.#source = source;
  }

  read(cell: Element, isInHead: boolean): TableCell {
    const parts = new CellParts();
    this.#addChildren(cell, parts);
    const spans = { rowSpan: spanOf(cell, 'rowSpan'), columnSpan: spanOf(cell, 'colSpan') };
    const read = parts.cell(isInHead || isHeadCell(cell), spans, () => this.#labelOf(cell));
    if (read.content.text !== '') return read;
    const [, end] = this.#source.rangeOf(cell);
    return { ...read, content: PlacedText.decoded('', end, end) };
  }

  /** The text of an element without marks of footnotes. */
  textIn(element: Element): PlacedText {
    const parts = new CellParts();
    this.#addChildren(element, parts);
    return parts.cell(false).content;
  }

  #addChildren(parent: Element, parts: CellParts): void {
    for (const child of parent.children) {
      if (child.type === 'text') parts.add(this.#source.textOf(child));
      else if (child.type === 'element') this.#addElement(child, parts);
    }
  }

  #addElement(element: Element, parts: CellParts): void {
    const { tagName, properties } = element;
    const [start, end] = this.#source.rangeOf(element);
    if (isTable(element) && rowsIn(element).filter(({ cells }) => cells.length > 1).length > 1) {
      this.nested.push(element);
    } else if (tagName === 'img') {
      const { alt, src } = properties;
      if (typeof alt === 'string' && alt !== '' && !isBadge(String(src ?? '')))
        parts.addPicture(textWithin(alt, this.#source.raw, start, end));
    } else if (tagName === 'input' && properties['type'] === 'checkbox') {
      parts.add(PlacedText.decoded(properties['checked'] === true ? '☑' : '☐', start, end));
    } else if (
      this.#source.isFurniture(element) ||
      /display:\s*none/iu.test(String(properties['style'] ?? ''))
    ) {
      return;
    } else if (/^(?:sub|small)$/u.test(tagName) && parts.hasOnlyWords && hasPicture(element)) {
      // The numbers in small pictures beside a name, such as badges with a version, are not part of the name.
      return;
    } else if (tagName === 'sup') {
      const content = this.textIn(element);
      if (!content.isBlank) parts.addSuperscript(content, hasLink(element));
      this.#addLinks(element, parts);
    } else {
      const { href } = properties;
      if (tagName === 'a' && typeof href === 'string') parts.addLink(this.#urlOf(href, start));
      const isBlock = blockNames.has(tagName);
      if (isBlock) parts.add(PlacedText.decoded(' ', start, start));
      this.#addChildren(element, parts);
      if (isBlock) parts.add(PlacedText.decoded(' ', end, end));
    }
  }

  /** Adds the links in an element whose text is added in another way. */
  #addLinks({ children }: Element, parts: CellParts): void {
    for (const child of children) {
      if (child.type !== 'element') continue;
      const { href } = child.properties;
      const [start] = this.#source.rangeOf(child);
      if (child.tagName === 'a' && typeof href === 'string') parts.addLink(this.#urlOf(href, start));
      this.#addLinks(child, parts);
    }
  }

  /** The URL of an attribute `href`, in the start tag at an offset. */
  #urlOf(href: string, start: number): PlacedText {
    const { raw } = this.#source;
    const [tag = ''] = /^<[^<>]*>/u.exec(raw.slice(start, start + maxTagLength)) ?? [];
    const attribute = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/iu.exec(tag);
    const value = attribute?.[1] ?? attribute?.[2] ?? attribute?.[3];
    if (!attribute || value === undefined) return PlacedText.decoded(href, start, start + tag.length);
    const from = start + attribute.index + attribute[0].lastIndexOf(value);
    return alignText(href, raw, from, from + value.length);
  }

  /** The first title or label of an element or its descendants: the text of an icon. */
  #labelOf(element: Element): PlacedText {
    const { title, ariaLabel } = element.properties;
    const label = [ariaLabel, title].find((value) => typeof value === 'string' && value.trim() !== '');
    const [start, end] = this.#source.rangeOf(element);
    if (typeof label === 'string') return textWithin(label, this.#source.raw, start, end);
    for (const child of element.children) {
      if (child.type !== 'element') continue;
      const found = child.tagName === 'title' ? this.textIn(child) : this.#labelOf(child);
      if (!found.isBlank) return collapseSpaces(found);
    }
    return PlacedText.empty;
  }
}

/** Elements with white space around them when they are displayed. */
const blockNames = new Set(
  'address article blockquote br center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

function hasPicture({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (child.tagName === 'img' || hasPicture(child)));
}

function hasLink({ children }: Element): boolean {
  return children.some((child) => child.type === 'element' && (child.tagName === 'a' || hasLink(child)));
}

function spanOf({ properties }: Element, name: 'colSpan' | 'rowSpan'): number {
  const span = Number(properties[name] ?? 1);
  return Number.isInteger(span) && span > 1 ? span : 1;
}
