import { describe, expect, test } from '@jest/globals';
import {
  decideOrientation,
  minMargin,
  noWitnesses,
  type SubjectWitnesses,
} from '../../../../src/formats/tables/orientation/decide-orientation.js';
import { orientTable } from '../../../../src/formats/tables/read-table.js';
import { gridOfLines, structureOf } from '../structure/structures.js';

/** Returns where the subjects of a table of lines are, or `undecided` if the margin is below the minimum. */
function orientationOf(lines: readonly string[], witnesses: SubjectWitnesses = noWitnesses): string {
  const { subjects, margin } = decideOrientation(gridOfLines(lines), structureOf(lines), witnesses);
  return margin < minMargin ? 'undecided' : subjects;
}

/** Creates witnesses that name subjects. @param certainty from 0 to 1 */
function witnessesOf(names: readonly string[], certainty = 1): SubjectWitnesses {
  return {
    certaintyOf: (name) => (names.includes(name) ? certainty : 0),
    subjectAtStart: (text) => {
      const index = names.findIndex((name) => text.startsWith(`${name} `));
      return index < 0 ? null : index;
    },
    isDimension: () => false,
    isMentioned: () => false,
    title: null,
  };
}

interface OrientationCase {
  readonly because: string;
  readonly lines: readonly string[];
  readonly expected: 'rows' | 'columns' | 'undecided';
}

const cases: readonly OrientationCase[] = [
  {
    because: 'the corner announces dimensions',
    lines: ['Feature|Ash|Elm', 'Lid|large|small', 'Seat|soft|hard'],
    expected: 'columns',
  },
  {
    because: 'the corner announces subjects',
    lines: ['Product|Lid|Seat', 'Ash|large|soft', 'Elm|small|hard'],
    expected: 'rows',
  },
  {
    because: 'the corner announces dimensions in Russian',
    lines: ['Критерий|Ash|Elm', 'Lid|large|small', 'Seat|soft|hard'],
    expected: 'columns',
  },
  {
    because: 'each column has one kind of cells',
    lines: ['|Price|Weight|Warranty', 'Ash|15 €|4 kg|yes', 'Elm|20 €|3 kg|no', 'Oak|18 €|5 kg|yes'],
    expected: 'rows',
  },
  {
    because: 'each row has one kind of cells',
    lines: ['|Ash|Elm|Oak', 'Price|15 €|20 €|18 €', 'Weight|4 kg|3 kg|5 kg', 'Warranty|yes|no|yes'],
    expected: 'columns',
  },
  {
    because: 'the corner "Option" can announce subjects or dimensions, and the heads name properties',
    lines: ['Option|Type|Default', 'lid|string|none', 'seat|number|soft'],
    expected: 'undecided',
  },
  {
    because: 'a last column of differences compares the columns before it',
    lines: [
      'Size|ash-io|elm-io|Speedup',
      'small|12 ms|24 ms|2x',
      'medium|40 ms|90 ms|2.2x',
      'large|90 ms|180 ms|2x',
    ],
    expected: 'columns',
  },
  {
    because: 'the columns are statistics of the things in the rows',
    lines: [
      'Program|Mean|Min|Max',
      'ash|12 ms|10 ms|14 ms',
      'elm|24 ms|20 ms|28 ms',
      'oak|30 ms|28 ms|34 ms',
    ],
    expected: 'rows',
  },
  {
    because: 'heads with "allowed" and "must" are properties of the things in the rows',
    lines: ['Permit|Resale allowed|Must be renewed', 'Ash|yes|no', 'Elm|no|no', 'Oak|yes|yes'],
    expected: 'rows',
  },
  {
    because: 'the heads of the rows are phrases, and the other heads are single words',
    lines: ['|ash|elm|oak', 'Background colour|x|y|z', 'Cells with borders|q|r|s', 'Rotated heads|t|u|v'],
    expected: 'columns',
  },
  {
    because: 'the heads of the columns are operating systems',
    lines: ['Depot|Linux|macOS ARM|Windows x86_64', 'Ash|yes|no|yes', 'Elm|yes|yes|no', 'Oak|no|yes|no'],
    expected: 'rows',
  },
  {
    because: 'the heads of the rows are names of products, and the other heads are phrases',
    lines: ['|Long tiny text|Old scans|Tables', 'AshScan 2|77.2|67.5|60.6', 'ElmScan-7|83.8|66.8|72.9'],
    expected: 'rows',
  },
  {
    because: 'percentiles are statistics and not names of products',
    lines: [
      'Language|Average|p75|p99',
      'Ash on elm 0.1|17 ms|14 ms|23 ms',
      'Ash on fir 1.2|34 ms|31 ms|40 ms',
    ],
    expected: 'rows',
  },
  {
    because: 'nothing distinguishes the rows from the columns',
    lines: ['Depot|Elm|Oak', 'Ash|large|small', 'Fir|soft|hard'],
    expected: 'undecided',
  },
];

