import type { Found, FoundItem } from './found-in-draft.js';
import type { ArticleLabel, LabelledItem } from './labelled-article.js';

/** The numbers of true positives, false positives and false negatives. */
export interface Tally {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** The scores of an article, for the names of approaches, dimensions, features and benefits, for the texts of cells, and for definitions. */
export interface ArticleScore {
  readonly names: Tally;
  readonly cells: Tally;
  readonly definitions: Tally;
  /** Descriptions of the errors. */
  readonly remarks: readonly string[];
}

const stopWords = new Set(['a', 'an', 'the', 'of', 'and', 'or', 'to', 'in', 'for', 'with', 'by', 'on']);

/** Splits a text into words in lower case, without plural endings and stop words; with stop words if the text has no other words. */
function wordsOf(text: string): readonly string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '')
    .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu);
  const all = (words ?? []).map((word) => word.replace(/'s$/u, '').replace(/(?<=[^su]{2})s$/u, ''));
  const significant = all.filter((word) => !stopWords.has(word));
  return significant.length > 0 ? significant : all;
}

/** Computes the similarity of two names, from 0 to 1: the Dice coefficient of their words. For an expected prefix, which ends with …, 0 or 1. */
function similarity(expected: string, found: string): number {
  if (expected.endsWith('…')) return startsWith(expected, found) ? 1 : 0;
  const [left, right] = [wordsOf(expected), wordsOf(found)];
  if (left.length === 0 || right.length === 0) return 0;
  const unmatched = [...right];
  const shared = left.filter((word) => {
    const index = unmatched.indexOf(word);
    if (index >= 0) unmatched.splice(index, 1);
    return index >= 0;
  });
  return (2 * shared.length) / (left.length + right.length);
}

function startsWith(expected: string, found: string): boolean {
  const [head, words] = [wordsOf(expected.replace(/…$/u, '')), wordsOf(found)];
  return head.length > 0 && head.every((word, index) => words[index] === word);
}

function isSameText(expected: string, found: string): boolean {
  return expected.endsWith('…')
    ? startsWith(expected, found)
    : wordsOf(expected).join(' ') === wordsOf(found).join(' ');
}

const minSimilarity = 0.6;

/**
 * Pairs expected and found items greedily, the most similar pair first. Pairs below `minSimilarity` are left out.
 * @param similarities a row for each expected item, with its similarity to each found item
 * @returns for each expected item, the index of its found item; -1 if it has none
 */
function pairItems(similarities: readonly (readonly number[])[]): readonly number[] {
  const pairs = similarities.flatMap((row, expected) =>
    row.map((value, found) => ({ value, expected, found })),
  );
  pairs.sort((a, b) => b.value - a.value || a.expected - b.expected || a.found - b.found);
  const matches = similarities.map(() => -1);
  const taken = new Set<number>();
  for (const { value, expected, found } of pairs) {
    if (value < minSimilarity || matches[expected] !== -1 || taken.has(found)) continue;
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

  /** Scores found items against expected items. @returns for each expected item, the index of its found item, as `pairItems` */
  list<E extends { readonly optional?: boolean }, F>(
    kind: string,
    expected: readonly E[],
    found: readonly F[],
    similarityOf: (expected: E, found: F) => number,
    describe: (item: E | F) => string,
  ): readonly number[] {
    const matches = pairItems(
      expected.map((item) => found.map((foundItem) => similarityOf(item, foundItem))),
    );
    expected.forEach((item, index) => {
      if (item.optional === true) return;
      if (matches[index] === -1) this.missed(`${kind} ${describe(item)}`);
      else this.right();
    });
    found.forEach((item, index) => {
      if (!matches.includes(index)) this.wrong(`${kind} ${describe(item)}`);
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
    Math.max(0, ...left.flatMap((name) => right.map((otherName) => similarity(name, otherName))));
  const approaches = names.list(
    'approach',
    label.approaches.map((approach) => ({ ...approach, optional: false })),
    found.approaches,
    (expected, approach) => best([expected.name, ...expected.aliases], [approach.name, ...approach.aliases]),
    ({ name }) => name,
  );
  /** For each approach of the label, its name in the draft; null if the draft lacks the approach. */
  const draftNames = new Map(
    label.approaches.map(({ name }, index) => [
      name,
      found.approaches[approaches[index] ?? -1]?.name ?? null,
    ]),
  );
  label.approaches.forEach(({ name, definitionStartsWith }) => {
    if (definitionStartsWith === null) return;
    const definition =
      found.approaches.find((approach) => approach.name === draftNames.get(name))?.definition ?? null;
    if (definition !== null && startsWith(`${definitionStartsWith}…`, definition)) definitions.right();
    else if (definition === null) definitions.missed(`definition of ${name}`);
    else definitions.wrong(`definition of ${name}: ${definition}`);
  });
  const dimensions = names.list(
    'dimension',
    label.dimensions,
    found.dimensions,
    (expected, dimension) =>
      expected.name === null
        ? Math.max(
            0,
            ...Object.values(expected.cells).flatMap((cell) =>
              [...dimension.cells.values()].flat().map((text) => similarity(String(cell), text)),
            ),
          )
        : best([expected.name, ...(expected.alt ?? [])], [dimension.name]),
    ({ name }) => name ?? 'without a name',
  );
  label.dimensions.forEach((dimension, index) => {
    if (dimension.optional === true) return;
    const match = found.dimensions[dimensions[index] ?? -1];
    const expected = Object.entries(dimension.cells);
    for (const [approach, text] of expected) {
      const texts = match?.cells.get(draftNames.get(approach) ?? '') ?? [];
      const permitted = typeof text === 'string' ? [text] : text;
      if (texts.some((foundText) => permitted.some((permittedText) => isSameText(permittedText, foundText))))
        cells.right();
      else {
        cells.missed(`cell ${dimension.name} of ${approach}: ${permitted[0]}`);
        if (texts.length > 0) cells.wrong(`cell ${dimension.name} of ${approach}: ${texts[0]}`);
      }
    }
    const expectedNames = new Set(expected.map(([approach]) => draftNames.get(approach)));
    for (const name of match?.cells.keys() ?? [])
      if (!expectedNames.has(name)) cells.wrong(`cell ${dimension.name} of ${name}`);
  });
  found.dimensions.forEach(({ name, cells: extra }, index) => {
    if (!dimensions.includes(index))
      for (const approach of extra.keys()) cells.wrong(`cell ${name} of ${approach}`);
  });
  const similarityOfItems = (expected: LabelledItem, item: FoundItem): number =>
    expected.approach === null || draftNames.get(expected.approach) === item.approach
      ? best([expected.name, ...(expected.alt ?? [])], [item.name])
      : 0;
  const describe = ({ approach, name }: LabelledItem | FoundItem): string => `${approach}: ${name}`;
  names.list('feature', label.features, found.features, similarityOfItems, describe);
  names.list('benefit', label.benefits, found.benefits, similarityOfItems, describe);
  return {
    names: names.tally,
    cells: cells.tally,
    definitions: definitions.tally,
    remarks: [...names.remarks, ...cells.remarks, ...definitions.remarks],
  };
}

/** Adds tallies. */
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

/** Computes the share of found items that are correct; 1 if no items were found. */
export function precisionOf({ right, wrong }: Tally): number {
  return right + wrong === 0 ? 1 : right / (right + wrong);
}

/** Computes the share of expected items that were found; 1 if no items were expected. */
export function recallOf({ right, missed }: Tally): number {
  return right + missed === 0 ? 1 : right / (right + missed);
}
