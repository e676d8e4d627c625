import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { distinctLinks, linksIn } from './cell-links.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';

const delimiter = /^\s*\|={3,}\s*$/u;
const attributes = /^\s*\[(.*)\]\s*$/u;
/** The start of a cell: a bar, after spans, alignment and style as in `2.3+^s|`. */
const cellStart = /(?:(?<=^|\s)(?:(\d{1,3})?(?:\.(\d{1,3}))?\+)?[<^>.]{0,3}([adehlmsv])?)?\|/gu;
const maxColumns = 64;
const comment = /^\/\/(?!\/)/u;
/** Links, cross references, icons, images, references to attributes, footnotes, and other macros that are shown as their texts: `kbd:[F1]`. */
const inline =
  /(?:link:[^\s[\]]{1,2000}|xref:[^\s[\]]{1,400}|https?:\/\/[^\s[\]]{1,2000})\[(?<link>[^\]]{0,400}?)\^?\]|<<[^<>,]{1,200},(?<reference>[^<>]{1,400})>>|icon:(?<icon>[\w-]{1,40})\[[^\]]{0,200}\]|image::?(?<image>[^\s[\]]{1,400})\[(?<alternative>[^\]]{0,200})\]|\{(?<attribute>[\w-]{1,40})\}|\s*footnote:[\w-]{0,40}\[(?<footnote>[^\]]{0,400})\]|\b(?!menu:)[a-z]{2,20}:[\w-]{0,40}\[(?<macro>[^\]]{0,200})\]/gu;
/** The signs of icons whose names state yes or no. */
const icons: ReadonlyMap<string, string> = new Map([
  ['check', '✓'],
  ['check-circle', '✓'],
  ['check-square', '✓'],
  ['times', '✗'],
  ['times-circle', '✗'],
  ['ban', '✗'],
]);

/**
 * Tables of AsciiDoc: cells after bars, between two lines of `|===`. The attribute `cols`, or the first line, shows the
 * number of columns. The option `header`, or an empty line after the first line, shows that the first row is the head.
 */
export const asciiDoc: TableForm = {
  name: 'asciidoc',
  tableAt(lines, start) {
    let first = start;
    while (first < start + 2 && /^\s*(?:\[.*\]|\.[^\s.].*)\s*$/u.test(lines[first]?.text ?? '')) first += 1;
    if (!delimiter.test(lines[first]?.text ?? '')) return null;
    const prefix = lines.slice(start, first);
    const options = prefix.map(({ text }) => attributes.exec(text)?.[1] ?? '').join(',');
    const title =
      prefix
        .find(({ text }) => text.trimStart().startsWith('.'))
        ?.trim()
        .slice(1) ?? null;
    const attributesAbove = attributesOf(lines, start);
    const cells: TableCell[] = [];
    let columns = columnsIn(options);
    let hasHead = /%header|options?\s*=\s*"?[^"\]]*header/u.test(options);
    let end = first + 1;
    let pending: PlacedText[] = [];
    let spans = { rowSpan: 1, columnSpan: 1 };
    let isHeadCell = false;
    let isOpen = false;
    const close = (): void => {
      if (isOpen)
        cells.push({ ...cellOf(PlacedText.join(pending, ' '), isHeadCell, attributesAbove), ...spans });
      pending = [];
    };
    for (; end < lines.length && !delimiter.test(lines[end]?.text ?? ''); end += 1) {
      const line = lines[end] as PlacedText;
      if (comment.test(line.text)) continue;
      const starts = [...line.text.matchAll(cellStart)].filter(({ index }) => line.text[index - 1] !== '\\');
      pending.push(line.slice(0, starts[0]?.index).trim());
      for (const [index, { 0: mark, 1: across, 2: down, 3: style, index: at }] of starts.entries()) {
        close();
        isOpen = true;
        spans = { columnSpan: Number(across ?? 1), rowSpan: Number(down ?? 1) };
        isHeadCell = style === 'h';
        pending.push(line.slice(at + mark.length, starts[index + 1]?.index).trim());
      }
      const isFirst = columns === 0 && starts.length > 0;
      if (isFirst) columns = starts.length;
      if (end === first + 1 && starts.length > 0 && (lines[end + 1]?.isBlank ?? false)) hasHead = true;
    }
    close();
    if (columns === 0 || columns > maxColumns || cells.length < 2 * columns) return null;
    const rows = rowsOf(cells, columns);
    const [head = [], ...body] = rows;
    return {
      rows: hasHead ? [head.map((cell) => ({ ...cell, isHead: true })), ...body] : rows,
      caption: title,
      end: Math.min(end + 1, lines.length),
    };
  },
};

