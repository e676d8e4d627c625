import { describe, expect, test } from '@jest/globals';
import { readRow, readRows, type TextTable } from './table-of-texts.js';

describe('a dimension is typed from all its cells', () => {
  test.each<[head: string, cells: readonly string[], expected: readonly string[]]>([
    ['Undo', ['Yes', 'no', 'Partial'], ['SUPPORT Yes', 'SUPPORT No', 'SUPPORT Partly (Partial)']],
    ['Undo', ['Planned', 'Yes (beta)'], ['SUPPORT No (Planned)', 'SUPPORT Yes (beta)']],
    ['Undo', ['Full', 'Partial', 'None'], ['SUPPORT Yes', 'SUPPORT Partly (Partial)', 'SUPPORT No']],
    ['State', ['stable', 'beta', 'alpha'], ['TEXT stable', 'TEXT beta', 'TEXT alpha']],
    ['Plan', ['Premium', 'Enterprise'], ['TEXT Premium', 'TEXT Enterprise']],
    ['Limits', ['No limits', 'No limit', 'No'], ['TEXT No limits', 'TEXT No limit', 'TEXT No']],
    ['Server', ['Yes', 'Yes', 'Acme Hub'], ['SUPPORT Yes', 'SUPPORT Yes', 'left out']],
    ['Server', ['Yes', 'Acme Hub'], ['TEXT Yes', 'TEXT Acme Hub']],
    ['Size', ['12 MB', '1.5 GB', 'n/a'], ['QUANTITY 12 MBy', 'QUANTITY 1.5 GBy', 'NOT_APPLICABLE']],
    ['Price', ['$9', '$0', 'Free'], ['QUANTITY 9 USD', 'QUANTITY 0 USD', 'QUANTITY 0 USD {Free}']],
    ['Price', ['$9/mo', '$29/mo', 'On request'], ['QUANTITY 9 USD/mo', 'QUANTITY 29 USD/mo', 'left out']],
    ['Start', ['12 ms (p99)', '15 ms'], ['QUANTITY 12 ms {12 ms (p99)}', 'QUANTITY 15 ms']],
    ['Memory', ['8 GB (minimum)', '4 GB'], ['QUANTITY 8 or more GBy', 'QUANTITY 4 GBy']],
    ['Memory', ['8 GB (approx.)', '4 GB'], ['QUANTITY ~8 GBy', 'QUANTITY 4 GBy']],
    ['Start', ['✅ 12 ms', '❌ 300 ms'], ['QUANTITY 12 ms {✅ 12 ms}', 'QUANTITY 300 ms {❌ 300 ms}']],
    ['Start', ['✅ Fast', '❌ Slow'], ['SUPPORT Yes (Fast)', 'SUPPORT No (Slow)']],
    ['Size', ['0', '12 MB'], ['QUANTITY 0 MBy', 'QUANTITY 12 MBy']],
    ['Heat', ['0', '12 °C'], ['TEXT 0', 'TEXT 12 °C']],
    ['Bundle', ['12 KB', '1 MB'], ['QUANTITY 12 kBy', 'QUANTITY 1 MBy']],
    ['Rating', ['4.5/5', '3/5'], ['TEXT 4.5/5', 'TEXT 3/5']],
    ['Speed-up', ['1.5x', '2×'], ['QUANTITY 1.5 {1.5x}', 'QUANTITY 2 {2×}']],
    ['Stars', ['12.3k', '800'], ['QUANTITY 12300 {12.3k}', 'QUANTITY 800']],
    ['Display', ['4k', '8k'], ['TEXT 4k', 'TEXT 8k']],
    ['Seats', ['5 users', '1 user'], ['QUANTITY 5 {5 users}', 'QUANTITY 1 {1 user}']],
    ['Seats', ['5 users', '2 teams'], ['TEXT 5 users', 'TEXT 2 teams']],
    ['Time', ['5 weeks', '2 days'], ['QUANTITY 5 wk', 'QUANTITY 2 d']],
    ['Seats', ['80.5 files/s', '7 files/s'], ['QUANTITY 80.5 {80.5 files/s}', 'QUANTITY 7 {7 files/s}']],
    ['Seats', ['5 km/h', '7 km/h'], ['QUANTITY 5 km/h', 'QUANTITY 7 km/h']],
    ['Seats', ['5 files/s', '7 ms/op'], ['TEXT 5 files/s', 'TEXT 7 ms/op']],
    ['Slowdown', ['x1.5', '×2', '3x'], ['QUANTITY 1.5 {x1.5}', 'QUANTITY 2 {×2}', 'QUANTITY 3 {3x}']],
    ['Heap', ['2184 B', '760 B'], ['QUANTITY 2184 By {2184 B}', 'QUANTITY 760 By {760 B}']],
    ['Heap', ['512 B', '1.5 KB'], ['QUANTITY 512 By {512 B}', 'QUANTITY 1.5 kBy {1.5 KB}']],
    ['Leaves', ['7 B', '70 B'], ['TEXT 7 B', 'TEXT 70 B']],
    ['Parameters', ['7 B', '1.5B'], ['QUANTITY 7000000000 {7 B}', 'QUANTITY 1500000000 {1.5B}']],
    ['Downloads', ['31K', '10M+'], ['QUANTITY 31000 {31K}', 'QUANTITY 10000000 or more {10M+}']],
    ['Visitors', ['8K-32K', '4–16k', '1K-2M'], ['TEXT 8K-32K', 'TEXT 4–16k', 'TEXT 1K-2M']],
    ['Visitors', ['8K~32K', '4–16k'], ['QUANTITY 8000 to 32000 {8K~32K}', 'QUANTITY 4000 to 16000 {4–16k}']],
    ['# of seeds', ['2.5M', '900'], ['QUANTITY 2500000 {2.5M}', 'QUANTITY 900']],
    ['Seats', ['5K users', '20 users'], ['QUANTITY 5000 {5K users}', 'QUANTITY 20 {20 users}']],
    ['Price', ['$3m', '$500'], ['QUANTITY 3000000 USD {$3m}', 'QUANTITY 500 USD']],
    [
      'Income',
      ['2 million', '1.5 billion'],
      ['QUANTITY 2000000 {2 million}', 'QUANTITY 1500000000 {1.5 billion}'],
    ],
    ['Download', ['64K', '12M'], ['TEXT 64K', 'TEXT 12M']],
    ['Memory', ['64k', '128k'], ['TEXT 64k', 'TEXT 128k']],
    ['Heat', ['300K', '77K'], ['TEXT 300K', 'TEXT 77K']],
    ['Height', ['57m', '11m'], ['QUANTITY 57 m', 'QUANTITY 11 m']],
    ['Build', ['1m 30s', '45s'], ['QUANTITY 90 s {1m 30s}', 'QUANTITY 45 s {45s}']],
    ['Build', ['~1h 30m', '45m'], ['QUANTITY ~90 min {~1h 30m}', 'QUANTITY 45 min {45m}']],
    ['Build', ['1m 0.25s', '2m'], ['QUANTITY 60250 ms {1m 0.25s}', 'QUANTITY 120 s {2m}']],
    [
      'Mean',
      ['17.4/iter ms', '320 µs/iter'],
      ['QUANTITY 17.4 ms {17.4/iter ms}', 'QUANTITY 320 us {320 µs/iter}'],
    ],
    ['Heap', ['120 B/op', '2 KB/op'], ['QUANTITY 120 By {120 B/op}', 'QUANTITY 2 kBy {2 KB/op}']],
    ['Mean', ['5 ms/op', '7 ms/call'], ['TEXT 5 ms/op', 'TEXT 7 ms/call']],
    ['Price', ['$5/user/month', '$9 per user'], ['TEXT $5/user/month', 'TEXT $9 per user']],
    [
      'Price',
      ['€5 / user / month', '€9/user/month'],
      ['QUANTITY 5 EUR/mo {€5 / user / month}', 'QUANTITY 9 EUR/mo {€9/user/month}'],
    ],
    [
      'Slowdown',
      ['1', '1.5x', '3x (cold)'],
      ['QUANTITY 1 {1}', 'QUANTITY 1.5 {1.5x}', 'QUANTITY 3 {3x (cold)}'],
    ],
    ['Change', ['2x faster', '3x slower'], ['TEXT 2x faster', 'TEXT 3x slower']],
    ['Start', ['🥇 12 ms', '15 ms'], ['QUANTITY 12 ms {🥇 12 ms}', 'QUANTITY 15 ms']],
    ['Range (km)', ['10~20', '5'], ['QUANTITY 10 to 20 km', 'QUANTITY 5 km']],
    [
      'Mean',
      ['5.2 ms ± 0.1 ms', '7 ms ± 1 ms'],
      ['QUANTITY 5.2 ms {5.2 ms ± 0.1 ms}', 'QUANTITY 7 ms {7 ms ± 1 ms}'],
    ],
    ['Wait', ['🟢 Low (5 ms)', '🔴 High'], ['TEXT 🟢 Low (5 ms)', 'TEXT 🔴 High']],
    ['Undo', ['🟢', '🟡 via a plugin', '🔴'], ['SUPPORT Yes', 'SUPPORT Partly (via a plugin)', 'SUPPORT No']],
    [
      'Undo',
      ['✅', '🟡 (one level)', '🟡 (two levels)'],
      ['SUPPORT Yes', 'SUPPORT Partly (one level)', 'SUPPORT Partly (two levels)'],
    ],
    ['Undo', ['Yes (optional)', 'No'], ['SUPPORT Yes (optional)', 'SUPPORT No']],
    ['Undo', ['partial¹', 'yes', 'no'], ['SUPPORT Partly (partial)', 'SUPPORT Yes', 'SUPPORT No']],
    ['Undo', ['Kind of, but slowly', '✅'], ['SUPPORT Partly (but slowly)', 'SUPPORT Yes']],
    ['Maximum depth', ['None', 'None', 'Yes', 'Yes'], ['TEXT None', 'TEXT None', 'TEXT Yes', 'TEXT Yes']],
    ['Platforms', ['Linux, macOS', 'Linux'], ['TERMS Linux, macOS', 'TERMS Linux']],
    ['Licence', ['MIT; Apache 2.0', 'none'], ['TERMS MIT, Apache 2.0', 'TERMS none']],
    ['Licence', ['MIT', 'GPL'], ['TEXT MIT', 'TEXT GPL']],
    ['Platforms', ['Linux, and macOS in part', 'Linux'], ['TEXT Linux, and macOS in part', 'TEXT Linux']],
    ['Uses', ['Linux, macOS', 'Linux'], ['TEXT Linux, macOS', 'TEXT Linux']],
    ['Appeared', ['2024/3/18', '2024/12/1'], ['DATE 2024-03-18', 'DATE 2024-12-01']],
    [
      'Rate',
      ['468 (0.8)', '2042 (3.7)', '3'],
      ['QUANTITY 468 {468 (0.8)}', 'QUANTITY 2042 {2042 (3.7)}', 'QUANTITY 3'],
    ],
    ['Rate', ['5 ± 0.1 ms', '7 ms ± 2'], ['QUANTITY 5 ms {5 ± 0.1 ms}', 'QUANTITY 7 ms {7 ms ± 2}']],
    ['Size', ['5 MB + fonts', '7 MB'], ['QUANTITY 5 or more MBy {5 MB + fonts}', 'QUANTITY 7 MBy']],
    ['Size', ['2 MB gzip', '7 MB gzip'], ['QUANTITY 2 MBy {2 MB gzip}', 'QUANTITY 7 MBy {7 MB gzip}']],
    ['Size', ['2 MB gzip', '7 MB brotli'], ['TEXT 2 MB gzip', 'TEXT 7 MB brotli']],
    ['Seen', ['2 days ago', '7 days ago'], ['TEXT 2 days ago', 'TEXT 7 days ago']],
    ['Rate', ['1.23(4)', '2.51(7)'], ['TEXT 1.23(4)', 'TEXT 2.51(7)']],
    ['Date', ['2019', '2024'], ['DATE 2019', 'DATE 2024']],
    ['Node', ['18 LTS', '20 LTS'], ['TEXT 18 LTS', 'TEXT 20 LTS']],
    ['Latest', ['v1.2', 'v2.0'], ['VERSION 1.2', 'VERSION 2.0']],
    ['Latest', ['1.2.3', '1.10'], ['VERSION 1.2.3', 'VERSION 1.10']],
    ['Latest release', ['May 2024', '3 June 2023'], ['DATE 2024-05', 'DATE 2023-06-03']],
    ['Appeared', ['May 2024', '2023-06', 'Unreleased'], ['DATE 2024-05', 'DATE 2023-06', 'left out']],
    ['Founded', ['2019', '?'], ['DATE 2019', 'UNKNOWN']],
    ['Host', ['10.0.0.1', '10.0.0.2'], ['TEXT 10.0.0.1', 'TEXT 10.0.0.2']],
  ])('%s: %j', (head, cells, expected) => {
    expect(readRow(cells, { head })).toEqual(expected);
  });

  test.each([
    ['if their head does not name a version', ['3.10', '3.9']],
    ['if all their second parts are small', ['3.10', '3.11', '3.12']],
    ['if they are lower bounds', ['3.8+', '3.10+']],
    ['if they are lower bounds without a trailing zero', ['3.7+', '3.6+']],
    ['if they are lower bounds with a sign', ['≥ 3.10', '≥ 3.9']],
  ])('numbers that can be versions are read as texts, with a doubt, %s', (_where, cells) => {
    expect(readRow(cells)).toEqual(cells.map((cell) => `TEXT ${cell}`));
    expect(readRows([['Runtime', ...cells]])[0]?.doubt).toMatch(/version/u);
  });

  test('numbers with trailing zeros are amounts if all have two decimals and the decimals of some numbers are above 30, or if commas separate thousands', () => {
    expect(readRow(['3.10', '4.50', '9.99'])).toEqual(['QUANTITY 3.1', 'QUANTITY 4.5', 'QUANTITY 9.99']);
    expect(readRow(['1,124,700.70', '98,050.5'])).toEqual(['QUANTITY 1124700.7', 'QUANTITY 98050.5']);
  });

  test('one of eight cells is left out if the other seven are amounts with a unit or a multiplication sign', () => {
    const cells = ['0.68 / 0.64', ...Array.from({ length: 7 }, (_, index) => `${index + 1}.5`)];
    expect(readRow(cells, { head: 'Time (ms)' })).toEqual([
      'left out',
      ...cells.slice(1).map((cell) => `QUANTITY ${cell} ms`),
    ]);
    expect(readRow(cells, { head: 'Time' })[1]).toBe('TEXT 1.5');
    const multiples = cells.map((cell) => cell.replaceAll(/[\d.]+/gu, 'x$&'));
    expect(readRow(multiples).slice(0, 2)).toEqual(['left out', 'QUANTITY 1.5 {x1.5}']);
    expect(readRow(cells.slice(0, 7), { head: 'Time (ms)' })[1]).toBe('TEXT 1.5');
  });

  test('the doubt of a dimension names a cell that is left out', () => {
    expect(readRows([['Server', 'Yes', 'No', 'Yes', 'Acme Hub']])[0]?.doubt).toBe(
      '"Acme Hub" cannot be read as yes or no and is left out',
    );
  });
});

