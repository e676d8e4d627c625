import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkGenerated } from '../../scripts/eval-import/generated/check-generated.js';
import type { GeneratedTable } from '../../scripts/eval-import/generated/generated-table.js';
import { canPrint, printTable } from '../../scripts/eval-import/generated/print-table.js';
import { generatedTables } from '../../scripts/eval-import/generated/random-tables.js';
import type { LabelledCell, PageLabels } from '../../scripts/eval-import/pages/labelled-page.js';
import { scorePage } from '../../scripts/eval-import/pages/score-page.js';
import { printProportion, wilsonInterval } from '../../scripts/eval-import/proportion.js';
import type { StatedCell } from '../../scripts/eval-import/stated-cells.js';

describe('The interval of a proportion', () => {
  test.each([
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
    [1, 1000, 0.0002, 0.0056],
  ])('of %d in %d is from %d to %d', (successes, trials, low, high) => {
    const [from, to] = wilsonInterval({ successes, trials });
    expect(from).toBeCloseTo(low, 4);
    expect(to).toBeCloseTo(high, 4);
  });

  test('is from 0 to 1 without trials, and the proportion is printed as a dash', () => {
    expect(wilsonInterval({ successes: 0, trials: 0 })).toEqual([0, 1]);
    expect(printProportion({ successes: 0, trials: 0 })).toBe('–');
  });
});

const claim = (
  subject: string,
  dimension: string,
  quote: string,
  more: Partial<StatedCell> = {},
): StatedCell => ({
  subject,
  aliases: [],
  dimension,
  group: null,
  valueType: 'SUPPORT',
  value: { type: 'SUPPORT', support: quote === 'yes' ? 'YES' : 'NO', note: null },
  absence: null,
  text: null,
  qualifiers: [],
  quote,
  start: 0,
  end: 3,
  ...more,
});

describe('The score of a page', () => {
  const cell = (
    subject: string,
    words: string,
    start: number,
    more: Partial<LabelledCell> = {},
  ): LabelledCell => ({
    table: 0,
    row: 1,
    col: 1,
    subject: [subject],
    dimension: ['Tall'],
    words,
    start,
    end: start + 3,
    state: 'value',
    kinds: ['SUPPORT'],
    value: [words === 'yes' ? 'YES' : 'NO'],
    ...more,
  });
  const labels: PageLabels = {
    page: 'x.md',
    form: 'markdown',
    tables: [{ index: 0, orientation: 'cols' }],
    spans: [[0, 100]],
    cells: [
      cell('Oak', 'yes', 10),
      cell('Elm', 'no', 20),
      cell('Ash', '', 30, { state: 'nothing' }),
      cell('Fir', 'yes', 40, { state: 'ignore' }),
    ],
  };
  const score = (...stated: readonly StatedCell[]) => {
    const { remarks: _, ...counts } = scorePage(labels, stated);
    return counts;
  };
  const none = {
    cells: 2,
    found: 0,
    kinds: 0,
    falseValues: 0,
    claims: 0,
    falseClaims: 0,
    severe: 0,
    outside: 0,
  };

  test('counts cells that were found with their kind', () => {
    expect(score(claim('Oak', 'tall', 'yes', { start: 10, end: 13 }))).toEqual({
      ...none,
      found: 1,
      kinds: 1,
      claims: 1,
    });
  });

  test('counts a cell that is read as a text as found, but not as a cell of the right kind', () => {
    const asText = { valueType: 'TEXT', value: { type: 'TEXT', text: 'no' }, start: 20, end: 22 } as const;
    expect(score(claim('Elm', 'Tall', 'no', asText))).toEqual({ ...none, found: 1, claims: 1 });
  });

  test('counts a value that contradicts the label as severe', () => {
    const opposite = { value: { type: 'SUPPORT', support: 'NO', note: null }, start: 10, end: 13 } as const;
    const counts = { found: 1, kinds: 1, claims: 1, falseValues: 1, severe: 1 };
    expect(score(claim('Oak', 'Tall', 'yes', opposite))).toEqual({ ...none, ...counts });
  });

  test('counts a claim about another subject, or from a cell that states nothing, as severe', () => {
    const counts = { claims: 1, falseClaims: 1, severe: 1 };
    expect(score(claim('Elm', 'Tall', 'yes', { start: 10, end: 13 }))).toEqual({ ...none, ...counts });
    expect(score(claim('Yew', 'Tall', 'yes', { start: 10, end: 13 }))).toEqual({ ...none, ...counts });
    expect(score(claim('Ash', 'Tall', '', { start: 30, end: 30 }))).toEqual({ ...none, ...counts });
  });

  test('accepts the name of an axis with a condition after it, even if the name ends with a remark', () => {
    const named = { ...labels, cells: [cell('Oak', 'yes', 10, { dimension: ['Tall (20 m)'] })] };
    const { found, falseClaims } = scorePage(named, [claim('Oak', 'Tall (20 m) (In parks)', 'yes')]);
    expect([found, falseClaims]).toEqual([1, 0]);
  });

  test('counts a claim with another name of its axis as wrong, but not as severe', () => {
    const other = claim('Oak', 'Tall1', 'yes', { start: 10, end: 13 });
    expect(score(other)).toEqual({ ...none, claims: 1, falseClaims: 1 });
  });

  test('does not count claims from ignored cells, and counts claims from other text separately', () => {
    expect(score(claim('Fir', 'Tall', 'yes', { start: 40, end: 43 }))).toEqual(none);
    expect(score(claim('Oak', 'Age', 'old', { start: 500, end: 503 }))).toEqual({ ...none, outside: 1 });
  });
});

