import { describe, expect, it } from '@jest/globals';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import {
  hasMeasuredSpan,
  measuredDefinitionOf,
  noSpreads,
  weighs,
  type Spreads,
} from '../../../src/comparison/cells/spreads.js';
import { noSpread, type DimensionSpread } from '../../../src/graph/spreads/dimension-spread.js';
import { valueTypes } from '../../../src/graph/values/value-rules.js';
import { runToEnd } from '../../../src/graph/work/steps.js';
import { dimension, drawback, feature } from '../material.js';

const spreadsWith = (spread: DimensionSpread | null): Spreads => ({ ...noSpreads, of: () => spread });
const span = { minimum: '0', maximum: '5' };
const measured = spreadsWith({ span, isIdentifying: true });
const notLoaded = spreadsWith(null);

const mass = dimension('mass', 'QUANTITY', { unit: 'kg', tolerance: '0.1' });
const declared = dimension('declared', 'QUANTITY', { minimum: '0', maximum: '1' });
const address = dimension('address', 'TEXT');

describe('the value definition of an axis', () => {
  it('of a quantity without a declared span has the measured span', () => {
    const { scale, ...definition } = measuredDefinitionOf(mass, measured);
    expect(definition).toEqual({ valueType: 'QUANTITY', accumulates: false });
    expect(scale).toMatchObject({ unit: 'kg', tolerance: '0.1', minimum: null, maximum: null, levels: null });
    expect(scale.spread).toBe(span);
    expect(measuredDefinitionOf(mass, spreadsWith(noSpread)).scale.spread).toBeNull();
    expect(measuredDefinitionOf(mass, notLoaded).scale.spread).toBeNull();
    expect(measuredDefinitionOf(mass, noSpreads).scale.spread).toBeNull();
  });

  it.each<[Axis]>([[declared], [address], [feature('keeps')]])(
    'of %j does not depend on a spread',
    (axis) => {
      expect(hasMeasuredSpan(axis)).toBe(false);
      expect(measuredDefinitionOf(axis, measured).scale.spread).toBeUndefined();
    },
  );

  it('depends on a spread only for quantities', () => {
    const depending = valueTypes.filter((type) => hasMeasuredSpan(dimension('any', type)));
    expect(depending).toEqual(['QUANTITY']);
  });
});

describe('an axis', () => {
  it.each<[string, Axis, Spreads, boolean]>([
    ['a text that identifies approaches', address, measured, false],
    ['a text that does not identify approaches', address, spreadsWith(noSpread), true],
    ['a text whose spread is not loaded', address, notLoaded, true],
    ['a quantity', mass, measured, true],
    ['a quantity that an editor has excluded', { ...mass, weighs: false }, noSpreads, false],
    ['a text that an editor has excluded', { ...address, weighs: false }, noSpreads, false],
    ['a feature', feature('keeps'), measured, true],
    ['a drawback', drawback('crumbles'), measured, true],
  ])(
    'counts in similarities unless its texts identify approaches or an editor has excluded it: %s',
    (_, axis, spreads, isWeighing) => {
      expect(weighs(axis, spreads)).toBe(isWeighing);
    },
  );
});

it('without a view, no spread is measured', () => {
  expect(noSpreads.of(mass)).toEqual({ span: null, isIdentifying: false });
  expect(runToEnd(noSpreads.measuring(mass))).toBeUndefined();
});
