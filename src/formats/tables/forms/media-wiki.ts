import { PlacedText } from '../../input/placed-text.js';
import type { TableCell } from '../model/table-grid.js';
import { distinctLinks } from './cell-links.js';
import { lineCell } from './make-grid.js';
import type { TableForm } from './table-form.js';

const maxSpan = 1_000;
/** Inline markup: footnotes, comments, links, templates, emphasis and tags. */
const inline =
  /<ref\b[^<>]*\/>|<ref\b[^<>]*>[^<]*<\/ref>|<!--.*?-->|\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]|\[(https?:\/\/[^\s\]]+)\s*([^\]]*)\]|\{\{([^{}|]*)(?:\|([^{}]*))?\}\}|'{2,5}|<\/?[a-z][^<>]*>/giu;

const startOfTable = /^\s*:*\s*\{\|/u;

/**
 * Tables of MediaWiki: `{|` and `|}` around rows that `|-` separates, with heads after `!` and cells after `|`. A table ends before another `{|`:
 * otherwise, each of many starts without an end would read the rest of the document.
 */
export const mediaWiki: TableForm = {
  name: 'mediawiki',
  tableAt(lines, start) {
    if (!startOfTable.test(lines[start]?.text ?? '')) return null;
    const rows: TableCell[][] = [];
    let row: TableCell[] = [];
    let caption: PlacedText | null = null;
    let open: { parts: PlacedText[]; isHead: boolean } | null = null;
    const close = (): void => {
      if (open) row.push(cellOf(PlacedText.join(open.parts, ' '), open.isHead));
      open = null;
    };
    const endRow = (): void => {
      close();
      if (row.length > 0) rows.push(row);
      row = [];
    };
    let isCut = false;
    let end = start + 1;
    for (; end < lines.length; end += 1) {
      const line = (lines[end] as PlacedText).trim();
      const mark = /^(?:\|\}|\|-|\|\+|[|!])/u.exec(line.text)?.[0];
      if (mark === '|}') break;
      if (startOfTable.test(line.text)) {
        isCut = true;
        break;
      }
      if (mark === undefined) {
        (open as { parts: PlacedText[] } | null)?.parts.push(line);
      } else if (mark === '|-') {
        endRow();
      } else if (mark === '|+') {
        caption = withoutMarkup(withoutAttributes(line.slice(2))).content;
      } else {
        for (const content of line.slice(1).split(mark === '!' ? /!!|\|\|/gu : /\|\|/gu)) {
          close();
          open = { parts: [content], isHead: mark === '!' };
        }
      }
    }
    endRow();
    return rows.length < 2 ? null : { rows, caption, end: isCut ? end : Math.min(end + 1, lines.length) };
  },
};

/** Creates a cell from its source, such as `colspan="2" | text`. */
function cellOf(source: PlacedText, isHead: boolean): TableCell {
  const text = withoutAttributes(source);
  const start = source.text.slice(0, source.text.length - text.text.length);
  const spanIn = (name: string): number => {
    const span = Number(new RegExp(`\\b${name}\\s*=\\s*"?(\\d{1,4})`, 'iu').exec(start)?.[1] ?? 1);
    return Math.min(Math.max(span, 1), maxSpan);
  };
  const { content, links, footnotes } = withoutMarkup(text);
  const cell = lineCell(content.trim(), isHead);
  return {
    ...cell,
    links: distinctLinks([...links, ...cell.links]),
    footnotes,
    rowSpan: spanIn('rowspan'),
    columnSpan: spanIn('colspan'),
  };
}

/** Removes the attributes of a cell, which end with a bar. */
function withoutAttributes(source: PlacedText): PlacedText {
  const match = /^\s*(?:[\w-]+\s*=\s*(?:"[^"]*"|[^\s"|]+)\s*)+\|(?!\|)/u.exec(source.text);
  return match ? source.slice(match[0].length) : source;
}

function withoutMarkup(source: PlacedText): {
  readonly content: PlacedText;
  readonly links: readonly PlacedText[];
  readonly footnotes: readonly string[];
} {
  const parts: PlacedText[] = [];
  const links: PlacedText[] = [];
  const footnotes: string[] = [];
  let at = 0;
  for (const match of source.text.matchAll(inline)) {
    const { 0: markup, 1: label, 2: url, 3: text, 4: template, 5: argument, index } = match;
    parts.push(source.slice(at, index));
    at = index + markup.length;
    const add = (part: string, from: number): void => {
      const start = index + markup.indexOf(part, from);
      parts.push(source.slice(start, start + part.length));
    };
    if (label !== undefined) add(label, markup.length - 2 - label.length);
    else if (url !== undefined) {
      const start = index + markup.indexOf(url);
      links.push(source.slice(start, start + url.length));
      if (text) add(text, url.length + 1);
    } else if (template !== undefined) {
      add(template, 2);
      if (argument) {
        parts.push(PlacedText.decoded(' ', index, index));
        add(argument, 3 + template.length);
      }
    } else if (/^<br/iu.test(markup)) parts.push(PlacedText.decoded(' ', index, index));
    else if (/^<ref/iu.test(markup)) {
      const name = /\bname\s*=\s*"?([^"/>]{1,40})/iu.exec(markup)?.[1]?.trim();
      if (name !== undefined) footnotes.push(name);
    }
  }
  parts.push(source.slice(at));
  return { content: PlacedText.join(parts).trim(), links, footnotes };
}