describe('A generated table', () => {
  test('is printed with the words of its dimensions and cells, in each of five forms that can represent the table', () => {
    fc.assert(
      fc.property(generatedTables, (table) => {
        for (const form of ['pipes', 'html', 'commas', 'spaces', 'grid'] as const) {
          if (!canPrint(form, table)) continue;
          const text = printTable(form, table).replaceAll('&lt;', '<').replaceAll('&gt;', '>');
          for (const { cells, name } of table.dimensions)
            for (const words of [name, ...cells.flat().map((each) => each.words)])
              expect(text).toContain(words);
        }
      }),
      { numRuns: 20 },
    );
  });

  const table: GeneratedTable = {
    orientation: 'columns',
    corner: 'Feature',
    title: 'Notes',
    before: [],
    after: [],
    subjects: ['Oak', 'Elm'],
    conditions: [],
    dimensions: [
      {
        name: 'Tall',
        headUnit: null,
        valueType: 'SUPPORT',
        section: null,
        cells: [
          [{ words: 'yes', truth: { type: 'SUPPORT', support: 'YES', note: null }, footnote: null }],
          [{ words: '', truth: 'nothing', footnote: null }],
        ],
      },
    ],
    extras: {
      rowNumbers: false,
      ranks: false,
      totals: false,
      repeatedHead: false,
      rowOfUnits: false,
      notes: null,
    },
    decoration: 'none',
    foreign: [],
  };

  test('is compared with the claims that were read, and each false subject, value or cell is reported', () => {
    expect(checkGenerated(table, [claim('Oak', 'Tall', 'yes')])).toEqual({
      cells: 1,
      found: 1,
      kinds: 1,
      claims: 1,
      falsehoods: [],
    });
    const falsehoods = [
      claim('Tall', 'Oak', 'yes'),
      claim('Elm', 'Tall', 'yes'),
      claim('Oak', 'Tall', 'no'),
      claim('Oak', 'Tall', 'yes', { value: { type: 'SUPPORT', support: 'NO', note: null } }),
      claim('Oak', 'Tall', 'yes', { value: null, absence: 'UNKNOWN' }),
    ];
    for (const each of falsehoods) expect(checkGenerated(table, [each]).falsehoods).toHaveLength(1);
  });
});
