import { describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { toString } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import {
  rowsOf,
  type ComparisonTable,
  type TableSource,
  type TableStatement,
} from '../../../src/formats/comparison/comparison-table.js';
import { comparisonChunks, comparisonFormats } from '../../../src/formats/export-formats.js';
import { testTable, unstated, type TestRow } from './tables.js';

/** Parses a CSV text into rows of fields. */
function recordsOf(text: string): string[][] {
  return parseCsv(text);
}

const table = (approaches: readonly string[], ...rows: readonly TestRow[]): ComparisonTable =>
  testTable(approaches, rows);

const pair = table(['Mill', 'Lathe'], { name: 'Speed', group: 'Group', cells: ['fast', 'slow'] });

test('Markdown has a title, a table for each section, and a footnote for a source without citations', () => {
  expect(comparisonFormats.markdown(pair)).toBe(
    '# Mill and Lathe compared\n\n## Group\n\n|  | Mill | Lathe |\n| --- | --- | --- |\n| Speed | fast[^1] | slow[^1] |\n\n[^1]: Source\n',
  );
});

test('CSV has the kind, group, name, cells and verdict of each row', () => {
  expect(comparisonFormats.csv(pair)).toBe(
    '"Kind","Group","Axis","Mill","Lathe","Verdict"\r\n"DIMENSION","Group","Speed","fast","slow","DIFFERENT"\r\n',
  );
});

test('JSON has the approaches, the rows with the names of their sources, and the numbered sources', () => {
  const { approaches, sections, sources } = pair;
  const [row] = rowsOf(sections);
  expect(JSON.parse(comparisonFormats.json(pair))).toMatchObject({
    revision: 1,
    approaches,
    rows: [
      {
        axis: { kind: 'DIMENSION', group: 'Group', name: 'Speed' },
        cells: row?.cells.map((cell) => ({ ...cell, sources: ['Source'] })),
      },
    ],
    sources,
  });
});

describe('a footnote in Markdown', () => {
  const cited = (statement: Partial<TableStatement>, source: Partial<TableSource> = {}): string => {
    const plain = table(['Mill', 'Lathe'], { name: 'Speed', cells: ['fast', unstated] });
    const [section] = plain.sections;
    const [row] = section?.rows ?? [];
    const [cell, missingCell] = row?.cells ?? [];
    const [part] = cell?.parts ?? [];
    const [known] = plain.sources;
    if (!section || !row || !cell || !missingCell || !part || !known)
      throw new Error('Expected a table with a cell.');
    const statements = part.statements.map((each) => ({ ...each, ...statement }));
    const cells = [{ ...cell, parts: [{ ...part, statements }] }, missingCell];
    const changed = {
      ...plain,
      sections: [{ ...section, rows: [{ ...row, cells }] }],
      sources: [{ ...known, ...source }],
    };
    return comparisonFormats.markdown(changed).split('[^1]: ')[1] ?? '';
  };

  test('has the text of the claim, the quote, the source with its details, and the locator', () => {
    const footnote = cited(
      { words: 'It is fast.', citations: [{ locator: 'Speed › Test', quote: 'very *fast*' }] },
      { url: 'https://example.org/a', details: 'Makers, published 2024' },
    );
    expect(footnote).toBe(
      'It is fast. — “very \\*fast\\*” — [Source](<https://example.org/a>), Makers, published 2024, Speed › Test\n',
    );
  });

  test.each([
    ['javascript:alert(1)', 'Source\n'],
    ['https://example.org/>x<', '[Source](<https://example.org/%3Ex%3C>)\n'],
    ['https://example.org/a b', '[Source](<https://example.org/a%20b>)\n'],
  ])('links the URL %j safely, or leaves it out', (url, footnote) => {
    expect(cited({}, { url })).toBe(footnote);
  });

  test('has controls of the text direction as character references', () => {
    expect(cited({ words: 'a\u202Eb' })).toBe('a&#x202E;b — Source\n');
  });

  test('is shared by cells with the same citation, and separate for other locations in a source', () => {
    const citations = (...locators: string[]) => locators.map((locator) => ({ locator, quote: null }));
    expect(cited({ citations: citations('a', 'a') })).toBe('Source, a\n');
    expect(cited({ citations: citations('a', 'b') })).toBe('Source, a\n[^2]: Source, b\n');
    expect(comparisonFormats.markdown(pair).match(/\[\^1\]/gu)).toHaveLength(3);
  });
});

describe('a CSV cell', () => {
  const fieldOf = (cell: string): string | undefined =>
    recordsOf(comparisonFormats.csv(table(['A'], { name: 'x', cells: [cell] })))[1]?.[3];

  test.each(['=1+1', '+SUM(A1)', '-1+cmd', '@x', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
    'starts with a guarding quote if a spreadsheet would run its text %j as a formula',
    (cell) => {
      expect(fieldOf(cell)).toBe(`'${cell}`);
    },
  );

  test.each(['-5', '+5.25', 'a=b', '5 - 3', "'5", "it's"])(
    'is not changed if a spreadsheet would not run its text %j as a formula',
    (cell) => {
      expect(fieldOf(cell)).toBe(cell);
    },
  );
});

const anyCell = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      ...[
        'a|b',
        '\\|',
        '**b**',
        '`x`',
        '<b>',
        '&amp;',
        '[x](y)',
        '![x](y)',
        '~~x~~',
        '"',
        "'",
        "'+",
        "''=a",
        'a\nb',
        '*',
        '</td>',
      ],
    ),
  )
  .filter((text) => text.trim() !== '' && !text.includes('\0'));
