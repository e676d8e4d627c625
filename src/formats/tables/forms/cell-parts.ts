import { PlacedText } from '../../input/placed-text.js';
import { distinctLinks, isAbsolute } from './cell-links.js';
import { tableCell } from './make-grid.js';
import type { TableCell } from '../model/table-grid.js';
import { collapseSpaces } from '../../input/align-text.js';

/** Matches the text before a superscript that is a power: a digit, or a unit of length or time, such as `m` in `m²`. */
const poweredEnd = /(?:\d|(?:^|[\s\d/(·*])(?:[kcdmµμn]?m|ft|in|yd|mi|s))$/u;
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const markText = /^[\s([]*(\p{L}{1,3}|\d{1,3}|[*†‡§¶#]{1,3}|note\s\d+|\p{L}\d)[\s)\].,:]*$/iu;

const badge =
  /\b(?:shields\.io|badgen\.net|badge\.fury\.io|travis-ci|appveyor|circleci|codecov|coveralls|bundlephobia)\b|\bbadge\b|[?&]svg=true|\/actions\/workflows\//iu;

/** Whether a URL is that of a badge with the state of a project. The text of a badge is not the content of a cell. */
export function isBadge(url: string): boolean {
  return badge.test(url);
}

/** Collects the text of a table cell, and the marks of footnotes and the links in it. */
export class CellParts {
  readonly #texts: PlacedText[] = [];
  readonly #footnotes: string[] = [];
  readonly #links: PlacedText[] = [];
  #hasPicture = false;

  /** Whether the cell has text, but no text of a picture yet. */
  get hasOnlyWords(): boolean {
    return !this.#hasPicture && this.#texts.some((text) => !text.isBlank);
  }

  /** Adds the text of a picture. */
  addPicture(text: PlacedText): void {
    this.#hasPicture = true;
    this.add(text);
  }

  add(text: PlacedText): void {
    this.#texts.push(text);
  }

  /** Adds the URL of a link. Relative URLs are left out. */
  addLink(url: PlacedText): void {
    if (isAbsolute(url.text)) this.#links.push(url);
  }

  addFootnote(mark: string): void {
    this.#footnotes.push(mark);
  }

  /** Adds a superscript: the marks of footnotes, a power, or text. */
  addSuperscript(content: PlacedText, hasLink: boolean): void {
    const { text } = content;
    const before = this.#texts
      .slice(-3)
      .map((part) => part.text)
      .join('');
    const isDigits = /^\s*\d+\s*$/u.test(text);
    if (isDigits && !hasLink && poweredEnd.test(before)) {
      this.add(superscript(content));
      return;
    }
    const marks = text.split(/[,;\s]+|(?<=\])(?=\[)/u).filter((mark) => mark !== '');
    const names = marks.map((mark) => markText.exec(mark)?.[1]);
    // Ordinals and trade marks: 1st, ®.
    const isText = /^(?:st|nd|rd|th|tm)$/iu.test(text.trim()) || names.includes(undefined);
    if (isText && !hasLink) this.add(content);
    else for (const [index, mark] of marks.entries()) this.addFootnote(names[index] ?? mark);
  }

  /** Creates the cell. @param fallback returns the text for a cell without text, such as the title of an icon */
  cell(
    isHead: boolean,
    spans: Pick<TableCell, 'rowSpan' | 'columnSpan'> = { rowSpan: 1, columnSpan: 1 },
    fallback: () => PlacedText = () => PlacedText.empty,
  ): TableCell {
    const content = collapseSpaces(PlacedText.join(this.#texts));
    return tableCell(content.isBlank ? collapseSpaces(fallback()) : content, {
      isHead,
      footnotes: this.#footnotes,
      links: distinctLinks(this.#links),
      ...spans,
    });
  }
}

/** Replaces one to three digits by superscript digits, without brackets around them; other texts stay as they are. */
export function superscript(content: PlacedText): PlacedText {
  const [, digits] = /^\s*\[?(\d{1,3})\]?\s*$/u.exec(content.text) ?? [];
  if (digits === undefined) return content;
  const raised = [...digits].map((digit) => superscripts[Number(digit)]).join('');
  return PlacedText.decoded(raised, content.start, content.end);
}

/**
 * Places a text in a range of the raw text, such as the value of an attribute. The complete range is used if it does
 * not contain the text.
 */
export function textWithin(text: string, raw: string, start: number, end: number): PlacedText {
  const at = raw.slice(start, end).indexOf(text);
  return at < 0
    ? PlacedText.decoded(text, start, end)
    : PlacedText.of(raw, start + at, start + at + text.length);
}
