/** Tests the tables of explanations and leaders in docs/comparing.md. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { explain } from '../../../src/words/sentences/explanation.js';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { BetterWhen } from '../../../src/graph/concept.js';
import type { ValueType } from '../../../src/graph/values/value-rules.js';
import { approach, claim, compareParts, dimension, under, type CellClaim } from '../material.js';
import { cellsIn } from '../notation.js';

const page = await readFile(new URL('../../../docs/comparing.md', import.meta.url), 'utf8');

/** Parses the rows of the table whose last column is `lastColumn`, each as a list of cells. */
function tableWith(lastColumn: string): readonly (readonly string[])[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\|.*\\| ${lastColumn} +\\|$`, 'u').test(line));
  const rest = lines.slice(head + 2);
  const rows = rest.slice(
    0,
    rest.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function axisOf(type: string, betterWhen: BetterWhen): Axis {
  const [, valueType = '', unit = null] = /^`(\w+)`(?: (\w+))?$/u.exec(type) ?? [];
  return dimension('axis', valueType as ValueType, { unit, betterWhen });
}

/** Parses the claims of a cell; a condition can follow the value of a claim: `5 EUR (plan: Free)`. */
function claimsIn(axis: Axis, cell: string): readonly CellClaim[] {
  const [, value = '', key = '', condition = ''] = /^(.*) \((\w+): (\w+)\)$/u.exec(cell) ?? [];
  if (key === '') return cellsIn(axis, cell === 'Not stated' ? '—' : cell)[0] ?? [];
  return (cellsIn(axis, value)[0] ?? []).map((each) => under({ [key]: condition }, each));
}

function rowOf(axis: Axis, cells: readonly string[]): ComparisonRow {
  const approaches = ['a', 'b', 'c'].map(approach);
  const claims = approaches.flatMap((subject, index) =>
    claimsIn(axis, cells[index] ?? '').map((each) => claim(subject, axis, each)),
  );
  const [row] = compareParts({ approaches, axes: [axis], claims }, { axes: [axis.id] });
  if (!row) throw new Error('The requested axis has no row.');
  return row;
}

/** Sorts the values of contested cells: their order depends on the ids of claims, which the page does not show. */
const withSortedValues = (text: string): string =>
  text.replaceAll(/\w+(?: \/ \w+)+/gu, (values) => values.split(' / ').sort().join(' / '));

describe('docs/comparing.md', () => {
  const explained = tableWith('explanation').map(([type = '', a = '', b = '', c = '', explanation = '']) => {
    return { type, cells: [a, b, c], explanation };
  });
  test.each(explained)('explains $cells along $type', ({ type, cells, explanation }) => {
    const row = rowOf(axisOf(type, 'NEITHER'), cells);
    expect(withSortedValues(explain(row))).toBe(withSortedValues(explanation));
  });

  const led = tableWith('leaders').map(([type = '', better = '', a = '', b = '', c = '', leaders = '']) => {
    return { type, better, cells: [a, b, c], leaders };
  });
  test.each(led)(
    'names the leaders of $cells along $type if $better is better',
    ({ type, better, cells, leaders }) => {
      const row = rowOf(axisOf(type, better.toUpperCase() as BetterWhen), cells);
      const names = leadersOf(row).map(({ name }) => name);
      expect(names.length === 0 ? 'none' : names.join(', ')).toBe(leaders);
    },
  );

  test('has examples of explanations and of leaders', () => {
    expect([explained.length > 5, led.length > 5]).toEqual([true, true]);
  });
});
