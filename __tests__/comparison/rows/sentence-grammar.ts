/**
 * Parses explanations with a small grammar that is separate from the engine. Names must be single words. Values must not
 * contain the punctuation of sentences, except one final period.
 */

/** A sentence of an explanation: its type, and the texts that it asserts of approaches. */
export interface ParsedSentence {
  /** The `type` of the clause; for a list of values, the `type` of its assertion; for contested cells, their `contest`. */
  readonly type: string;
  readonly entries: readonly ParsedEntry[];
}

export interface ParsedEntry {
  /** The names of approaches, or ALL for every approach of the row. */
  readonly names: readonly string[] | 'ALL';
  /** Values with their conditions, notes, terms, or conditions alone; empty if the sentence only names the approaches. */
  readonly texts: readonly string[];
}

const aboutAll = (texts: readonly string[]): ParsedEntry => ({ names: 'ALL', texts });

/** Parses `Rye`, `Rye and Wheat` or `Rye, Wheat, and Spelt`. */
function parseNames(text: string): readonly string[] {
  return text.split(/, and | and |, /u);
}

/** Parses `Rye and Wheat: a, also b; Spelt: c`. */
function parseList(text: string, separator: string): readonly ParsedEntry[] {
  return text.split('; ').map((entry) => {
    const [, names = '', values = ''] = /^(.+?): (.+)$/su.exec(entry) ?? [];
    return { names: parseNames(names), texts: values.split(separator) };
  });
}

/** Parses `Rye (season: Winter or season: Summer) and Wheat`. */
function parseConditioned(text: string): readonly ParsedEntry[] {
  return [...text.matchAll(/(?:^|, and | and |, )([^ (),]+)(?: \(([^()]+)\))?/gu)].map(
    ([, name = '', conditions]) => ({ names: [name], texts: conditions?.split(' or ') ?? [] }),
  );
}

/** Parses `a (Rye and Wheat), b (Spelt)`. */
function parseTerms(text: string): readonly ParsedEntry[] {
  return [...text.matchAll(/(?:^|, )(.+?) \(([^()]+)\)/gu)].map(([, term = '', names = '']) => ({
    names: parseNames(names),
    texts: [term],
  }));
}

const lists = {
  'All state the same in different words': 'EQUIVALENT',
  'All amounts agree': 'EQUIVALENT',
  'All amounts agree within the tolerance': 'EQUIVALENT',
  'All dates agree as far as they are precise': 'EQUIVALENT',
  'All values agree': 'EQUIVALENT',
  'The values agree where their conditions overlap': 'AGREES_WHERE_CONDITIONS_OVERLAP',
  'The values agree only in part': 'OVERLAPPING',
  'The values agree in part at most': 'OVERLAPPING',
  'The values agree in part at most, whichever contested values are true': 'OVERLAPPING',
  'The values differ': 'DIFFERENT',
  'The values differ, whichever contested values are true': 'DIFFERENT',
  'The values are opposite': 'OPPOSITE',
  'The values are opposite, whichever contested values are true': 'OPPOSITE',
  'It cannot be said whether all agree, since not all values hold under the same conditions':
    'DISJOINT_CONDITIONS',
  'It cannot be said whether all agree, since some values agree and others differ': 'PARTLY_AGREES',
  Stated: 'STATED',
  'Also stated': 'ALSO',
};

type Rule = readonly [pattern: RegExp, parse: (match: readonly string[]) => ParsedSentence];

const rules: readonly Rule[] = [
  [
    /^All state the same: (.+)$/su,
    ([, text = '']) => ({ type: 'COMMON', entries: [aboutAll(text.split(', also '))] }),
  ],
  [
    /^[^:]+ adds?: .+$/su,
    ([text = '']) => ({
      type: 'REMARKS',
      entries: parseList(text.replaceAll(/ adds?: /gu, ': '), '\n'),
    }),
  ],
  [
    /^Only under conditions: (.+)$/su,
    ([, text = '']) => ({ type: 'ONLY_UNDER', entries: parseConditioned(text) }),
  ],
  [
    /^Shared by (.+?): (.+?)\. Not by all(?: of them)?: (.+)$/su,
    ([, names = '', shared = '', others = '']) => ({
      type: 'TERMS',
      entries: [
        {
          names: names === 'all' ? 'ALL' : parseNames(names),
          texts: shared === 'nothing' ? [] : shared.split(', '),
        },
        ...parseTerms(others),
      ],
    }),
  ],
  [
    /^Nothing is stated for (.+)$/su,
    ([, text = '']) => ({ type: 'NOT_STATED', entries: [{ names: parseNames(text), texts: [] }] }),
  ],
  [
    /^Sources state that it is unknown for (.+)$/su,
    ([, text = '']) => ({ type: 'UNKNOWN', entries: parseConditioned(text) }),
  ],
  [
    /^The question does not arise for (.+)$/su,
    ([, text = '']) => ({ type: 'NOT_APPLICABLE', entries: parseConditioned(text) }),
  ],
  [/^Sources disagree: (.+)$/su, ([, text = '']) => ({ type: 'SOURCES', entries: parseList(text, ' / ') })],
  [
    /^A single source states several values: (.+)$/su,
    ([, text = '']) => ({ type: 'ONE_SOURCE', entries: parseList(text, ' / ') }),
  ],
  [/^Stated only for (.+)$/su, ([, text = '']) => ({ type: 'ONLY', entries: parseList(text, ', also ') })],
  [
    /^Not all of these can be compared, since (.+?) (?:measure different quantities|do not convert)(?:: (.+))?$/su,
    ([, , text]) => ({ type: 'UNITS', entries: text === undefined ? [] : parseList(text, ', also ') }),
  ],
  [/^It cannot be said whether all agree$/u, () => ({ type: 'UNDETERMINED', entries: [] })],
  [
    /^(?:Not all of these can be compared|There is nothing to compare)$/u,
    () => ({ type: 'NOT_COMPARABLE', entries: [] }),
  ],
  ...Object.entries(lists).map(([introduction, type]): Rule => [
    new RegExp(`^${introduction}(?:: (.+))?$`, 'su'),
    ([, text]) => ({ type, entries: text === undefined ? [] : parseList(text, ', also ') }),
  ]),
];

/**
 * Parses the sentences of an explanation.
 * @throws {Error} if a sentence does not match the grammar
 */
export function parseExplanation(explanation: string): readonly ParsedSentence[] {
  // "Not by all" belongs to the previous sentence.
  const sentences = explanation.slice(0, -1).split(/\. (?=[A-Z])(?!Not by all)/u);
  return sentences.map((sentence) => {
    for (const [pattern, parse] of rules) {
      const match = pattern.exec(sentence);
      if (match) return parse(match);
    }
    throw new Error(`Expected a sentence of an explanation, got "${sentence}".`);
  });
}
