import { PlacedText } from '../../input/placed-text.js';
import { cutRows } from './cut-rows.js';
import { lineHead } from './line-head.js';
import { lineCell } from './make-grid.js';
import { numberHead, type TextDocument, type TextForm, type TextLine } from './text-form.js';

/** The number of lines, from the head on, whose words are not evidence for the names in the head. */
const ownLines = 60;
const maxRows = 2_000;
const maxRowLength = 900;

/**
 * Rows whose cells run together on a line, with single spaces or nothing between them. The head shows the number of cells.
 * The cuts of all rows are chosen so that the cells of the rows are similar.
 */
export const runTogether: TextForm = {
  name: 'run together',
  tableAt({ lines, words }, start) {
    const line = lines[start] as TextLine;
    const next = lines[start + 1];
    const isAbove = next?.kind === 'line' || (next?.kind === 'item' && next.isNumbered);
    if (line.kind === 'item' || !isAbove) return null;
    const head = lineHead(line.content, { start, end: start + ownLines }, words);
    if (!head) return null;
    const hasLabelHead = !head.label.isBlank;
    // A head without a first cell looks like a title, so its rows must follow without an empty line.
    const isSpaced = next.kind === 'line' && next.opens;
    if (isSpaced && (!hasLabelHead || line.kind === 'heading')) return null;
    const { rows, end } = rowsAt(lines, start + 1, isSpaced, words);
    if (rows.length < (head.isWitnessed ? 1 : 2)) return null;
    const numberLengths = lengthsOfNumbers(rows);
    const bodies = rows.map((row, index) => row.slice(numberLengths[index] ?? 0));
    const hasLabels = numberHead.test(head.label.text)
      ? head.label.isBlank && !areSentences(bodies, head.names.length)
      : !areSentences(bodies, head.names.length) || hasLabelHead;
    const cut = cutRows(bodies, {
      cells: head.names.length,
      isGlued: head.isGlued,
      hasLabels,
      labels: words.labels,
      properNames: words.properNamesOutside(start, end),
    });
    const certainty = head.isWitnessed ? 1 : 0.9;
    const confidences = cut.map(({ confidence }) => confidence * certainty);
    const mean = confidences.reduce((sum, confidence) => sum + confidence, 0) / confidences.length;
    if (cut.some(({ parts }) => parts.length < head.names.length) || (!head.isWitnessed && mean < 0.5))
      return null;
    const blank = PlacedText.empty;
    const isNumberHead = hasLabelHead && !hasLabels;
    const numbers = rows.map((row, index) => row.slice(0, numberLengths[index] ?? 0));
    return {
      rows: [
        [isNumberHead ? blank : head.label, ...head.names].map((cell) => lineCell(cell, true)),
        ...cut.map(({ parts }) => (hasLabels ? parts : [blank, ...parts]).map((cell) => lineCell(cell))),
      ],
      confidences: [certainty, ...confidences],
      numbers: isNumberHead ? [head.label, ...numbers] : numbers,
      end,
    };
  },
};

function rowsAt(
  lines: readonly TextLine[],
  start: number,
  isSpaced: boolean,
  words: TextDocument['words'],
): { readonly rows: readonly PlacedText[]; readonly end: number } {
  const rows: PlacedText[] = [];
  const kind = lines[start]?.kind;
  let end = start;
  for (let at = start; at < lines.length && rows.length < maxRows; at += 1) {
    const line = lines[at] as TextLine;
    if (line.isFurniture && rows.length > 0) continue;
    const isNext = kind === 'item' ? line.isNumbered : line.kind === 'line';
    const isAfterGap = kind === 'line' && line.opens && !isSpaced && rows.length > 0;
    if (!isNext || isAfterGap || !isRow(line, rows, words)) break;
    rows.push(line.content);
    end = at + 1;
  }
  return { rows, end };
}

function isRow(line: TextLine, rows: readonly PlacedText[], words: TextDocument['words']): boolean {
  const { text } = line.content;
  const count = text.trim().split(/\s+/u).length;
  if (count < 2 && !/[\p{Ll})][\p{Lu}]/u.test(text)) return false;
  if (text.length > maxRowLength || /[:?]$/u.test(text)) return false;
  if (!line.opens || line.kind === 'item') return true;
  // If empty lines separate the rows, the first paragraph of prose ends the table.
  const isSentence = /[.!]$/u.test(text) && !rows.some((row) => /[.!]$/u.test(row.text));
  return (
    !isSentence && new Set(words.mentionsIn(text).map(({ name }) => name)).size < 2 && !closing.test(text)
  );
}

const closing =
  /^(?:conclusions?|summary|final (?:thoughts|words)|bottom line|faqs?|frequently asked|related|see also|references|when to|which (?:one|is)|how to|benefits|advantages|disadvantages|drawbacks|pros|cons|applications)\b/iu;

/** Whether most rows have a sentence for each column but no name: "It is …. It is …." */
function areSentences(rows: readonly PlacedText[], columns: number): boolean {
  const opener = /^(?:it|they|there|this|these|the|an?|in|no|each|its|their)\s/iu;
  const sentenceRows = rows.filter(({ text }) => {
    const parts = text.split(/(?<=\p{L}{2}[.!]["”)]?)\s*(?=["“(]?\p{Lu})/u);
    if (parts.length < columns || !/[.!]["”)]?$/u.test(text)) return false;
    const [first = '', second = ''] = parts.map((part) => part.split(/\s/u)[0]?.toLowerCase());
    return opener.test(text) || first === second;
  });
  return sentenceRows.length * 2 > rows.length;
}

/** The lengths of the numbers at the starts of rows; empty unless the numbers count up. */
function lengthsOfNumbers(rows: readonly PlacedText[]): readonly number[] {
  const numbers = rows.map(({ text }) => /^\s*(\d{1,3})[.)]?\s*(?=\D)/u.exec(text));
  const first = Number(numbers[0]?.[1] ?? -1);
  const countUp =
    rows.length >= 2 &&
    first >= 0 &&
    numbers.every((match, index) => Number(match?.[1] ?? -1) === first + index);
  return countUp ? numbers.map((match) => match?.[0].length ?? 0) : [];
}
