/** Tests that the distances in docs/comparing.md equal the computed distances. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { quantityRule, type QuantityValue } from '../src/graph/values/quantity.js';
import { noScale, type Scale } from '../src/graph/values/value-type.js';

const page = await readFile(new URL('../docs/comparing.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (none|\d+ to \d+) +\| (.+?) +\| (.+?) +\| ([\d.]+) +\|$/gmu)].map(
  ([, span = '', one = '', other = '', distance = '']) => ({ span, one, other, distance }),
);

/** Parses an amount such as `10 to 20`, `30 or more` or `20 Cel`. */
function amountIn(text: string): QuantityValue {
  const [, from = '', to, isOpen, unit = null] =
    /^(\d+)(?: to (\d+))?( or more)?(?: ([A-Za-z]+))?$/u.exec(text) ?? [];
  return { type: 'QUANTITY', minimum: from, maximum: isOpen ? null : (to ?? from), unit };
}

function scaleOf(span: string, unit: string | null): Scale {
  const [minimum = null, maximum = null] = span === 'none' ? [] : span.split(' to ');
  return { ...noScale, unit, minimum, maximum };
}

test('the page lists distances with and without a span', () => {
  expect(rows.length).toBeGreaterThanOrEqual(8);
  expect(new Set(rows.map(({ span }) => span)).size).toBe(2);
});

test.each(rows)(
  'on the span $span, $one and $other have the distance $distance',
  ({ span, one, other, distance }) => {
    const [left, right] = [amountIn(one), amountIn(other)];
    const related = quantityRule.relate([left], [right], scaleOf(span, left.unit), () => new Set());
    expect(related?.distance).toBeCloseTo(Number(distance), 4);
  },
);
