import type { Found, FoundItem } from './found-in-draft.js';
import type { ArticleLabel, LabelledItem } from './labelled-article.js';

/** The numbers of true positives, false positives and false negatives. */
export interface Tally {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** The scores of an article: names of approaches, dimensions, features and benefits; exact texts of cells; definitions. */
export interface ArticleScore {
  readonly names: Tally;
  readonly cells: Tally;
  readonly definitions: Tally;
  /** Descriptions of the errors. */
  readonly remarks: readonly string[];
}

const fillers = new Set(['a', 'an', 'the', 'of', 'and', 'or', 'to', 'in', 'for', 'with', 'by', 'on']);

/** The significant words of a text, without case, diacritics, plural endings and stop words. */
function wordsOf(text: string): readonly string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '')
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu);
  const all = (words ?? []).map((word) => word.replace(/'s$/u, '').replace(/(?<=[^su]{2})s$/u, ''));
  const telling = all.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : all;
}

/** The similarity of two names, from 0 to 1: the Dice coefficient of their words. */
function likeness(expected: string, found: string): number {
  if (expected.endsWith('…')) return begins(expected, found) ? 1 : 0;
  const [left, right] = [wordsOf(expected), wordsOf(found)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  const shared = left.filter((word) => {
    const at = rest.indexOf(word);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (left.length + right.length);
}

function begins(expected: string, found: string): boolean {
  const [head, words] = [wordsOf(expected.replace(/…$/u, '')), wordsOf(found)];
  return head.length > 0 && head.every((word, index) => words[index] === word);
}

function isSameText(expected: string, found: string): boolean {
  return expected.endsWith('…')
    ? begins(expected, found)
    : wordsOf(expected).join(' ') === wordsOf(found).join(' ');
}

const enough = 0.6;

/** Pairs expected and found items greedily, the most similar first. Returns for each expected item the index of the found one, or -1. */
function paired(similarities: readonly (readonly number[])[]): readonly number[] {
  const pairs = similarities.flatMap((row, expected) =>
    row.map((value, found) => ({ value, expected, found })),
  );
  pairs.sort((a, b) => b.value - a.value || a.expected - b.expected || a.found - b.found);
  const matches = similarities.map(() => -1);
  const taken = new Set<number>();
  for (const { value, expected, found } of pairs) {
    if (value < enough || matches[expected] !== -1 || taken.has(found)) continue;
    matches[expected] = found;
    taken.add(found);
  }
  return matches;
}

class Counter {
  readonly remarks: string[] = [];
  #right = 0;
  #wrong = 0;
  #missed = 0;

  get tally(): Tally {
    return { right: this.#right, wrong: this.#wrong, missed: this.#missed };
  }

  right(): void {
    this.#right += 1;
  }

  wrong(remark: string): void {
    this.#wrong += 1;
    this.remarks.push(`wrong: ${remark}`);
  }

  missed(remark: string): void {
    this.#missed += 1;
    this.remarks.push(`missed: ${remark}`);
  }

  /** Scores a list against the expected items, and returns the pairs. */
  list<E extends { readonly optional?: boolean }, F>(
    what: string,
    expected: readonly E[],
    found: readonly F[],
    like: (expected: E, found: F) => number,
    inWords: (item: E | F) => string,
  ): readonly number[] {
    const matches = paired(expected.map((one) => found.map((other) => like(one, other))));
    expected.forEach((one, index) => {
      if (one.optional === true) return;
      if (matches[index] === -1) this.missed(`${what} ${inWords(one)}`);
      else this.right();
    });
    found.forEach((one, index) => {
      if (!matches.includes(index)) this.wrong(`${what} ${inWords(one)}`);
    });
    return matches;
  }
}

/** Scores the draft of an article against its label. */
export function scoreArticle(label: ArticleLabel, found: Found): ArticleScore {
  const names = new Counter();
  const cells = new Counter();
  const definitions = new Counter();
  const best = (left: readonly string[], right: readonly string[]): number =>
    Math.max(0, ...left.flatMap((one) => right.map((other) => likeness(one, other))));
  const approaches = names.list(
    'approach',
    label.approaches.map((one) => ({ ...one, optional: false })),
    found.approaches,
    (one, other) => best([one.name, ...one.aliases], [other.name, ...other.aliases]),
    ({ name }) => name,
  );
  /** The name in the draft of an approach of the label. */
  const calledBy = new Map(
    label.approaches.map(({ name }, index) => [
      name,
      found.approaches[approaches[index] ?? -1]?.name ?? null,
    ]),
  );
  label.approaches.forEach(({ name, definitionStartsWith }) => {
    if (definitionStartsWith === null) return;
    const definition = found.approaches.find((one) => one.name === calledBy.get(name))?.definition ?? null;
    if (definition !== null && begins(`${definitionStartsWith}…`, definition)) definitions.right();
    else if (definition === null) definitions.missed(`definition of ${name}`);
    else definitions.wrong(`definition of ${name}: ${definition}`);
  });
  const dimensions = names.list(
    'dimension',
    label.dimensions,
    found.dimensions,
    (one, other) =>
      one.name === null
        ? Math.max(
            0,
            ...Object.values(one.cells).flatMap((cell) =>
              [...other.cells.values()].flat().map((text) => likeness(String(cell), text)),
            ),
          )
        : best([one.name, ...(one.alt ?? [])], [other.name]),
    ({ name }) => name ?? 'without a name',
  );
  label.dimensions.forEach((dimension, index) => {
    if (dimension.optional === true) return;
    const match = found.dimensions[dimensions[index] ?? -1];
    const expected = Object.entries(dimension.cells);
    for (const [approach, text] of expected) {
      const texts = match?.cells.get(calledBy.get(approach) ?? '') ?? [];
      const possible = typeof text === 'string' ? [text] : text;
      if (texts.some((one) => possible.some((other) => isSameText(other, one)))) cells.right();
      else {
        cells.missed(`cell ${dimension.name} of ${approach}: ${possible[0]}`);
        if (texts.length > 0) cells.wrong(`cell ${dimension.name} of ${approach}: ${texts[0]}`);
      }
    }
    const known = new Set(expected.map(([approach]) => calledBy.get(approach)));
    for (const name of match?.cells.keys() ?? [])
      if (!known.has(name)) cells.wrong(`cell ${dimension.name} of ${name}`);
  });
  found.dimensions.forEach(({ name, cells: extra }, index) => {
    if (!dimensions.includes(index))
      for (const approach of extra.keys()) cells.wrong(`cell ${name} of ${approach}`);
  });
  const likeItem = (one: LabelledItem, other: FoundItem): number =>
    one.approach === null || calledBy.get(one.approach) === other.approach
      ? best([one.name, ...(one.alt ?? [])], [other.name])
      : 0;
  const inWords = ({ approach, name }: LabelledItem | FoundItem): string => `${approach}: ${name}`;
  names.list('feature', label.features, found.features, likeItem, inWords);
  names.list('benefit', label.benefits, found.benefits, likeItem, inWords);
  return {
    names: names.tally,
    cells: cells.tally,
    definitions: definitions.tally,
    remarks: [...names.remarks, ...cells.remarks, ...definitions.remarks],
  };
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, { right, wrong, missed }) => ({
      right: sum.right + right,
      wrong: sum.wrong + wrong,
      missed: sum.missed + missed,
    }),
    { right: 0, wrong: 0, missed: 0 },
  );
}

/** The share of found items that are right. 1 if nothing was found. */
export function precisionOf({ right, wrong }: Tally): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** The share of expected items that were found. 1 if nothing was expected. */
export function recallOf({ right, missed }: Tally): number {
  return right + missed === 0 ? 1 : right / (right + missed);
}