describe('The orientation of a table is', () => {
  test.each(cases)('$expected if $because', ({ lines, expected }) => {
    expect(orientationOf(lines)).toBe(expected);
  });

  const open = ['Depot|Elm|Oak', 'Ash|large|small', 'Fir|soft|hard'];
  test.each([
    ['rows', ['Ash', 'Fir']],
    ['columns', ['Elm', 'Oak']],
  ] as const)('%s if the document compares things with the names %j', (expected, names) => {
    expect(orientationOf(open, witnessesOf(names))).toBe(expected);
  });

  test('undecided if the document compares things with the names of the rows and with those of the columns', () => {
    expect(orientationOf(open, witnessesOf(['Ash', 'Fir', 'Elm', 'Oak']))).toBe('undecided');
  });

  test('decided by heads that the text mentions, together with weak evidence', () => {
    const lines = ['Depot|Tall tower|Red gate', 'Ash|large|small', 'Fir|soft|hard'];
    const mentioning = (names: readonly string[]): SubjectWitnesses => ({
      ...noWitnesses,
      isMentioned: (name) => names.includes(name),
    });
    const marginOf = (witnesses: SubjectWitnesses): number =>
      decideOrientation(gridOfLines(lines), structureOf(lines), witnesses).margin;
    expect(orientationOf(lines, mentioning(['Ash', 'Fir']))).toBe('rows');
    expect(marginOf(mentioning(['Ash', 'Fir']))).toBeGreaterThan(marginOf(noWitnesses));
    expect(marginOf(mentioning(['Red gate']))).toBeLessThan(marginOf(noWitnesses));
  });

  test('undecided if the corner contradicts witnesses for the rows with certainty 1, and columns if their certainty is 0.35', () => {
    const lines = ['Feature|Elm|Oak', 'Ash|large|small', 'Fir|soft|hard'];
    expect(orientationOf(lines, witnessesOf(['Ash', 'Fir']))).toBe('undecided');
    expect(orientationOf(lines, witnessesOf(['Ash', 'Fir'], 0.35))).toBe('columns');
  });

  test.each([
    ['rows', 'Fir'],
    ['rows', 'FIR: a fast depot'],
    ['columns', 'Oak - a depot'],
    ['undecided', 'Fir depots'],
    ['undecided', 'Firs'],
    ['undecided', 'A depot of fir'],
  ])('%s if the title is "%s"', (expected, title) => {
    expect(orientationOf(open, { ...noWitnesses, title })).toBe(expected);
  });

  test('decided by dimensions of other tables, if two heads name them', () => {
    const knowing = (names: readonly string[]): SubjectWitnesses => ({
      ...noWitnesses,
      isDimension: (name) => names.includes(name),
    });
    expect(orientationOf(open, knowing(['Elm', 'Oak']))).toBe('rows');
    expect(orientationOf(open, knowing(['Ash', 'Fir']))).toBe('columns');
    expect(orientationOf(open, knowing(['Elm']))).toBe('undecided');
  });

  test('rows if the only column beside the names has numbers', () => {
    expect(orientationOf(['Function|Kind', 'cut|1.5', 'saw|0.5'])).toBe('rows');
    expect(orientationOf(['Function|Kind', 'cut|quick', 'saw|slow'])).toBe('undecided');
  });

  test('rows if their heads start with different names of subjects', () => {
    const lines = ['Depot|small|large', 'Ash 1|12|20', 'Ash 2|14|24', 'Fir 1|19|28'];
    expect(orientationOf(lines)).toBe('undecided');
    expect(orientationOf(lines, witnessesOf(['Ash', 'Fir']))).toBe('rows');
  });
});

describe('Columns that are not about a subject are not among the subjects', () => {
  const subjectsOf = (lines: readonly string[]): readonly string[] | undefined =>
    orientTable(gridOfLines(lines), { requested: null, witnesses: noWitnesses, aspect: null })?.subjects.map(
      ({ head }) => head.content.text,
    );

  test.each([
    ['notes', ['Feature|Ash|Elm|Notes', 'Lid|yes|no|sold apart', 'Seat|no|no|none']],
    ['differences', ['Metric|Ash|Elm|Difference', 'Mass|4 kg|3 kg|1 kg', 'Time|90 s|120 s|30 s']],
    [
      'differences before notes',
      ['Metric|Ash|Elm|Delta|Notes', 'Mass|4 kg|3 kg|1 kg|dry', 'Time|9 s|12 s|3 s|hot'],
    ],
    ['totals', ['Metric|Ash|Elm|Total', 'Mass|4 kg|3 kg|7 kg', 'Time|90 s|120 s|210 s']],
  ])('%s in the last column', (_, lines) => {
    expect(subjectsOf(lines)).toEqual(['Ash', 'Elm']);
  });

  test('a column of ratios is a subject if it is not the last column', () => {
    expect(subjectsOf(['Metric|Ash|Ratio|Elm', 'Mass|4 kg|3 kg|5 kg', 'Time|9 s|8 s|7 s'])).toEqual([
      'Ash',
      'Ratio',
      'Elm',
    ]);
  });
});
