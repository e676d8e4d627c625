import fc from 'fast-check';
import type { GeneratedCell, GeneratedDimension, GeneratedTable } from './generated-table.js';
import {
  amounts,
  codes,
  dates,
  markSets,
  supports,
  texts,
  versions,
  type MarkSet,
  type NamelessDimension,
} from './random-cells.js';
import { legendForms, legendOf } from './legends.js';
import { numberNotations } from './random-numbers.js';

const starts = [
  'Va',
  'Mel',
  'Tor',
  'Quin',
  'Bra',
  'Sel',
  'Dor',
  'Fen',
  'Kal',
  'Lum',
  'Nar',
  'Os',
  'Pel',
  'Rud',
  'Zim',
];
const ends = ['rak', 'tova', 'bex', 'dine', 'lorn', 'mish', 'gol', 'pern', 'vash', 'zut'];

/** Invented names, so that the reading does not depend on the names of real products. */
const productNames = fc
  .tuple(
    fc.constantFrom(...starts),
    fc.constantFrom(...ends),
    fc.constantFrom('', '', '', ' 2', ' Pro', ' Lite'),
  )
  .map((parts) => parts.join(''));
const traits = [
  'Cover',
  'Handle',
  'Shelter',
  'Signal',
  'Lining',
  'Anchor',
  'Border',
  'Filter',
  'Texture',
  'Finish',
  'Grip',
  'Hinge',
  'Intake',
  'Mount',
];

const corners = {
  rows: ['', 'Name', 'Product', 'Tool'],
  columns: ['', 'Feature', 'Property', 'Aspect'],
};

/** Generates tables with random combinations of structures and notations. */
export const generatedTables: fc.Arbitrary<GeneratedTable> = fc
  .record({
    orientation: fc.constantFrom('rows' as const, 'columns' as const),
    names: fc.uniqueArray(productNames, {
      minLength: 5,
      maxLength: 9,
      selector: (name) => name.toLowerCase(),
    }),
    subjectCount: fc.integer({ min: 2, max: 8 }),
    conditions: fc.oneof(
      { weight: 6, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.constant(['Summer', 'Winter']) },
    ),
    marks: fc.constantFrom(...markSets),
    legend: fc.constantFrom(...legendForms),
    notation: fc.constantFrom(...numberNotations),
    dimensionCount: fc.integer({ min: 2, max: 7 }),
    corner: fc.constantFrom(0, 0, 0, 1, 2, 3),
    decoration: fc.constantFrom(
      'none' as const,
      'bold' as const,
      'link' as const,
      'code' as const,
      'spans' as const,
    ),
    titled: fc.constantFrom('none', 'all', 'some', 'foreign'),
    hasSections: fc.boolean(),
    extra: fc.constantFrom(
      'none',
      'none',
      'none',
      'rowNumbers',
      'ranks',
      'totals',
      'repeatedHead',
      'rowOfUnits',
      'notes',
    ),
  })
  .chain((choice) => {
    const isRows = choice.orientation === 'rows';
    const conditions = isRows ? [] : choice.conditions;
    const subjects = choice.names.slice(0, Math.min(choice.subjectCount, choice.names.length - 1));
    const size = subjects.length * Math.max(1, conditions.length);
    const column: fc.Arbitrary<NamelessDimension> = fc.oneof(
      { weight: 3, arbitrary: supports(choice.marks, size) },
      { weight: 4, arbitrary: amounts(choice.notation, size) },
      { weight: 1, arbitrary: dates(size) },
      { weight: 1, arbitrary: versions(size) },
      { weight: 1, arbitrary: codes(size) },
      { weight: 3, arbitrary: texts(size) },
    );
    return fc
      .tuple(
        fc.array(column, { minLength: choice.dimensionCount, maxLength: choice.dimensionCount }),
        fc.shuffledSubarray(traits, { minLength: choice.dimensionCount, maxLength: choice.dimensionCount }),
      )
      .map(([columns, names]): GeneratedTable => {
        const [foreign = ''] = choice.names.slice(-1);
        const dimensions = withoutUndecidedDashes(choice.marks, nameAll(columns, names));
        const hasSections =
          choice.hasSections && !isRows && choice.extra === 'none' && dimensions.length >= 4;
        const usesMarks = dimensions.some(({ valueType }) => valueType === 'SUPPORT');
        const titles = {
          none: 'Notes of the club',
          all: `${subjects.slice(0, -1).join(', ')} and ${subjects.at(-1) ?? ''} compared`,
          some: `${subjects[0] ?? ''} vs ${subjects[1] ?? ''}`,
          foreign: `${subjects[0] ?? ''} vs ${foreign}`,
        };
        const extra = (name: string, fits: boolean): boolean => choice.extra === name && fits;
        const allAmounts = dimensions.every(({ valueType }) => valueType === 'QUANTITY');
        return {
          orientation: choice.orientation,
          corner: corners[choice.orientation][choice.corner] ?? '',
          title: titles[choice.titled],
          before: [
            'Some words about the club.',
            ...(choice.marks.needsLegend && usesMarks ? legendOf(choice.marks, choice.legend) : []),
          ],
          after: choice.titled === 'foreign' ? [`${foreign} is sold by the yard.`] : [],
          subjects,
          conditions,
          dimensions: dimensions.map((dimension, index) => ({
            ...dimension,
            section: hasSections ? (index < dimensions.length / 2 ? 'Upper part' : 'Lower part') : null,
            cells: subjects.map((_, subject) => {
              const width = Math.max(1, conditions.length);
              return dimension.column.slice(subject * width, (subject + 1) * width);
            }),
          })),
          extras: {
            rowNumbers: extra('rowNumbers', true),
            ranks: extra('ranks', isRows),
            totals: extra('totals', isRows && allAmounts),
            repeatedHead: extra('repeatedHead', !isRows && conditions.length === 0),
            rowOfUnits: extra('rowOfUnits', isRows && dimensions.some(({ headUnit }) => headUnit !== null)),
            notes: extra('notes', !isRows && conditions.length === 0) ? 'Notes' : null,
          },
          decoration: choice.decoration,
          foreign: choice.titled === 'foreign' ? [foreign] : [],
        };
      });
  });

type NamedColumn = Omit<GeneratedDimension, 'cells' | 'section'> & {
  readonly column: readonly GeneratedCell[];
};

/** Gives names to the columns. A column that needs the name of an earlier column is left out. */
function nameAll(columns: readonly NamelessDimension[], names: readonly string[]): readonly NamedColumn[] {
  const taken = new Set<string>();
  return columns.flatMap(({ typedName, cells, ...column }, index) => {
    if (typedName !== null && taken.has(typedName)) return [];
    if (typedName !== null) taken.add(typedName);
    return [{ ...column, name: typedName ?? names[index] ?? '', column: cells }];
  });
}

/** Removes the dashes of cells that state nothing, if the mark for no is a hyphen: such cells would be undecided. */
function withoutUndecidedDashes(marks: MarkSet, columns: readonly NamedColumn[]): readonly NamedColumn[] {
  if (marks.no !== '-') return columns;
  return columns.map((each) => ({
    ...each,
    column: each.column.map((cell) => (cell.words === '–' ? { ...cell, words: '' } : cell)),
  }));
}
