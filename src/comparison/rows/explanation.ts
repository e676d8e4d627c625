import { fold } from '../../graph/text/fold.js';
import type { Cell } from '../cells/cell.js';
import type { CellState } from '../cells/statement.js';
import { displayCell } from '../cells/display.js';
import type { ComparisonRow } from './row.js';

/** Explains a row's verdict in one or two sentences: the verdict, and the cells that decided it. */
export function explain(row: ComparisonRow): string {
  const { cells } = row;
  switch (row.verdict) {
    case 'SAME':
      return `All state the same: ${cells[0] ? cellText(cells[0]) : ''}.`;
    case 'EQUIVALENT':
      return `All state the same in different words: ${valuesByApproach(cells)}.`;
    case 'OVERLAPPING':
      return sharedTerms(cells) ?? `What is stated agrees only in part: ${valuesByApproach(cells)}.`;
    case 'DIFFERENT':
      return `What is stated differs: ${valuesByApproach(cells)}.`;
    case 'OPPOSITE':
      return `What is stated is opposite: ${valuesByApproach(cells)}.`;
    case 'NOT_COMPARABLE': {
      const arises = cells.every((cell) => cell.state !== 'NOT_APPLICABLE');
      return `There is nothing to compare: ${arises ? valuesByApproach(cells) : reasons(cells)}.`;
    }
    case 'ONE_SIDED':
      return `Stated only for ${namesIn(cells, ['STATED', 'CONTESTED'])}; ${reasons(cells)}.`;
    case 'UNDETERMINED':
      return row.basis === 'QUALIFIERS'
        ? `It cannot be said whether these agree, since they are stated under different conditions: ${valuesByApproach(cells)}.`
        : `It cannot be said whether these agree: ${reasons(cells) || valuesByApproach(cells)}.`;
  }
}

/** `A and B: Yes; C: No`: approaches with the same cell text are listed together. */
function valuesByApproach(cells: readonly Cell[]): string {
  const byDisplay = new Map<string, string[]>();
  for (const cell of cells) {
    byDisplay.set(cellText(cell), [...(byDisplay.get(cellText(cell)) ?? []), cell.approach.name]);
  }
  return [...byDisplay].map(([text, names]) => `${listText(names)}: ${text}`).join('; ');
}

/** The reasons why cells without a plain value leave a row undecided. */
function reasons(cells: readonly Cell[]): string {
  const sentences: readonly (readonly [CellState, string])[] = [
    ['NOT_STATED', 'nothing is stated for'],
    ['UNKNOWN', 'the sources say that it is not known for'],
    ['NOT_APPLICABLE', 'the question does not arise for'],
    ['CONTESTED', 'sources disagree about'],
  ];
  return sentences
    .filter(([state]) => cells.some((cell) => cell.state === state))
    .map(([state, text]) => `${text} ${namesIn(cells, [state])}`)
    .join(', and ');
}

/**
 * The terms that all cells share, and which approaches have the others.
 * @returns null if terms do not distinguish the cells: they have no terms, or terms under conditions, or the same
 * terms in other lists
 */
function sharedTerms(cells: readonly Cell[]): string | null {
  const holders = new Map<string, { term: string; cells: Set<Cell> }>();
  for (const cell of cells) {
    for (const { value, qualifiers } of cell.stated) {
      if (value?.type !== 'TERMS' || qualifiers.length > 0) return null;
      for (const term of value.terms) {
        const holder = holders.get(fold(term)) ?? { term: withoutFinalPeriod(term), cells: new Set<Cell>() };
        holder.cells.add(cell);
        holders.set(fold(term), holder);
      }
    }
  }
  const terms = [...holders.values()];
  const shared = terms.filter((holder) => holder.cells.size === cells.length).map(({ term }) => term);
  const others = terms
    .filter((holder) => holder.cells.size < cells.length)
    .map((holder) => `${holder.term} (${listText([...holder.cells].map((cell) => cell.approach.name))})`);
  if (others.length === 0) return null;
  return `Shared by all: ${shared.join(', ') || 'nothing'}. Not by all: ${others.join(', ')}.`;
}

/** The text of a cell within a sentence. */
function cellText(cell: Cell): string {
  return withoutFinalPeriod(displayCell(cell));
}

/** Removes the final period, since the sentence ends with one. */
function withoutFinalPeriod(text: string): string {
  return text.replace(/([^.])\.$/u, '$1');
}

function namesIn(cells: readonly Cell[], states: readonly CellState[]): string {
  return listText(cells.filter((cell) => states.includes(cell.state)).map((cell) => cell.approach.name));
}

function listText(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
