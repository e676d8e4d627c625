import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../../../src/formats/articles/markup/read-html.js';

function rowsOf(html: string): readonly (readonly (string | null)[])[] {
  const table = readHtml(html).find((block) => block.kind === 'table');
  return table?.kind === 'table'
    ? table.grid.rows.map((row) => row.map((cell) => cell?.content.text ?? null))
    : [];
}

describe('Cells with row or column spans in an HTML table', () => {
  test('are copied to each of their columns and rows', () => {
    const html = `<table>
      <tr><th rowspan="2">Tree</th><th colspan="2">Leaf</th></tr>
      <tr><th>Shape</th><th>Edge</th></tr>
      <tr><td>Oak</td><td colspan="2">Lobed</td></tr>
    </table>`;
    expect(rowsOf(html)).toEqual([
      ['Tree', 'Leaf', 'Leaf'],
      ['Tree', 'Shape', 'Edge'],
      ['Oak', 'Lobed', 'Lobed'],
    ]);
  });

  test('are one cell in all columns of the table, even if their span is larger', () => {
    const html =
      '<table><tr><th colspan="100">Size</th></tr><tr><td>Height</td><td>30</td><td>40</td></tr></table>';
    const table = readHtml(html).find((block) => block.kind === 'table');
    const [head = []] = table?.kind === 'table' ? table.grid.rows : [];
    expect(head).toHaveLength(3);
    expect(new Set(head).size).toBe(1);
    expect(head[0]).toMatchObject({ rowSpan: 1, columnSpan: 3, isHead: true });
  });

  test('are copied to a bounded number of positions', () => {
    const row = `<tr>${'<td rowspan="65000" colspan="1000">a</td>'.repeat(200)}</tr>`;
    const rows = rowsOf(`<table>${row.repeat(300)}</table>`);
    expect(rows.length * (rows[0]?.length ?? 0)).toBeLessThanOrEqual(400_000);
  });
});
