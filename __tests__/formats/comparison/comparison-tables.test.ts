import { describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import type { Nodes } from 'hast';
import { toString } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { ComparisonTable } from '../../../src/formats/comparison/comparison-table.js';
import { comparisonFormats } from '../../../src/formats/export-formats.js';

/** Parses a CSV text into rows of fields. */
function rowsOf(text: string): string[][] {
  return parseCsv(text);
}

/** Creates a comparison with these approaches, and with rows that have these groups, names and cells. */
function table(
  approaches: readonly string[],
  ...rows: readonly { group?: string; name: string; cells: readonly string[] }[]
): ComparisonTable {
  return {
    revision: 1,
    approaches: approaches.map((name, index) => ({ slug: `a-${index}`, name })),
    rows: rows.map(({ group = 'Group', name, cells }) => ({
      axis: { kind: 'DIMENSION', group, slug: 'x', name },
      verdict: 'DIFFERENT',
      explanation: 'They differ.',
      distance: 1,
      cells: cells.map((text) => ({ state: 'STATED', text, sources: ['Source'] })),
    })),
  };
}

const pair = table(['Mill', 'Lathe'], { name: 'Speed', cells: ['fast', 'slow'] });

test('Markdown has a column for each approach and a line for each row', () => {
  expect(comparisonFormats.markdown(pair)).toBe(
    '|  | Mill | Lathe |\n| --- | --- | --- |\n| Speed | fast | slow |\n',
  );
});

test('CSV has the kind, group, name, cells and verdict of each row', () => {
  expect(comparisonFormats.csv(pair)).toBe(
    '"Kind","Group","Axis","Mill","Lathe","Verdict"\r\n"DIMENSION","Group","Speed","fast","slow","DIFFERENT"\r\n',
  );
});

test('HTML has a table body with a heading for each group of rows', () => {
  const html = comparisonFormats.html(
    table(['A'], { group: 'One', name: 'x', cells: ['1'] }, { group: 'Two', name: 'y', cells: ['2'] }),
  );

  expect(html.match(/<tbody>/gu)).toHaveLength(2);
  expect(html).toContain('<th scope="rowgroup" colspan="2">Two</th>');
});

test('JSON contains the complete comparison', () => {
  expect(JSON.parse(comparisonFormats.json(pair))).toEqual(pair);
});

describe('a CSV cell', () => {
  const fieldOf = (cell: string): string | undefined =>
    rowsOf(comparisonFormats.csv(table(['A'], { name: 'x', cells: [cell] })))[1]?.[3];

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
        const [head, row] = rowsOf(comparisonFormats.csv(comparison));
        const unguarded = (field: string | undefined) => field?.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/u, '');
        expect(head?.slice(3, 5).map(unguarded)).toEqual(comparison.approaches.map(({ name }) => name));
        expect(unguarded(row?.[2])).toBe(comparison.rows[0]?.axis.name);
        expect(unguarded(row?.[3])).toBe(comparison.rows[0]?.cells[0]?.text);
      }),
    );
  });

  test('has the texts unchanged in HTML, and the texts do not create elements', () => {
    fc.assert(
      fc.property(tables, (comparison) => {
        const cells = cellsOf(
          unified().use(rehypeParse, { fragment: true }).parse(comparisonFormats.html(comparison)),
        );
        const [row] = comparison.rows;
        expect(cells).toEqual(
          [
            '',
            ...comparison.approaches.map(({ name }) => name),
            'Group',
            row?.axis.name,
            ...(row?.cells ?? []).map(({ text }) => text),
          ].map((text) => text?.replace(/\r\n?/gu, '\n')),
        );
      }),
    );
  });

  test('has each text on one line in Markdown, and the texts do not create markup', () => {
    fc.assert(
      fc.property(tables, (comparison) => {
        const tree = unified().use(remarkParse).use(remarkGfm).parse(comparisonFormats.markdown(comparison));
        const [tableNode] = tree.children;
        expect(tree.children).toHaveLength(1);
        const rows = tableNode?.type === 'table' ? tableNode.children : [];
        const [row] = comparison.rows;
        expect(rows.map(({ children }) => children.map((cell) => toString(cell)))).toEqual([
          ['', ...comparison.approaches.map(({ name }) => oneLine(name))],
          [oneLine(row?.axis.name ?? ''), ...(row?.cells ?? []).map(({ text }) => oneLine(text))],
        ]);
      }),
    );
  });
});

const isCell = (node: Nodes): boolean => node.type === 'element' && ['td', 'th'].includes(node.tagName);

/** The texts of the cells of a table, in the order of the document. */
function cellsOf(node: Nodes): readonly string[] {
  if (isCell(node)) return [textOf(node)];
  return 'children' in node ? node.children.flatMap(cellsOf) : [];
}

/** The text of a node; elements other than cells are shown with their type. */
function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  const inner = 'children' in node ? node.children.map(textOf).join('') : '';
  return isCell(node) ? inner : `<${node.type}>${inner}`;
}
