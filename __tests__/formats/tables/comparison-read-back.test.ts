/** Tests imports of comparisons that were printed as Markdown or CSV. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';
import { changesContent } from '../../../src/formats/printing/changes-content.js';
import { rowsOf, type ComparisonTable } from '../../../src/formats/comparison/comparison-table.js';
import { changesOfDraft, type Draft } from '../../../src/formats/drafts/draft.js';
import { outlineOfContent } from '../../../src/formats/drafts/draft-outline.js';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { comparisonFormats } from '../../../src/formats/export-formats.js';
import { parseTable } from '../../../src/formats/tables/parse-table.js';
import { parseDelimited } from '../../../src/formats/tables/parse-delimited.js';
import { codesOfSymbols, codesOfWords } from '../../../src/graph/values/unit-list.js';
import { testTable, unstated } from '../comparison/tables.js';
import { runs } from '../../support/test-run.js';

function table(
  approaches: readonly string[],
  rows: readonly (readonly [string, readonly string[]])[],
): ComparisonTable {
  return testTable(
    approaches,
    rows.map(([name, cells], index) => ({ name, cells, group: index % 2 === 0 ? 'Group' : null })),
  );
}

const names = ['Mill', 'Wire saw', 'Drill press', 'Lathe', 'CNC router', 'Bandsaw'];
const aspects = ['Speed', 'Noise at work', 'Cutting depth', 'Kind of wood', 'Price', 'Dust', 'Handling'];
const word = fc.oneof(
  fc.constantFrom(
    'fast',
    'slow',
    'C++',
    '50 %',
    // An outline would show "3–5 mm" as "3 to 5 mm".
    '3 to 5 mm',
    'A–Z',
    'a | b',
    '*often*',
    '`x`',
    '<b>',
    'A & B',
    '[1]',
    'Ω',
    '🌳',
    '=1+1',
    '-x',
    '@a',
  ),
  // Excludes words that an outline shows in another form: unit symbols (`1 ppm` as `1 [ppm]`), words of support, and absences.
  fc
    .stringMatching(/^[a-z]{2,8}$/u)
    .filter((letters) => !/^(?:na|no|yes|tb[ad]|none|true|false)$/u.test(letters))
    .filter((letters) =>
      [codesOfSymbols, codesOfWords].every((codes) => (codes.get(letters) ?? letters) === letters),
    ),
  fc.nat({ max: 9_999 }).map(String),
);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const cell = fc.oneof(
  { weight: 8, arbitrary: phrase },
  {
    weight: 1,
    arbitrary: fc.constantFrom(unstated, 'Unknown', 'Not applicable', 'Yes', 'No', 'Contested: a / b'),
  },
);
const comparisons = fc
  .tuple(
    fc.shuffledSubarray(names, { minLength: 2 }),
    fc.shuffledSubarray(aspects, { minLength: 1 }),
    fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 7, maxLength: 7 }),
  )
  .map(([approaches, dimensions, cells]) => {
    const rows = dimensions.map(
      (name, row) => [name, (cells[row] ?? []).slice(0, approaches.length)] as const,
    );
    return table(
      approaches,
      // A comparison has no rows without claims.
      rows.filter(([, row]) => row.some((text) => text !== unstated)),
    );
  })
  .filter(({ sections }) => sections.length > 0);

const readers: Readonly<Record<string, (comparison: ComparisonTable) => Draft>> = {
  markdown: (comparison) =>
    parseArticle(comparisonFormats.markdown(comparison), {
      format: 'markdown',
      url: null,
      language: null,
      name: 'comparison',
    }).draft,
  csv: (comparison) => readCsv(comparisonFormats.csv(comparison)).draft,
};

function readCsv(text: string): ParsedInput {
  const { rows, separator } = parseDelimited(text, 'x.csv');
  return parseTable(rows, { file: 'x.csv', name: 'x', subjects: null, separator });
}

/** Returns the texts of cells. If a value is only a part of the text of its cell, the outline shows the value, and then the text: `3, "3 🌳"`. */
function textsOf(cells: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(cells).map(([name, shown]) => [name, /, "(.*)"$/u.exec(shown)?.[1] ?? shown]),
  );
}

describe('a comparison that is printed and imported has the same approaches, dimensions and cells', () => {
  test.each(Object.entries(readers))('as %s', async (_format, read) => {
    await fc.assert(
      fc.asyncProperty(comparisons, async (comparison) => {
        const content = await changesContent(changesOfDraft(read(comparison)), { concepts: () => [] });
        const { approaches, dimensions } = outlineOfContent(content);
        const columns = comparison.approaches.map(({ name }) => name);
        expect(approaches.map(({ name }) => name).sort()).toEqual([...columns].sort());
        const cells = rowsOf(comparison.sections).map(({ axis, cells }) => [
          axis.name,
          Object.fromEntries(
            columns
              .map((name, index) => [name, cells[index]?.text] as const)
              .filter(([, text]) => text !== unstated),
          ),
        ]);
        expect(Object.fromEntries(dimensions.map(({ name, cells }) => [name, textsOf(cells)]))).toEqual(
          Object.fromEntries(cells),
        );
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('a comparison that is printed as CSV and imported', () => {
  const comparison = testTable(
    ['Mill', 'Lathe'],
    [
      { name: 'Speed', cells: ['=fast', unstated], group: 'Group' },
      ...(['FEATURE', 'BENEFIT', 'DRAWBACK', 'USE_CASE'] as const).map((kind) => ({
        kind,
        name: `This ${kind}`,
        verdict: 'OPPOSITE',
        cells: ['Partly (with tools)', 'No'],
      })),
    ],
  );

  test('has its features, benefits, drawbacks and use cases, with their support', () => {
    const { claims } = readCsv(comparisonFormats.csv(comparison)).draft;
    const partly = { type: 'SUPPORT', support: 'PARTIAL', note: 'with tools' };
    const no = { type: 'SUPPORT', support: 'NO', note: null };

    expect(
      claims.map(({ subject, predicate, target, value }) => [subject, predicate, target, value]),
    ).toEqual([
      ['approach/mill', 'HAS_VALUE', 'dimension/speed', { type: 'TEXT', text: '=fast' }],
      ...[
        ['HAS_FEATURE', 'feature/this-feature'],
        ['BRINGS_BENEFIT', 'benefit/this-benefit'],
        ['HAS_DRAWBACK', 'drawback/this-drawback'],
        ['SUITS', 'use-case/this-use-case'],
      ].flatMap((link) => [
        ['approach/mill', ...link, partly],
        ['approach/lathe', ...link, no],
      ]),
    ]);
  });

  test('has the groups of its dimensions, and every part of the table is understood', () => {
    const { draft, report } = readCsv(comparisonFormats.csv(comparison));

    expect(draft.concepts).toContainEqual(expect.objectContaining({ kind: 'DIMENSION', group: 'Group' }));
    expect(report.totals.NOT_UNDERSTOOD).toMatchObject({ characters: 0 });
    expect(report.totals.MARKUP).toMatchObject({ characters: 'DIFFERENT'.length + 4 * 'OPPOSITE'.length });
  });

  test('has the outcome NOT_UNDERSTOOD for a contested cell of a feature', () => {
    const text = comparisonFormats.csv(comparison).replace('"Partly (with tools)"', '"Contested: Yes / No"');
    const lines = readCsv(text).report.lines.flatMap(({ parts }) => parts);

    expect(lines.filter(({ outcome }) => outcome === 'NOT_UNDERSTOOD')).toHaveLength(1);
  });
});