describe('cells without a value', () => {
  test('blanks, dashes and dots state nothing; question marks, "TBD", "not tested" and "n/a" state an absence', () => {
    expect(
      readRow(['Yes', 'No', '', '-', '—', '·', '?', '❓', 'TBD', 'not tested', 'n/a', 'N/A', 'NA']),
    ).toEqual([
      'SUPPORT Yes',
      'SUPPORT No',
      ...Array.from({ length: 4 }, () => 'nothing'),
      ...Array.from({ length: 4 }, () => 'UNKNOWN'),
      ...Array.from({ length: 3 }, () => 'NOT_APPLICABLE'),
    ]);
  });

  test('the remark of an absence is in the text of the claim', () => {
    expect(readRow(['n/a (hosted only)', 'TBD, 2027', 'No'])).toEqual([
      'NOT_APPLICABLE {n/a (hosted only)}',
      'UNKNOWN {TBD, 2027}',
      'SUPPORT No',
    ]);
  });

  test('a question mark after "yes" means that the value is unknown', () => {
    expect(readRow(['yes?', 'No', 'Yes'])).toEqual(['UNKNOWN', 'SUPPORT No', 'SUPPORT Yes']);
  });
});

describe('marks that need a partner or a legend', () => {
  const rows = (...lines: readonly (readonly string[])[]) =>
    lines.map((cells, index) => [`Topic ${index}`, ...cells]);
  const supports = (table: readonly (readonly string[])[], context?: TextTable) =>
    readRows(table, context).map(({ cells }) => cells);

  test('a minus beside a plus means no, and a minus without a plus states nothing', () => {
    expect(supports(rows(['+', '-', '+'], ['+', '+', '']))).toEqual([
      ['SUPPORT Yes', 'SUPPORT No', 'SUPPORT Yes'],
      ['SUPPORT Yes', 'SUPPORT Yes', 'nothing'],
    ]);
    expect(supports(rows(['✅', '-', '❌']))).toEqual([['SUPPORT Yes', 'nothing', 'SUPPORT No']]);
  });

  test('a dash means no if a table has only dashes and ticks, with or without parentheses', () => {
    expect(supports(rows(['✔', '-', '✔'], ['-', '(✔)', '✔']))).toEqual([
      ['SUPPORT Yes', 'SUPPORT No', 'SUPPORT Yes'],
      ['SUPPORT No', 'SUPPORT Partly ((✔))', 'SUPPORT Yes'],
    ]);
    const others = ['', 'n/a', '❌', 'no', '?', 'x', 'Acme Hub'];
    for (const other of others)
      expect(supports(rows(['✔', '-', '✔'], ['-', '✔', other]))[0]?.[1]).toBe('nothing');
  });

  test('a cross means yes, and a dash no, if a table has only crosses, dashes and words of partial support', () => {
    expect(supports(rows(['x', '-', 'x'], ['x', 'partial', '-']))).toEqual([
      ['SUPPORT Yes', 'SUPPORT No', 'SUPPORT Yes'],
      ['SUPPORT Yes', 'SUPPORT Partly (partial)', 'SUPPORT No'],
    ]);
    expect(supports(rows(['x', '-', 'x'], ['x', '', '-']))[0]).toEqual(['TEXT x', 'nothing', 'TEXT x']);
  });

  test('a filled circle beside an open circle means yes', () => {
    expect(supports(rows(['●', '○', '◐']))).toEqual([['SUPPORT Yes', 'SUPPORT No', 'SUPPORT Partly (◐)']]);
  });

  test('a cross beside a tick means no, and a cross beside "no" means yes', () => {
    expect(supports(rows(['x', '✓']))).toEqual([['SUPPORT No', 'SUPPORT Yes']]);
    expect(supports(rows(['x', 'no']))).toEqual([['SUPPORT Yes', 'SUPPORT No']]);
  });

  test('the letters Y and N state support if a table has both of them and no other single letters', () => {
    expect(supports(rows(['Y', 'Y'], ['Y', 'N']))[0]).toEqual(['SUPPORT Yes', 'SUPPORT Yes']);
    expect(supports(rows(['Y', 'N', 'K']))[0]).toEqual(['TEXT Y', 'TEXT N', 'TEXT K']);
    expect(supports(rows(['Y', 'Y']))[0]).toEqual(['TEXT Y', 'TEXT Y']);
  });

  test('the letter Y states support if at least six cells have it, unless the table has an X or other letters are as frequent', () => {
    const six = ['Y', 'Y', 'Y', '', 'Y', 'Y', 'Y'];
    expect(supports(rows(six, ['C', 'Go']))[0]?.[0]).toBe('SUPPORT Yes');
    expect(supports(rows(six.slice(1)))[0]?.[0]).toBe('TEXT Y');
    expect(supports(rows(six, ['X', 'Go']))[0]?.[0]).toBe('TEXT Y');
    expect(supports(rows(six, ['C', 'D', 'R', 'C', 'D', 'R']))[0]?.[0]).toBe('TEXT Y');
  });

  test('a mark of yes in parentheses means partly beside the same mark without parentheses', () => {
    expect(supports(rows(['✓', '(✓)', '✗']))[0]).toEqual([
      'SUPPORT Yes',
      'SUPPORT Partly ((✓))',
      'SUPPORT No',
    ]);
  });

  test('an empty box beside a ticked box means no', () => {
    expect(supports(rows(['☑', '☐'], ['[x]', '[ ]']))).toEqual([
      ['SUPPORT Yes', 'SUPPORT No'],
      ['SUPPORT Yes', 'SUPPORT No'],
    ]);
    expect(supports(rows(['☐', '☐']))[0]).toEqual(['TEXT ☐', 'TEXT ☐']);
  });

  test.each(['x', '+', '●'])('%s alone is a text, and the doubt suggests a legend', (mark) => {
    const [row] = readRows(rows([mark, '', mark]));

    expect(row?.cells).toEqual([`TEXT ${mark}`, 'nothing', `TEXT ${mark}`]);
    expect(row?.doubt).toContain('add a legend');
  });

  test.each<[legend: string, mark: string, expected: string]>([
    ['x: supported', 'x', 'SUPPORT Yes'],
    ['Key: x = not supported', 'x', 'SUPPORT No'],
    ['Legend: ✅ built in, 🟡 with a plugin', '🟡', 'SUPPORT Partly (with a plugin)'],
    ['Legend: 🟡 = yes', '🟡', 'SUPPORT Yes'],
    ['✅ = not possible', '✅', 'TEXT ✅ {✅ (not possible)}'],
    ['❌ means that it does not work.', '❌', 'SUPPORT No'],
    ['⚠️ means that other tools are needed.', '⚠', 'SUPPORT Partly (other tools are needed)'],
    ['Legend: x supported, - not supported, o in part.', 'o', 'SUPPORT Partly (in part)'],
    ['Legend: x supported, - not supported, o in part.', 'x', 'SUPPORT Yes'],
    ['x = built in, - = missing, o = needs other parts', '-', 'SUPPORT No'],
    ['x means that it works.', 'x', 'SUPPORT Yes'],
    ['x means that it does not work', 'x', 'SUPPORT No'],
    ['✓ supported, - not supported', '✓', 'SUPPORT Yes'],
    ['✓ means supported; – means not supported', '–', 'SUPPORT No'],
    ['P = partial, Y = yes', 'P', 'SUPPORT Partly (partial)'],
    ['Legend: ✓ = complete; partly = with add-ons', '✓', 'SUPPORT Yes'],
    ['Legend: ✓ = complete, with add-ons: partly', '✓', 'SUPPORT Partly (complete, with add-ons: partly)'],
    ['🚧 = planned', '🚧', 'SUPPORT No'],
    ['🤷 = not tested', '🤷', 'UNKNOWN'],
    ['- = not applicable', '-', 'NOT_APPLICABLE'],
  ])('the legend "%s" decides the meaning of %s', (legend, mark, expected) => {
    const table = rows([mark, expected.startsWith('TEXT') ? '🤷' : '✔', mark], ['o', 'x', '-']);
    expect(supports(table, { before: [legend] })[0]?.[0]).toBe(expected);
  });

  test('a mark that the table does not use ends the meaning of the mark before it in the legend', () => {
    const table = rows(['o', 'x', 'o']);
    expect(supports(table, { before: ['Legend: x supported, - not supported, o in part.'] })[0]).toEqual([
      'SUPPORT Partly (in part)',
      'SUPPORT Yes',
      'SUPPORT Partly (in part)',
    ]);
  });

  test('words of a legend that are not a statement of support are the note of a mark with a partner', () => {
    const context = { before: ['● = included', '○ = not included', '◐ = sold apart'] };
    expect(supports(rows(['●', '◐'], ['○', '●']), context)).toEqual([
      ['SUPPORT Yes', 'SUPPORT Partly (sold apart)'],
      ['SUPPORT No', 'SUPPORT Yes'],
    ]);
  });

  test('items below a line that announces a legend are the entries of the legend', () => {
    const before = [
      'Symbols:',
      '✅ Works with no further configuration, even with old files and with small screens',
      '🔶 Supported, but needs more code',
      '🛑 Not officially supported',
    ];
    expect(supports(rows(['✅', '🔶', '🛑']), { before })).toEqual([
      ['SUPPORT Yes', 'SUPPORT Partly (Supported, but needs more code)', 'SUPPORT No'],
    ]);
  });

  test('lists of benefits and drawbacks are not legends', () => {
    const before = ['✅ No licence needed', '❌ Slow on old machines', '✅ Supported by many'];
    expect(supports(rows(['✅', '❌']), { before })).toEqual([['SUPPORT Yes', 'SUPPORT No']]);
  });

  test('a legend below the table replaces the meanings of a legend above it', () => {
    const context = { before: ['Legend: 🟡 = yes'], after: ['Legend: 🟡 = no'] };
    expect(supports(rows(['🟡', '✅']), context)).toEqual([['SUPPORT No', 'SUPPORT Yes']]);
  });
});

