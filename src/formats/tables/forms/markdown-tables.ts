import type { Nodes, PhrasingContent, Root, Table, TableCell as TableCellNode } from 'mdast';
import { PlacedText } from '../../input/placed-text.js';
import { gridOf } from './make-grid.js';
import type { TableCell, TableGrid } from '../model/table-grid.js';
import { CellParts, isBadge, textWithin } from './cell-parts.js';

/** A document that a table is part of. */
export interface MarkdownSource {
  readonly raw: string;
  /** The URLs of link references, by identifier. */
  readonly urls: ReadonlyMap<string, PlacedText>;
  /** The text of an inline node without child nodes. */
  readonly textOf: (node: PhrasingContent) => PlacedText;
}

/** A table, and the lines right below it, which the syntax makes part of it. */
export interface MarkdownTable {
  /** Null if the table has too many positions to be read. */
  readonly grid: TableGrid | null;
  readonly below: readonly PlacedText[];
}

/** Finds the URLs of the link references at the top level of a document, by identifier. */
export function urlsIn(root: Root, raw: string): ReadonlyMap<string, PlacedText> {
  return new Map(
    root.children.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, urlIn(node, node.url, raw)]] : [],
    ),
  );
}

/** A URL with its text range in the node of a link. */
function urlIn({ position }: Nodes, url: string, raw: string): PlacedText {
  return textWithin(url, raw, position?.start.offset ?? 0, position?.end.offset ?? 0);
}

/**
 * Reads a table. In Markdown, a table continues until an empty line or another block. Its last lines are read as text
 * below the table if they have no bar.
 */
export function readMarkdownTable(table: Table, source: MarkdownSource): MarkdownTable {
  const { raw } = source;
  const hasBar = ({ position }: Nodes): boolean =>
    raw.slice(position?.start.offset, position?.end.offset).includes('|');
  const end = table.children.findLastIndex(hasBar) + 1;
  const rows = table.children
    .slice(0, end)
    .map((row, index) => row.children.map((cell) => readCell(cell, index === 0, source)));
  const below = table.children
    .slice(end)
    .map(({ children }) => PlacedText.join(children.map((cell) => readCell(cell, false, source).content)));
  return { grid: gridOf('pipes', rows), below };
}

function readCell(node: TableCellNode, isHead: boolean, source: MarkdownSource): TableCell {
  const parts = new CellParts();
  addNodes(node.children, parts, source);
  const cell = parts.cell(isHead);
  if (cell.content.text !== '') return cell;
  const at = node.position?.end.offset ?? 0;
  return { ...cell, content: PlacedText.decoded('', at, at) };
}

/** The maximum number of nodes of an element after its start tag, including its end tag. */
const maxInnerNodes = 12;

function addNodes(nodes: readonly PhrasingContent[], parts: CellParts, source: MarkdownSource): void {
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] as PhrasingContent;
    const inner = innerNodes(nodes, index);
    const name = nameOfTag(node);
    if (name === 'sup' && inner) {
      parts.addSuperscript(PlacedText.join(inner.map(source.textOf)), inner.some(isLink));
      for (const link of inner.filter(isLink)) parts.addLink(targetOf(link, source));
      index += inner.length + 1;
    } else if (/^(?:sub|small)$/u.test(name) && inner && parts.hasOnlyWords && inner.some(isPicture)) {
      // The numbers in small pictures beside a name, such as badges with a version, are not part of the name.
      index += inner.length + 1;
    } else {
      if (node.type === 'html' && name === 'a') {
        parts.addLink(targetOf(node, source));
      }
      addNode(node, parts, source);
    }
  }
}

/** The URL of a link with its text range; empty if there is none. */
function targetOf(node: PhrasingContent, { raw, urls }: MarkdownSource): PlacedText {
  if (node.type === 'linkReference') return urls.get(node.identifier) ?? PlacedText.empty;
  const url = node.type === 'link' ? node.url : node.type === 'html' ? hrefIn(node.value) : '';
  return urlIn(node, url, raw);
}

function hrefIn(tag: string): string {
  return /\bhref=["']?([^"'\s>]+)/iu.exec(tag)?.[1] ?? '';
}

/** The name of a start tag; empty for other nodes. */
function nameOfTag(node: PhrasingContent): string {
  return node.type === 'html' ? (/^<([a-z]+)/iu.exec(node.value)?.[1]?.toLowerCase() ?? '') : '';
}

/** The nodes between a start tag `sup`, `sub` or `small` and its end tag; null if there is no such tag or no end tag. Each tag is a separate node. */
function innerNodes(nodes: readonly PhrasingContent[], start: number): readonly PhrasingContent[] | null {
  const node = nodes[start];
  const name = node ? nameOfTag(node) : '';
  if (!/^(?:sup|sub|small)$/u.test(name)) return null;
  const following = nodes.slice(start + 1, start + 1 + maxInnerNodes);
  const end = following.findIndex(
    (next) => next.type === 'html' && next.value.toLowerCase() === `</${name}>`,
  );
  return end < 0 ? null : following.slice(0, end);
}

function isPicture(node: PhrasingContent): boolean {
  return node.type === 'image' || node.type === 'imageReference' || nameOfTag(node) === 'img';
}

function isLink(node: PhrasingContent): boolean {
  return (
    node.type === 'link' ||
    node.type === 'linkReference' ||
    (node.type === 'html' && /^<a\b/iu.test(node.value))
  );
}

function addNode(node: PhrasingContent, parts: CellParts, source: MarkdownSource): void {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  switch (node.type) {
    case 'html': {
      const alt = /^<img\b[^>]*?\balt=(?:"([^"]*)"|'([^']*)')/iu.exec(node.value);
      const text = alt?.[1] ?? alt?.[2] ?? '';
      const [, url = ''] = /\bsrc=["']?([^"'\s>]+)/iu.exec(node.value) ?? [];
      if (text !== '' && !isBadge(url)) parts.addPicture(textWithin(text, source.raw, start, end));
      else if (/^<(?:br|p|li|div|hr)\b/iu.test(node.value)) parts.add(PlacedText.decoded(' ', start, end));
      return;
    }
    case 'break':
      parts.add(PlacedText.decoded(' ', start, end));
      return;
    case 'image':
    case 'imageReference':
      if (
        node.alt &&
        !isBadge(node.type === 'image' ? node.url : (source.urls.get(node.identifier)?.text ?? ''))
      )
        parts.addPicture(textWithin(node.alt, source.raw, start, end));
      return;
    case 'footnoteReference':
      parts.addFootnote(node.label ?? node.identifier);
      return;
    case 'link':
      parts.addLink(targetOf(node, source));
      addNodes(node.children, parts, source);
      return;
    case 'linkReference':
      parts.addLink(targetOf(node, source));
      addNodes(node.children, parts, source);
      return;
    default:
      if ('children' in node) addNodes(node.children, parts, source);
      else parts.add(source.textOf(node));
  }
}
