import { describe, expect, it } from '@jest/globals';
import { valueDefinitionOf, type Axis } from '../../../src/comparison/cells/axis.js';
import { contentOf } from '../../../src/comparison/cells/cell.js';
import { certainBoundOf } from '../../../src/comparison/conditions/certain-bound.js';
import { claimsAlong, dimension, feature } from '../material.js';
import { cellsIn } from '../notation.js';

const flour = dimension('flour', 'QUANTITY', { unit: 'kg', tolerance: '0.1' });
const crust = dimension('crust', 'ORDINAL', { levels: ['soft', 'firm', 'hard'] });
const since = dimension('since', 'DATE');
const leavening = dimension('leavening', 'TEXT');
const keeps = feature('keeps');

describe('the certain bounds of a cell', () => {
  it.each<readonly [Axis, cell: string, low: string | null, high: string | null]>([
    [flour, '2 kg', '2', '2'],
    [flour, '2000 g', '2', '2'],
    [flour, '1 to 3 kg', '1', '3'],
    [flour, '2 or more kg', '2', null],
    [flour, 'up to 2 kg', null, '2'],
    [flour, '~2 kg', '1.5', '2.5'],
    [flour, '2 L', null, null],
    [flour, '2 kg / 2 L', null, null],
    // Amounts within the tolerance agree; the value can be any amount between them.
    [flour, '2 kg / 2.05 kg', '2', '2.05'],
    [flour, '1 kg / 5 kg', '1', '5'],
    [flour, 'winter: 1 kg / summer: 5 kg', '1', '5'],
    [flour, 'winter: Unknown / summer: 5 kg', '5', '5'],
    [flour, 'preferred 1 kg / 5 kg', '1', '1'],
    [crust, 'firm', '1', '1'],
    [crust, 'soft / hard', '0', '2'],
    [keeps, 'Yes', '2', '2'],
    [keeps, 'Partly (crust)', '1', '1'],
    // A day and its year agree on the day. Bounds of dates are in days since 1970-01-01.
    [since, '1971', '365', '729'],
    [since, '1971 / 1971-01-03', '367', '367'],
    [since, 'winter: 1971 / summer: 1971-01-03', '365', '729'],
    [since, '1971/..', '365', null],
    [leavening, 'Levain', null, null],
    [flour, 'Unknown', null, null],
    [flour, '—', null, null],
  ])(
    'are the lowest and the highest position that the cell can have: along %j, "%s"',
    (axis, cell, low, high) => {
      const definition = valueDefinitionOf(axis);
      const content = contentOf(claimsAlong(axis, cellsIn(axis, cell)), definition, () => new Set());
      expect(certainBoundOf(content, definition, 'LOW')?.toFixed() ?? null).toBe(low);
      expect(certainBoundOf(content, definition, 'HIGH')?.toFixed() ?? null).toBe(high);
    },
  );
});
