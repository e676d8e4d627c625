import { describe, expect, test } from '@jest/globals';
import { PlacedText } from '../../../../src/formats/input/placed-text.js';
import { gridAt } from '../../../../src/formats/tables/forms/table-forms.js';
import { gridsIn, misplacedCells, textsOf } from './grids.js';

/** Finds the only table in a text, and checks the text ranges of its cells. */
function onlyGrid(text: string): ReturnType<typeof gridsIn>[number] {
  const grids = gridsIn(text);
  expect(grids).toHaveLength(1);
  const [grid] = grids;
  if (!grid) throw new Error('There is no table.');
  expect(misplacedCells(grid, text)).toEqual([]);
  return grid;
}

const kettles = [
  ['Feature', 'Ash', 'Elm'],
  ['Lid', 'yes', 'no'],
  ['Time to boil', '90 s', '120 s'],
];

describe('A table in lines is found', () => {
  test.each([
    [
      'pipes with a rule',
      '| Feature | Ash | Elm |\n|---|:-:|--:|\n| Lid | yes | no |\n| Time to boil | 90 s | 120 s |',
    ],
    [
      'pipes without bars at the ends',
      'Feature | Ash | Elm\n--- | --- | ---\nLid | yes | no\nTime to boil | 90 s | 120 s',
    ],
    ['pipes without a rule', 'Feature | Ash | Elm\nLid | yes | no\nTime to boil | 90 s | 120 s'],
    [
      'pipes with a rule that has fewer cells',
      '| Feature | Ash | Elm |\n|---|---|\n| Lid | yes | no |\n| Time to boil | 90 s | 120 s |',
    ],
    [
      'pipes with empty lines between the rows',
      '| Feature | Ash | Elm |\n\n|---|---|---|\n\n| Lid | yes | no |\n\n| Time to boil | 90 s | 120 s |',
    ],
    [
      'pipes of a database client',
      ' Feature      | Ash  | Elm\n--------------+------+-------\n Lid          | yes  | no\n Time to boil | 90 s | 120 s',
    ],
    [
      'pipes with rules between all rows',
      '|---+---+---|\n| Feature | Ash | Elm |\n|---+---+---|\n| Lid | yes | no |\n|---+---+---|\n| Time to boil | 90 s | 120 s |\n|---+---+---|',
    ],
    ['tabs', 'Feature\tAsh\tElm\nLid\tyes\tno\nTime to boil\t90 s\t120 s'],
    ['several tabs', 'Feature\t\tAsh\tElm\nLid\t\t\tyes\tno\nTime to boil\t90 s\t120 s'],
    ['aligned columns', 'Feature       Ash   Elm\nLid           yes   no\nTime to boil  90 s  120 s'],
    [
      'numbers aligned to the right',
      'Feature        Ash    Elm\nLid            yes     no\nTime to boil  90 s  120 s',
    ],
    ['cells after two spaces', 'Feature  Ash  Elm\nLid  yes  no\nTime to boil  90 s  120 s'],
    [
      'columns below a rule',
      'Feature       Ash   Elm\n------------  ----  -----\nLid           yes   no\nTime to boil  90 s  120 s',
    ],
    [
      'columns between borders',
      '============  ====  =====\nFeature       Ash   Elm\n============  ====  =====\nLid           yes   no\nTime to boil  90 s  120 s\n============  ====  =====',
    ],
    [
      'a box of a database client',
      '+--------------+------+-------+\n| Feature      | Ash  | Elm   |\n+--------------+------+-------+\n| Lid          | yes  | no    |\n| Time to boil | 90 s | 120 s |\n+--------------+------+-------+',
    ],
    [
      'a box with rules between the rows',
      '+---------+------+-------+\n| Feature | Ash  | Elm   |\n+=========+======+=======+\n| Lid     | yes  | no    |\n+---------+------+-------+\n| Time to | 90 s | 120 s |\n| boil    |      |       |\n+---------+------+-------+',
    ],
    [
      'a box of box-drawing characters',
      '┌──────────────┬──────┬───────┐\n│ Feature      │ Ash  │ Elm   │\n├──────────────┼──────┼───────┤\n│ Lid          │ yes  │ no    │\n│ Time to boil │ 90 s │ 120 s │\n└──────────────┴──────┴───────┘',
    ],
  ])('in %s', (_, text) => {
    expect(textsOf(onlyGrid(text))).toEqual(kettles);
    expect(textsOf(onlyGrid(`Kettles:\n\n${text}\n\nThat is all.`))).toEqual(kettles);
  });
});

