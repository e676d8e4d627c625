import { PlacedText } from '../../input/placed-text.js';
import { lineCell } from './make-grid.js';
import type { TextDocument, TextForm, TextLine } from './text-form.js';

/** The maximum number of lines before the table in which a heading with the names of the columns is searched. */
const maxLinesBack = 12;
const maxRows = 60;
const confidence = 0.7;

/**
 * Numbered aspects, each followed by one line for each column. The heading or lead-in above the aspects names the columns
 * in their order.
 */
export const headedCells: TextForm = {
  name: 'headed cells',
  tableAt(document, start) {
    const { lines, words } = document;
    if (!isAspect(lines[start], 0)) return null;
    const heads = namesAbove(document, start);
    if (heads.length < 2) return null;
    const rows: (readonly PlacedText[])[] = [];
    let end = start;
    while (rows.length < maxRows && isAspect(lines[end], rows.length)) {
      const cells = lines.slice(end + 1, end + 1 + heads.length);
      if (cells.length < heads.length || !cells.every(isCell)) break;
      rows.push([withoutNumber((lines[end] as TextLine).content), ...cells.map(({ content }) => content)]);
      end += 1 + heads.length;
      const next = lines[end];
      // If an aspect has a further line, its lines do not correspond to the columns.
      if (next?.kind === 'line' && !next.opens && !isAspect(next, rows.length)) return null;
    }
    if (rows.length < 2) return null;
    const named = rows.flatMap(([, ...cells]) => cells.map(({ text }) => words.mentionsIn(text)));
    if (named.filter((mentions) => mentions.length > 0).length * 2 > named.length) return null;
    const contradicts = named.some((mentions, index) => {
      const [first] = mentions;
      return first && first.start < 6 && first.name !== heads[index % heads.length]?.name;
    });
    if (contradicts) return null;
    return {
      rows: [
        [PlacedText.empty, ...heads.map(({ content }) => content)].map((cell) => lineCell(cell, true)),
        ...rows.map((row) => row.map((cell) => lineCell(cell))),
      ],
      confidences: [confidence, ...rows.map(() => confidence)],
      end,
    };
  },
};

/** Whether a line is the aspect with the next number. */
function isAspect(line: TextLine | undefined, count: number): boolean {
  if (!line || line.kind === 'table' || line.kind === 'aside') return false;
  const { text } = line.content;
  if (text.length > 80 || text.split(/\s+/u).length > 9 || /[.;,!]$/u.test(text)) return false;
  if (line.kind === 'item') return line.isNumbered;
  return Number(/^(\d{1,2})[.)]\s/u.exec(text)?.[1] ?? -1) === count + 1;
}

function isCell({ kind, content: { text } }: TextLine): boolean {
  return kind === 'line' && text.length <= 400 && !/[:：?]$/u.test(text);
}

function withoutNumber(content: PlacedText): PlacedText {
  const number = /^\s*\d{1,2}[.)]\s+/u.exec(content.text)?.[0].length ?? 0;
  const end = content.text.replace(/[\s:：.–—-]+$/u, '').length;
  return content.slice(number, end);
}

/**
 * The names in the nearest short line or heading above the table that has at least two names, in their order; empty if
 * there is none nearby.
 */
function namesAbove(
  { lines, words }: TextDocument,
  start: number,
): readonly { readonly name: number; readonly content: PlacedText }[] {
  for (let at = start - 1; at >= Math.max(0, start - maxLinesBack); at -= 1) {
    const line = lines[at] as TextLine;
    if (line.kind === 'table') return [];
    if ((line.kind !== 'line' && line.kind !== 'heading') || line.content.text.length > 120) continue;
    const mentions = words.mentionsIn(line.content.text);
    const names = mentions.filter(
      ({ name }, index) => mentions.findIndex((other) => other.name === name) === index,
    );
    if (names.length >= 2)
      return names.map(({ name, start: from, end }) => ({ name, content: line.content.slice(from, end) }));
  }
  return [];
}