const tables = fc
  .tuple(anyCell, anyCell, anyCell, anyCell)
  .map(([a, b, name, cell]) => table([a, b], { name, cells: [cell, 'x'] }));
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

describe('a table of any texts', () => {
  test('has the texts unchanged in CSV, except for the guard against formulas', () => {
    fc.assert(
      fc.property(tables, (comparison) => {
        const [head, row] = recordsOf(comparisonFormats.csv(comparison));
        const unguarded = (field: string | undefined) => field?.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/u, '');
        expect(head?.slice(3, 5).map(unguarded)).toEqual(comparison.approaches.map(({ name }) => name));
        expect(unguarded(row?.[2])).toBe(rowsOf(comparison.sections)[0]?.axis.name);
        expect(unguarded(row?.[3])).toBe(rowsOf(comparison.sections)[0]?.cells[0]?.text);
      }),
    );
  });

  test('has each text on one line in Markdown, and the texts do not create markup', () => {
    fc.assert(
      fc.property(tables, (comparison) => {
        const tree = unified().use(remarkParse).use(remarkGfm).parse(comparisonFormats.markdown(comparison));
        expect(tree.children.map(({ type }) => type)).toEqual([
          'heading',
          'heading',
          'table',
          'footnoteDefinition',
        ]);
        const tableNode = tree.children[2];
        const rows = tableNode?.type === 'table' ? tableNode.children : [];
        const [row] = rowsOf(comparison.sections);
        expect(rows.map(({ children }) => children.map((cell) => toString(cell)))).toEqual([
          ['', ...comparison.approaches.map(({ name }) => oneLine(name))],
          [oneLine(row?.axis.name ?? ''), ...(row?.cells ?? []).map(({ text }) => oneLine(text))],
        ]);
      }),
    );
  });
});

test.each(['markdown', 'csv', 'json'] as const)('%s is printed in chunks with one row at most', (format) => {
  const rows = Array.from({ length: 300 }, (_, index) => ({ name: `Row ${index}`, cells: ['a', 'b'] }));
  const long = testTable(['Mill', 'Lathe'], rows);
  const chunks = [...comparisonChunks[format](long)];
  expect(chunks.join('')).toBe(comparisonFormats[format](long));
  expect(chunks.length).toBeGreaterThan(300);
  for (const chunk of chunks) expect(chunk.match(/Row \d/gu)?.length ?? 0).toBeLessThanOrEqual(1);
});