/** The attributes that the first lines of the document define above a table, such as `:yes: icon:check[]`. */
function attributesOf(lines: readonly PlacedText[], table: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { text } of lines.slice(0, Math.min(table, maxHeaderLines))) {
    const [, name, value = ''] = /^:([\w-]{1,40}):\s+(.{1,200})$/u.exec(text) ?? [];
    if (name !== undefined) found.set(name, value.trim());
  }
  return found;
}

/** Matches the attributes of formatted text at the start of a cell: `[align=left]*Name*`. */
const role = /^\[[\w=.,#% -]{1,60}\](?=[*_`#]\S)/u;
/** The number of lines at the start of a document in which attributes are looked up. */
const maxHeaderLines = 200;

/** Creates a cell: links become their texts, icons become signs, and attributes become their values. */
function cellOf(written: PlacedText, isHead: boolean, defined: ReadonlyMap<string, string>): TableCell {
  const text = written.slice(role.exec(written.text)?.[0].length ?? 0);
  const parts: PlacedText[] = [];
  let at = 0;
  for (const { 0: whole, index, groups = {} } of text.text.matchAll(inline)) {
    const { link, reference, icon, image, alternative = '', attribute, footnote, macro } = groups;
    const shown = text.slice(index, index + whole.length);
    const name = attribute === undefined ? undefined : defined.get(attribute);
    const sign = icons.get(icon ?? /^icon:([\w-]+)\[/u.exec(name ?? '')?.[1] ?? '') ?? name;
    const words = link ?? reference ?? macro;
    parts.push(text.slice(at, index));
    if (words !== undefined) {
      const start = index + whole.lastIndexOf(words);
      parts.push(words === '' ? shown : text.slice(start, start + words.length));
    } else if (footnote !== undefined) {
      if (footnote !== '') parts.push(PlacedText.decoded(` (${footnote})`, shown.start, shown.end));
    } else if (image !== undefined) {
      parts.push(PlacedText.decoded(textOfImage(image, alternative), shown.start, shown.end));
    } else parts.push(sign === undefined ? shown : PlacedText.decoded(sign, shown.start, shown.end));
    at = index + whole.length;
  }
  const cell = lineCell(PlacedText.join([...parts, text.slice(at)]), isHead);
  return { ...cell, links: distinctLinks([...linksIn(text), ...cell.links]) };
}

/**
 * Returns the alternative text of an image, or the name of its file if it has none (Asciidoctor, "Images": the default alternative text).
 * @param attributes the first one is the alternative text if it has no name
 */
function textOfImage(target: string, attributes: string): string {
  const [first = ''] = attributes.split(',');
  if (first.trim() !== '' && !first.includes('=')) return first.trim().replace(/^"|"$/gu, '');
  const file = target.slice(target.lastIndexOf('/') + 1);
  return file.replace(/\.\w{1,5}$/u, '').replace(/[-_]/gu, ' ');
}

/** The number of columns in the attribute `cols`, such as `cols="1,2,3"` or `cols=3*`; 0 if there is none. */
function columnsIn(options: string): number {
  const value = /\bcols\s*=\s*(?:"([^"]*)"|([^,\s]+))/u.exec(options);
  const list = value?.[1] ?? value?.[2] ?? '';
  // A multiplier without a number, as in `<*` and `<.<*`, states no number of columns.
  if (list === '' || /(?:^|[,;])\s*[<^>]?(?:\.[<^>])?\*/u.test(list)) return 0;
  return list.split(/[,;]/u).reduce((sum, item) => sum + Number(/^\s*(\d{1,2})\*/u.exec(item)?.[1] ?? 1), 0);
}

/** Groups cells into rows of a number of columns, less the columns that cells above span. */
function rowsOf(cells: readonly TableCell[], columns: number): readonly (readonly TableCell[])[] {
  const rows: TableCell[][] = [];
  /** By row, the number of columns that cells of rows above span. */
  const covered: number[] = [];
  let row: TableCell[] = [];
  let width = 0;
  for (const cell of cells) {
    if (width >= columns) {
      rows.push(row);
      row = [];
      width = covered[rows.length] ?? 0;
    }
    row.push(cell);
    width += cell.columnSpan;
    for (let below = 1; below < cell.rowSpan; below += 1)
      covered[rows.length + below] = (covered[rows.length + below] ?? 0) + cell.columnSpan;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}