describe('A table of AsciiDoc', () => {
  test('has its cells on one line or several lines', () => {
    expect(
      textsOf(onlyGrid('|===\n|Feature |Ash |Elm\n\n|Lid\n|yes\n|no\n\n|Time to boil |90 s\n|120 s\n|===')),
    ).toEqual(kettles);
  });

  test('has a title, a head and spans', () => {
    const grid = onlyGrid(
      '.Kettles\n[cols="3*",options="header"]\n|===\n|Feature 2+|Kettle\n.2+|Time |90 s |120 s\n|80 s |100 s\n|===',
    );
    expect(grid.context.caption?.text).toBe('Kettles');
    expect(textsOf(grid)).toEqual([
      ['Feature', 'Kettle', 'Kettle'],
      ['Time', '90 s', '120 s'],
      ['Time', '80 s', '100 s'],
    ]);
    expect(grid.rows.map((row) => row[1]?.isHead)).toEqual([true, false, false]);
  });
});

test('A list table of reStructuredText has a title and a head', () => {
  const grid = onlyGrid(
    '.. list-table:: Kettles\n   :header-rows: 1\n\n   * - Feature\n     - Ash\n     - Elm\n   * - Lid\n     - yes\n     - no\n   * - Time\n       to boil\n     - 90 s\n     - 120 s\n\nThat is all.',
  );
  expect(grid.context.caption?.text).toBe('Kettles');
  expect(textsOf(grid)).toEqual(kettles);
  expect(grid.rows.map((row) => row[0]?.isHead)).toEqual([true, false, false]);
});

test('Heads are between double bars, as in Confluence', () => {
  const grid = onlyGrid('||Feature||Ash||Elm||\n|Lid|yes|no|\n|Time to boil|90 s|120 s|');
  expect(textsOf(grid)).toEqual(kettles);
  expect(grid.rows.map((row) => row[0]?.isHead)).toEqual([true, false, false]);
});

describe('A table of MediaWiki', () => {
  test('has its cells on one line or several lines', () => {
    expect(
      textsOf(
        onlyGrid(
          '{| class="wikitable"\n|-\n! Feature !! Ash !! Elm\n|-\n| Lid || yes || no\n|-\n| Time to boil\n| 90 s\n| 120 s\n|}',
        ),
      ),
    ).toEqual(kettles);
  });

  test('has a caption, spans, links, templates and footnotes', () => {
    const grid = onlyGrid(
      '{|\n|+ Kettles\n! rowspan="2" | Name\n! colspan="2" | Use\n|-\n! Home !! Away\n|-\n| [[Ash kettle|Ash]] || {{yes|since 2020}} || style="x" | [https://example.com/a no]<ref name="n">Only here.</ref>\n|}',
    );
    expect(grid.context.caption?.text).toBe('Kettles');
    expect(textsOf(grid)).toEqual([
      ['Name', 'Use', 'Use'],
      ['Name', 'Home', 'Away'],
      ['Ash', 'yes since 2020', 'no'],
    ]);
    const cell = grid.rows[2]?.[2];
    expect(cell).toMatchObject({ footnotes: ['n'], isHead: false });
    expect(cell?.links.map(({ text }) => text)).toEqual(['https://example.com/a']);
    expect(grid.rows[1]?.[1]?.isHead).toBe(true);
  });
});

test('A bar after a backslash is part of its cell', () => {
  expect(textsOf(onlyGrid('| Sign | Use |\n|---|---|\n| `a \\| b` | or |'))).toEqual([
    ['Sign', 'Use'],
    ['a | b', 'or'],
  ]);
});

test('A blank cell does not move the cells after it to other columns', () => {
  expect(
    textsOf(onlyGrid('Name     Lid   Whistle\nAsh      yes   loud\nElm            soft\nOak      no')),
  ).toEqual([
    ['Name', 'Lid', 'Whistle'],
    ['Ash', 'yes', 'loud'],
    ['Elm', '', 'soft'],
    ['Oak', 'no', ''],
  ]);
  expect(textsOf(onlyGrid('| Name | Lid |\n|---|---|\n| Ash | |\n| Elm'))).toEqual([
    ['Name', 'Lid'],
    ['Ash', ''],
    ['Elm', null],
  ]);
});

test('The row above the rule is a head, and other rows are not', () => {
  const { rows } = onlyGrid('| Name | Lid |\n|---|---|\n| Ash | yes |\n| Elm | no |');
  expect(rows.map((row) => row.map((cell) => cell?.isHead))).toEqual([
    [true, true],
    [false, false],
    [false, false],
  ]);
});

