import { fold } from '../../graph/text/fold.js';
import type { Cell } from '../cells/cell.js';
import type { CellState } from '../cells/statement.js';
import { displayCell } from '../cells/display.js';
import type { ComparisonRow } from './row.js';

/** A row's verdict in a sentence or two: what was decided, and which cells decided it. */
export function explain(row: ComparisonRow): string {
  const { cells } = row;
  switch (row.verdict) {
    case 'SAME':
      return `All state the same: ${cells[0] ? shown(cells[0]) : ''}.`;
    case 'EQUIVALENT':
      return `All state the same in different words: ${whoSaysWhat(cells)}.`;
    case 'OVERLAPPING':
      return overlap(cells) ?? `What is stated agrees only in part: ${whoSaysWhat(cells)}.`;
    case 'DIFFERENT':
      return `What is stated differs: ${whoSaysWhat(cells)}.`;
    case 'OPPOSITE':
      return `What is stated is opposite: ${whoSaysWhat(cells)}.`;
    case 'NOT_COMPARABLE': {
      const arises = cells.every((cell) => cell.state !== 'NOT_APPLICABLE');
      return `There is nothing to compare: ${arises ? whoSaysWhat(cells) : reasons(cells)}.`;
    }
    case 'ONE_SIDED':
      return `Stated only for ${namesIn(cells, ['STATED', 'CONTESTED'])}; ${reasons(cells)}.`;
    case 'UNDETERMINED':
      return row.basis === 'QUALIFIERS'
        ? `It cannot be said whether these agree, since they hold under different conditions: ${whoSaysWhat(cells)}.`
        : `It cannot be said whether these agree: ${reasons(cells) || whoSaysWhat(cells)}.`;
  }
}

/** `A and B: Yes; C: No`: approaches whose cells read alike stand together. */
function whoSaysWhat(cells: readonly Cell[]): string {
  const byDisplay = new Map<string, string[]>();
  for (const cell of cells) {
    byDisplay.set(shown(cell), [...(byDisplay.get(shown(cell)) ?? []), cell.approach.name]);
  }
  return [...byDisplay].map(([words, names]) => `${inWords(names)}: ${words}`).join('; ');
}

/** What cells that are not plainly stated keep a row from being decided by. */
function reasons(cells: readonly Cell[]): string {
  const told: readonly (readonly [CellState, string])[] = [
    ['NOT_STATED', 'nothing is stated for'],
    ['UNKNOWN', 'the sources say that it is not known for'],
    ['NOT_APPLICABLE', 'the question does not arise for'],
    ['CONTESTED', 'sources disagree about'],
  ];
  return told
    .filter(([state]) => cells.some((cell) => cell.state === state))
    .map(([state, words]) => `${words} ${namesIn(cells, [state])}`)
    .join(', and ');
}

/**
 * Which of the listed terms all share, and who lists the others; null where that does not tell the cells
 * apart: they list no terms, or under conditions, or the same terms in other lists.
 */
function overlap(cells: readonly Cell[]): string | null {
  const holders = new Map<string, { term: string; cells: Set<Cell> }>();
  for (const cell of cells) {
    for (const { value, qualifiers } of cell.said) {
      if (value?.type !== 'TERMS' || qualifiers.length > 0) return null;
      for (const term of value.terms) {
        const held = holders.get(fold(term)) ?? { term: unended(term), cells: new Set<Cell>() };
        held.cells.add(cell);
        holders.set(fold(term), held);
      }
    }
  }
  const everyone = [...holders.values()];
  const shared = everyone.filter((held) => held.cells.size === cells.length).map(({ term }) => term);
  const others = everyone
    .filter((held) => held.cells.size < cells.length)
    .map((held) => `${held.term} (${inWords([...held.cells].map((cell) => cell.approach.name))})`);
  if (others.length === 0) return null;
  return `Shared by all: ${shared.join(', ') || 'nothing'}. Not by all: ${others.join(', ')}.`;
}

/** A cell in words within a sentence. */
function shown(cell: Cell): string {
  return unended(displayCell(cell));
}

/** Without its final period: the sentence has its own. */
function unended(words: string): string {
  return words.replace(/([^.])\.$/u, '$1');
}

function namesIn(cells: readonly Cell[], states: readonly CellState[]): string {
  return inWords(cells.filter((cell) => states.includes(cell.state)).map((cell) => cell.approach.name));
}

function inWords(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
