/** Compares the leaders of random rows with an exhaustive search over the possible positions of their values. */
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import { leadersOf } from '../../../src/comparison/rows/leaders.js';
import type { ComparisonRow } from '../../../src/comparison/rows/row.js';
import type { Claim } from '../../../src/graph/claim.js';
import type { Dimension } from '../../../src/graph/concept.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import { runs } from '../../support/test-run.js';
import { orderedParts, versionsInOrder } from '../arbitraries.js';
import { compareParts } from '../material.js';
import {
  countingClaims,
  daysBefore,
  fraction,
  isLess,
  minus,
  over,
  overlap,
  plus,
  roundingOf,
  sameConditions,
  times,
  unitOf,
  type Fraction,
} from '../reference.js';

type Bounds = readonly [low: Fraction, high: Fraction];

const [lowest, highest] = [fraction(`-1${'0'.repeat(30)}`), fraction(`1${'0'.repeat(30)}`)];
const integer = (number: number): Fraction => ({ numerator: BigInt(number), denominator: 1n });

/** Returns the lowest and highest position that a value can have; null for a value without a position on the dimension's scale. */
function boundsOf(value: ClaimValue, dimension: Dimension): Bounds | null {
  switch (value.type) {
    case 'QUANTITY': {
      const [from, to] = [unitOf(value), unitOf(dimension)];
      if (from.kind !== to.kind) return null;
      const convert = (amount: Fraction): Fraction =>
        over(minus(plus(times(amount, from.factor), from.zero), to.zero), to.factor);
      return [
        value.minimum === null
          ? lowest
          : convert(minus(fraction(value.minimum), roundingOf(value, value.minimum))),
        value.maximum === null
          ? highest
          : convert(plus(fraction(value.maximum), roundingOf(value, value.maximum))),
      ];
    }
    case 'DATE': {
      const [earliest = '', latest = earliest] = value.date.split('/');
      return [
        earliest === '..' ? lowest : integer(daysOf(earliest)[0]),
        latest === '..' ? highest : integer(daysOf(latest)[1]),
      ];
    }
    case 'VERSION':
      return [
        value.oldest === null ? lowest : integer(versionPosition(value.oldest)),
        value.newest === null ? highest : integer(versionPosition(value.newest)),
      ];
    case 'ORDINAL':
      return [
        integer(dimension.levels?.indexOf(value.level) ?? 0),
        integer(dimension.levels?.indexOf(value.level) ?? 0),
      ];
    case 'SUPPORT': {
      const position = integer(['NO', 'PARTIAL', 'YES'].indexOf(value.support));
      return [position, position];
    }
    default:
      return null;
  }
}

/** Returns the numbers of the first and the last day of a date. */
function daysOf(date: string): readonly [first: number, last: number] {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (day !== undefined) return [daysBefore(year, month ?? 1) + day, daysBefore(year, month ?? 1) + day];
  const last = month === undefined || month === 12 ? daysBefore(year + 1, 1) : daysBefore(year, month + 1);
  return [daysBefore(year, month ?? 1) + 1, last];
}

/** Returns the position of a version in `versionsInOrder`; versions of equal precedence have the same position. */
function versionPosition(version: string): number {
  const equal: Readonly<Record<string, string>> = { '2.9.0': '2.9', '2.10.0+b': '2.10', '3.0.0': '03' };
  return versionsInOrder.indexOf(equal[version] ?? version);
}

/**
 * Selects the positions of `grid` (all bounds of the row) that a cell's value can have. These are the positions that all claims of
 * the cell allow. Without such a position, these are the positions from the lowest to the highest bound of the claims.
 */
function possiblePositions(bounds: readonly Bounds[], grid: readonly Fraction[]): readonly Fraction[] {
  const isWithin = (position: Fraction, [low, high]: Bounds): boolean =>
    !isLess(position, low) && !isLess(high, position);
  const common = grid.filter((position) => bounds.every((each) => isWithin(position, each)));
  if (common.length > 0) return common;
  return grid.filter(
    (position) =>
      bounds.some(([low]) => !isLess(position, low)) && bounds.some(([, high]) => !isLess(high, position)),
  );
}

function leadersBySearch(row: ComparisonRow, dimension: Dimension): readonly string[] {
  const cells = row.cells.map(({ approach, claims }) => ({ approach, claims: countingClaims(claims) }));
  if (!row.cells.every(({ state }) => state === 'STATED')) return [];
  const isOneValue = (claims: readonly Claim[]): boolean =>
    claims.every(({ value }) => value !== null) &&
    claims.every((one) => claims.every((other) => sameConditions(one, other)));
  if (!cells.every(({ claims }) => isOneValue(claims))) return [];
  const bounds = cells.map(({ claims }) => claims.map(({ value }) => value && boundsOf(value, dimension)));
  const known = bounds.map((each) => each.filter((one) => one !== null));
  if (known.some((each, index) => each.length < (bounds[index]?.length ?? 0))) return [];
  const grid = known.flat(2);
  const positions = known.map((each) => possiblePositions(each, grid));
  const tolerance = fraction(dimension.tolerance ?? '0');
  const isNoWorse = (one: Fraction, other: Fraction): boolean =>
    dimension.betterWhen === 'HIGHER'
      ? !isLess(plus(one, tolerance), other)
      : !isLess(plus(other, tolerance), one);
  const leaders = cells.filter((cell, index) =>
    cells.every(
      (other, otherIndex) =>
        cell === other ||
        (cell.claims.some((one) => other.claims.some((each) => overlap(one.qualifiers, each.qualifiers))) &&
          positions[index]?.every((one) => positions[otherIndex]?.every((each) => isNoWorse(one, each)))),
    ),
  );
  return leaders.length === cells.length ? [] : leaders.map(({ approach }) => approach.id);
}

it('the leaders of a row are those that an exhaustive search over the possible values finds', () => {
  let found = 0;
  fc.assert(
    fc.property(orderedParts, fc.constantFrom('HIGHER', 'LOWER'), (parts, betterWhen) => {
      const axes = parts.axes.map((axis): Axis =>
        axis.kind === 'DIMENSION' ? { ...axis, betterWhen } : axis,
      );
      const { equivalent: _, ...unmerged } = parts;
      for (const row of compareParts({ ...unmerged, axes })) {
        const expected = row.axis.kind === 'DIMENSION' ? leadersBySearch(row, row.axis) : [];
        expect(leadersOf(row).map(({ id }) => id)).toEqual(expected);
        if (expected.length > 0) found += 1;
      }
    }),
    { numRuns: runs(20_000) },
  );
  expect(found).toBeGreaterThan(10);
});