test('Cells of a grid table span rows and columns', () => {
  const grid = onlyGrid(
    [
      '+---------+-----------------+',
      '| Feature | Kettle          |',
      '|         +--------+--------+',
      '|         | Summer | Winter |',
      '+=========+========+========+',
      '| Time    | 90 s   | 120 s  |',
      '+---------+--------+--------+',
    ].join('\n'),
  );
  expect(textsOf(grid)).toEqual([
    ['Feature', 'Kettle', 'Kettle'],
    ['Feature', 'Summer', 'Winter'],
    ['Time', '90 s', '120 s'],
  ]);
  expect(grid.rows[0]?.[1]).toBe(grid.rows[0]?.[2]);
  expect(grid.rows[0]?.[0]).toMatchObject({ rowSpan: 2, columnSpan: 1, isHead: true });
  expect(grid.rows[2]?.[0]?.isHead).toBe(false);
});

test('Each cell has the links in it', () => {
  const { rows } = onlyGrid('Name | Lid\n--- | ---\nAsh | yes (https://example.com/ash)');
  expect(rows[1]?.map((cell) => cell?.links.map(({ text }) => text))).toEqual([
    [],
    ['https://example.com/ash'],
  ]);
});

describe('No table is found', () => {
  test.each([
    [
      'in prose with two spaces after sentences',
      'The kettle is small and light.  It boils water.\nIt is put away after that and cleaned.  It is red.\nThe urn is big and holds much water.  It is blue.',
    ],
    ['in lines of links', 'Home | About\nTerms | Imprint'],
    ['in a heading with a bar above a rule without bars', 'Kettle | Urn\n------------'],
    ['in labelled lines', 'Author:   Ash\nEditor:   Elm\nYear:     2020'],
    ['in list items', '-  one kettle\n-  two urns\n-  three cups'],
    ['in code', 'let a = 1;    // one\nlet b = 2;    // two;\nlet c = 3;    // three;'],
    [
      'in statements with bars',
      'a: string | number | null;\nb: string | number | null;\nc: string | number | null;',
    ],
    [
      'in options and their explanations',
      'Options:\n--lid       closes the lid\n--whistle   blows the whistle\n--help      shows this text',
    ],
    [
      'in results without a head',
      'ash kettle   12 s   300\nelm kettle   14 s   310\noak kettle   15 s   290',
    ],
    ['in two lines with wide spaces', 'one  two\nthree  four'],
  ])('%s', (_, text) => {
    expect(gridsIn(text).map(textsOf)).toEqual([]);
  });
});

describe('A crafted text', () => {
  test.each([
    ['many lines with a bar', 'a | b\n'.repeat(4_000)],
    ['rules of a box without rows', '+-+-+\n'.repeat(4_000)],
    ['boxes with many columns', `${'+-'.repeat(20_000)}+\n${'|\n'.repeat(4_000)}`],
    ['borders without an end', '== ==\na  b\n'.repeat(2_000)],
    ['lines with wide spaces and different numbers of cells', 'a  b\na  b  c\n'.repeat(2_000)],
    ['bars between empty lines', '| a |\n\n'.repeat(2_000)],
    ['starts of tables without ends', '{|\n|===\n'.repeat(2_000)],
    ['starts of tables of MediaWiki', '{|\n'.repeat(4_000)],
    ['starts of tables of MediaWiki with a cell', '{|\n| a\n'.repeat(2_000)],
    ['rules between bars', '|---|\n'.repeat(4_000)],
  ])('with %s is parsed with a bounded number of reads per line', (_, text) => {
    const lines = PlacedText.of(text).split(/\n/gu);
    let reads = 0;
    const counted = new Proxy(lines, {
      get(target, key): unknown {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
    for (let at = 0; at < lines.length;) at = gridAt(counted, at)?.end ?? at + 1;
    expect(reads).toBeLessThan(lines.length * 500);
  });

  test('with long lines of bars, or one long row among short rows, is a table that is too large to be read', () => {
    expect(gridAt(PlacedText.of(`${'|'.repeat(50_000)}\n`.repeat(20)).split(/\n/gu), 0)).toEqual({
      grid: null,
      end: 20,
    });
    expect(gridsIn(`${'a\t'.repeat(3_000)}\n${'a\tb\n'.repeat(3_000)}`)).toEqual([]);
  });
});
