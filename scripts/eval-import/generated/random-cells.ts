import fc from 'fast-check';
import type { GeneratedCell, GeneratedDimension, TrueValue } from './generated-table.js';
import { hasTwoReadings, showsNotation, writtenNumbers, type NumberNotation } from './random-numbers.js';

/** A column of cells before it has a name. */
export type NamelessDimension = Omit<GeneratedDimension, 'name' | 'section' | 'cells'> & {
  readonly cells: readonly GeneratedCell[];
  /** A name that the type needs, such as `Version`; null if any name is possible. */
  readonly typedName: string | null;
};

const cell = (
  words: string,
  truth: GeneratedCell['truth'],
  footnote: string | null = null,
): GeneratedCell => ({
  words,
  truth,
  footnote,
});

/** Generates cells that state an absence or nothing. @param dashes whether dashes can state nothing, because no mark of the table is a dash */
const absences = (dashes: boolean): fc.Arbitrary<GeneratedCell> =>
  fc.constantFrom(
    cell('', 'nothing'),
    cell('?', 'UNKNOWN'),
    cell('n/a', 'NOT_APPLICABLE'),
    ...(dashes ? [cell('–', 'nothing')] : []),
  );

/** Generates a column of cells with values of one kind; some cells state an absence or nothing. The first cell has a value. */
function column(
  values: fc.Arbitrary<GeneratedCell>,
  size: number,
  dashes = true,
): fc.Arbitrary<readonly GeneratedCell[]> {
  const others = fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: absences(dashes) });
  return fc
    .tuple(values, fc.array(others, { minLength: size - 1, maxLength: size - 1 }))
    .map(([first, rest]) => [first, ...rest]);
}

/** The marks of a table for yes, no and partly. */
export interface MarkSet {
  readonly yes: string;
  readonly no: string;
  readonly partial: string | null;
  /** Whether the table needs a legend that defines the marks. */
  readonly needsLegend: boolean;
}

export const markSets: readonly MarkSet[] = [
  { yes: 'yes', no: 'no', partial: null, needsLegend: false },
  { yes: 'Yes', no: 'No', partial: null, needsLegend: false },
  { yes: '✅', no: '❌', partial: '⚠️', needsLegend: false },
  { yes: '✓', no: '✗', partial: null, needsLegend: false },
  { yes: ':white_check_mark:', no: ':x:', partial: null, needsLegend: false },
  { yes: '✅', no: '🛑', partial: '🟡', needsLegend: true },
  { yes: '✅', no: '❌', partial: '⚠️', needsLegend: true },
  { yes: '●', no: '○', partial: '◐', needsLegend: true },
  { yes: 'x', no: '-', partial: 'o', needsLegend: true },
];

const remarks = ['paid', 'since 2.1', 'beta', 'with a plug', 'on ice'];
const footnotes = ['Only in winter.', 'Within a day.', 'By hand.'];

/** Generates yes, no and partly as words or marks; some have remarks or footnotes. */
export function supports(marks: MarkSet, size: number): fc.Arbitrary<NamelessDimension> {
  const support = fc.constantFrom(
    ['YES', marks.yes] as const,
    ['NO', marks.no] as const,
    ...(marks.partial === null ? [] : [['PARTIAL', marks.partial] as const]),
  );
  const plain = support.map(([value, words]) => cell(words, { type: 'SUPPORT', support: value, note: null }));
  const remarked = fc
    .tuple(support, fc.constantFrom(...remarks))
    .map(([[value, words], note]) => cell(`${words} (${note})`, { type: 'SUPPORT', support: value, note }));
  const noted = fc
    .tuple(support, fc.constantFrom(...footnotes))
    .map(([[value, words], note]) => cell(words, { type: 'SUPPORT', support: value, note }, note));
  const values = fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 1, arbitrary: remarked },
    { weight: 1, arbitrary: noted },
  );
  return column(values, size, marks.no !== '-').map((cells) => ({
    headUnit: null,
    valueType: 'SUPPORT',
    typedName: null,
    cells,
  }));
}

const units = [
  { written: 'kg', code: 'kg' },
  { written: 'm', code: 'm' },
  { written: 'ms', code: 'ms' },
  { written: 'MB', code: 'MBy' },
  { written: '%', code: '%' },
  { written: 'EUR', code: 'EUR' },
];

