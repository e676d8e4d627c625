import { fold } from '../../../graph/text/fold.js';
import type { PlacedText } from '../../input/placed-text.js';
import type { TableCell, TableContext } from '../model/table-grid.js';

/** The texts of the footnotes of a table, by mark. */
export interface Footnotes {
  readonly texts: ReadonlyMap<string, string>;
  /** The texts that define the footnotes. */
  readonly sources: readonly PlacedText[];
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const star = String.raw`\*{1,4}|[†‡§]{1,2}`;
const definition = new RegExp(
  String.raw`^(?:\.\. (?=\[))?(?:\[\^(?<reference>[^\]\s]{1,20})\]:?|\[(?<bracket>\d{1,3}|[a-z]|${star})\]:?|\*?\((?<round>\d{1,3}|[a-z]|${star})\):?|(?<superscript>[${superscripts}]{1,3})[.):]?|(?<star>${star})[.):]?|(?:note )?(?<plain>\d{1,3}|[a-z])[.):])\s*(?<words>\S[\s\S]*)$`,
  'u',
);

/**
 * Finds the footnotes of a table in the texts below and above it. The first definition of a mark is used. Definitions
 * below the table take precedence over definitions above it: numbers may restart with each table, so a definition above
 * the table can belong to the previous table.
 */
export function footnotesOf({ after, before }: TableContext, cells: Iterable<TableCell>): Footnotes {
  const texts = new Map<string, string>();
  const sources: PlacedText[] = [];
  const marked = new Set<string>();
  for (const { footnotes, content } of cells) {
    for (const mark of [...footnotes, ...marksAtEnd(content.text)]) marked.add(normaliseMark(mark));
  }
  if (marked.size === 0) return { texts, sources };
  for (const source of [...after, ...before]) {
    let isUsed = false;
    for (const line of source.text.split(/\n|\s(?=[¹²³⁴⁵⁶⁷⁸⁹])/u)) {
      const { words = '', ...mark } = definition.exec(line.trim())?.groups ?? {};
      const key = normaliseMark(Object.values(mark).find((each) => each !== undefined) ?? '');
      // "1. First step" is an item of a list, unless a cell has the mark.
      if (!marked.has(key) || texts.has(key) || fold(words) === '') continue;
      texts.set(key, words.trim());
      isUsed = true;
    }
    if (isUsed) sources.push(source);
  }
  return { texts, sources };
}

/** Normalises a mark, to find its definition: `¹`, `[1]`, `^1` and `*(1)` become `1`. */
function normaliseMark(mark: string): string {
  const digits = [...mark]
    .map((each) => (superscripts.includes(each) ? String(superscripts.indexOf(each)) : each))
    .join('');
  const [, inner] = /^[*^]?[([]?\^?([^()[\]^]+)[)\]]?$/u.exec(digits.trim()) ?? [];
  return inner ?? digits.trim();
}

/** The maximum length of the mark of a footnote with the space before it, in UTF-16 code units. */
const maxMarkLength = 20;
const trailing = new RegExp(
  String.raw`\s*(?:\[\^?(?:\d{1,3}|[a-z]|${star})\]|\^\d{1,2}|[${superscripts}]{1,3}|(?:${star})|\*?\((?:\d{1,2}|[a-z]|${star})\))$`,
  'u',
);
/** Matches superscripts and numbers after `^`, without a space before them. */
const exponent = new RegExp(String.raw`^(?:[${superscripts}]+|\^\d+)$`, 'u');
const mayEndWithMark = new RegExp(String.raw`[\])*†‡§${superscripts}\d]$`, 'u');

/** The marks at the end of a text that can be marks of footnotes. */
function marksAtEnd(text: string): readonly string[] {
  const marks: string[] = [];
  let rest = text.trimEnd();
  for (let found = markAtEnd(rest); found; found = markAtEnd(rest)) {
    marks.push(found[0].trim());
    rest = rest.slice(0, found.index);
  }
  return marks;
}

function markAtEnd(text: string): RegExpExecArray | null {
  if (!mayEndWithMark.test(text)) return null;
  const found = trailing.exec(text.slice(-maxMarkLength));
  return found && Object.assign(found, { index: found.index + Math.max(0, text.length - maxMarkLength) });
}

/** A text without the marks of footnotes at its end. */
export interface UnmarkedText {
  readonly text: string;
  readonly marks: readonly string[];
}

/**
 * Removes the marks of footnotes from the end of a text: marks with a definition, and the signs `*`, `†`, `‡` and `§`,
 * which have no other use at the end of a cell. An exponent, as in `5 m²`, is not a mark.
 */
export function withoutMarks(text: string, { texts }: Footnotes): UnmarkedText {
  if (!mayEndWithMark.test(text)) return { text, marks: [] };
  const marks: string[] = [];
  let rest = text;
  for (let found = markAtEnd(rest); found; found = markAtEnd(rest)) {
    const [written] = found;
    const mark = normaliseMark(written.trim());
    const before = rest.slice(0, found.index);
    const isStar = /^[*†‡§]+$/u.test(mark);
    const isExponent = exponent.test(written) && /\d.*\p{L}$/u.test(before);
    if (before.trim() === '' || isExponent || (!isStar && !texts.has(mark))) break;
    marks.unshift(mark);
    rest = before;
  }
  return { text: rest.trimEnd(), marks };
}

/** The texts of footnotes in order; marks without a definition are left out. */
export function textsOf(marks: readonly string[], { texts }: Footnotes): readonly string[] {
  return marks.flatMap((mark) => texts.get(normaliseMark(mark)) ?? []);
}