describe('footnotes', () => {
  test.each<[after: string, mark: string]>([
    ['[^1]: Only on Linux', '[^1]'],
    ['[1] Only on Linux', '[1]'],
    ['(1) Only on Linux', '(1)'],
    ['¹ Only on Linux', '¹'],
    ['* Only on Linux', '*'],
    ['† Only on Linux', '†'],
  ])(
    'the footnote "%s" is the note of a support value with the mark %s, and is in the text of an amount with this mark',
    (after, mark) => {
      expect(readRow([`Yes${mark}`, 'No', '12'], { after: [after] }).slice(0, 2)).toEqual([
        'SUPPORT Yes (Only on Linux)',
        'SUPPORT No',
      ]);
      expect(readRow([`12 MB ${mark}`, '15 MB'], { after: [after] })).toEqual([
        'QUANTITY 12 MBy {12 MB (Only on Linux)}',
        'QUANTITY 15 MBy',
      ]);
    },
  );

  test('a footnote whose mark is not in the text of its cell is found by its number or superscript', () => {
    const table = { after: ['1. Only on Linux', '² Paid'], footnotes: { Yes: ['1'], No: ['2'] } };
    expect(readRow(['Yes', 'No', 'Full'], table)).toEqual([
      'SUPPORT Yes (Only on Linux)',
      'SUPPORT No (Paid)',
      'SUPPORT Yes',
    ]);
  });

  test('a mark without a definition does not change a value; exponents, and numbers in parentheses without a definition, are not marks', () => {
    expect(readRow(['Yes*', 'No'])).toEqual(['SUPPORT Yes', 'SUPPORT No']);
    expect(readRow(['12*', '15'])).toEqual(['QUANTITY 12 {12*}', 'QUANTITY 15']);
    expect(readRow(['*often*', 'fast*'])).toEqual(['TEXT *often*', 'TEXT fast*']);
    expect(readRow(['5 m²', '7 m²'], { after: ['² Measured twice'] })).toEqual([
      'QUANTITY 5 m2',
      'QUANTITY 7 m2',
    ]);
    expect(readRow(['Yes (1)', 'No'])).toEqual(['SUPPORT Yes (1)', 'SUPPORT No']);
  });

  test('footnotes are references instead of remarks if every cell that is not empty has a footnote', () => {
    const table = { after: ['[^1]: A study', '[^2]: A survey'], footnotes: { Yes: ['1'], No: ['2'] } };
    expect(readRow(['Yes', 'No', ''], table)).toEqual(['SUPPORT Yes', 'SUPPORT No', 'nothing']);
    expect(readRow(['Yes', 'No', 'Full'], table)[0]).toBe('SUPPORT Yes (A study)');
  });

  test('the footnote of a TEXT value is in the text of the claim', () => {
    expect(readRow(['fast¹', 'slow'], { after: ['¹ On new machines'] })).toEqual([
      'TEXT fast {fast (On new machines)}',
      'TEXT slow',
    ]);
  });
});