/** Generates amounts with a unit in the head, in the cells, or without a unit; some are bounds. */
export function amounts(notation: NumberNotation, size: number): fc.Arbitrary<NamelessDimension> {
  return fc
    .tuple(fc.constantFrom(...units), fc.constantFrom('head', 'cells', 'none'))
    .chain(([{ written, code }, place]) => {
      const unit = place === 'none' ? null : code;
      const withUnit = (words: string): string => (place === 'cells' ? `${words} ${written}` : words);
      const single = writtenNumbers(notation).map(({ words, value }) =>
        cell(withUnit(words), { type: 'QUANTITY', minimum: value, maximum: value, unit }),
      );
      const bound = fc
        .tuple(writtenNumbers(notation), fc.constantFrom('<', '>'))
        .map(([{ words, value }, sign]) =>
          cell(withUnit(`${sign}${words}`), {
            type: 'QUANTITY',
            minimum: sign === '>' ? value : null,
            maximum: sign === '<' ? value : null,
            unit,
          }),
        );
      const values = fc.oneof({ weight: 9, arbitrary: single }, { weight: 1, arbitrary: bound });
      return column(values, size).map((cells) => {
        const numbers = cells.map(({ words }) => /[\d.,'\s]*\d/u.exec(words)?.[0].trim() ?? '');
        const isDecided = numbers.some(showsNotation);
        return {
          headUnit: place === 'head' ? written : null,
          valueType: 'QUANTITY' as const,
          typedName: null,
          cells: cells.map((each, index) =>
            !isDecided && hasTwoReadings(numbers[index] ?? '')
              ? { ...each, truth: 'undecided' as const }
              : each,
          ),
        };
      });
    });
}

const typed = (
  typedName: string,
  words: fc.Arbitrary<readonly [string, TrueValue]>,
  size: number,
): fc.Arbitrary<NamelessDimension> =>
  column(
    words.map(([text, value]) => cell(text, value)),
    size,
  ).map((cells) => ({
    headUnit: null,
    valueType:
      cells.map(({ truth }) => (typeof truth === 'object' ? truth.type : null)).find(Boolean) ?? 'TEXT',
    typedName,
    cells,
  }));

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Generates dates in digits, dates with the name of the month, or years. */
export function dates(size: number): fc.Arbitrary<NamelessDimension> {
  const day = fc.tuple(
    fc.integer({ min: 1900, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  );
  const two = (number: number): string => String(number).padStart(2, '0');
  return fc.constantFrom('iso', 'words', 'year').chain((form) =>
    typed(
      'Released',
      day.map(([year, month, date]) => {
        const iso = `${year}-${two(month)}-${two(date)}`;
        if (form === 'year') return [String(year), { type: 'DATE', date: String(year) }];
        return [form === 'iso' ? iso : `${date} ${months[month - 1]} ${year}`, { type: 'DATE', date: iso }];
      }),
      size,
    ),
  );
}

/** Generates versions such as `3.10`. */
export function versions(size: number): fc.Arbitrary<NamelessDimension> {
  return typed(
    'Latest version',
    fc
      .array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 3 })
      .map((numbers) => [numbers.join('.'), { type: 'VERSION', version: numbers.join('.') }]),
    size,
  );
}

/** Generates codes with leading zeros, which must stay as written. */
export function codes(size: number): fc.Arbitrary<NamelessDimension> {
  return typed(
    'Code',
    fc
      .integer({ min: 1, max: 999 })
      .map((number) => [`0${String(number).padStart(4, '0')}`, { type: 'TEXT' }]),
    size,
  );
}

const adjectives = [
  'green',
  'narrow',
  'loud',
  'northern',
  'woven',
  'hollow',
  'bright',
  'rough',
  'quiet',
  'folded',
];
const nouns = ['cloth', 'stone', 'copper', 'willow', 'leather', 'clay', 'amber', 'cork'];

/** Generates texts of one to three words. */
export function texts(size: number): fc.Arbitrary<NamelessDimension> {
  const words = fc.oneof(
    fc.constantFrom(...adjectives),
    fc.tuple(fc.constantFrom(...adjectives), fc.constantFrom(...nouns)).map((pair) => pair.join(' ')),
    fc
      .tuple(fc.constantFrom(...adjectives), fc.constantFrom(...nouns), fc.constantFrom(...nouns))
      .map(([first, second, third]) => `${first} ${second}, ${third}`),
  );
  return column(
    words.map((text) => cell(text, { type: 'TEXT' })),
    size,
  ).map((cells) => ({ headUnit: null, valueType: 'TEXT', typedName: null, cells }));
}