describe('units', () => {
  test.each([
    ['Size (MB)', 'Size'],
    ['Size [MB]', 'Size'],
    ['Size in MB', 'Size'],
    ['Size, MB', 'Size'],
  ])('are taken from the head %s', (head, name) => {
    expect(readRows([[head, '5', '7']])[0]).toMatchObject({ name, unit: 'MBy' });
  });

  test('are taken from a row of units and from the number formats of spreadsheets', () => {
    expect(readRow(['5', '7'], { unit: 'ms' })).toEqual(['QUANTITY 5 ms', 'QUANTITY 7 ms']);
    const numbers = { '45%': { numeral: '45', unit: '%' }, '$29.90': { numeral: '29.9', unit: '$' } };
    expect(readRow(['45%'], { numbers })).toEqual(['QUANTITY 45 %']);
    expect(readRow(['$29.90'], { numbers })).toEqual(['QUANTITY 29.9 USD']);
  });

  test('are explained if their symbol can mean several units', () => {
    expect(readRows([['Price', '$5', '$7']])[0]?.inWords).toBe('amounts in USD, "$" read as USD');
    expect(readRows([['Size', '5 KB', '7 KB']])[0]?.inWords).toBe('amounts in kBy, "KB" read as 1000 bytes');
  });
});

test('a number of five digits without thousands separators shows that the point in "2.101" is a decimal point', () => {
  const rows = [
    ['Ratio', '1.000', '2.101', '3.099'],
    ['Speed', '13700 MB/s', '780 MB/s', '36 MB/s'],
  ];
  expect(readRows(rows)[0]?.cells).toEqual(['QUANTITY 1', 'QUANTITY 2.101', 'QUANTITY 3.099']);
  expect(readRows(rows.slice(0, 1))[0]).toMatchObject({
    valueType: 'TEXT',
    doubt: expect.stringMatching(/separate/u),
  });
  expect(readRows([...rows, ['Files', '1 250 000', '13 000', '5']])[0]?.valueType).toBe('TEXT');
});
