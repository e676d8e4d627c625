import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInRange } from '../../../src/comparison/conditions/value-condition.js';
import { ValueError, noScale } from '../../../src/graph/values/value-type.js';
import { parseVersion, versionRule, type VersionValue } from '../../../src/graph/values/version.js';
import { itObeysTheLawsOfRelations, noNames } from './laws.js';

const range = (oldest: string | null, newest: string | null): VersionValue => ({
  type: 'VERSION',
  oldest,
  newest,
});
const version = (text: string): VersionValue => range(text, text);
const relate = (left: VersionValue, right: VersionValue) =>
  versionRule.relate([left], [right], noScale, noNames);
/** Whether all versions of a value are between two versions (null for no bound), as a condition on versions requires. */
function liesBetween(value: VersionValue, oldest: string | null, newest: string | null): boolean {
  const [interval, required] = [value, range(oldest, newest)].map((each) =>
    versionRule.order?.interval(each, noScale),
  );
  return !!interval && !!required && isInRange(interval, required) === true;
}
const positionOf = (text: string) => versionRule.order?.position(version(text), noScale);

describe('VERSION', () => {
  it.each([
    ['3', '3'],
    ['3.10', '3.10'],
    ['24.04', '24.04'],
    ['1.2.3.4.5', '1.2.3.4.5'],
    ['2.0.0-rc.1', '2.0.0-rc.1'],
    ['1.0.0-x-y-z.--', '1.0.0-x-y-z.--'],
    ['1.0.0-alpha+001', '1.0.0-alpha+001'],
    ['1.0.0+21AF26D3---117B344092BD', '1.0.0+21AF26D3---117B344092BD'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    [' v3.10 ', '3.10'],
    ['V3', '3'],
    [`v${'1'.repeat(80)}`, '1'.repeat(80)],
  ])('parses %j as %j', (written, text) => {
    expect(versionRule.parse(written, noScale)).toEqual(version(text));
    expect(parseVersion(written)).toBe(text);
  });

  it.each([
    [{ oldest: '3.9', newest: '3.12' }, '3.9', '3.12'],
    [{ oldest: '3.9' }, '3.9', null],
    [{ newest: 'v3.12', oldest: null }, null, '3.12'],
    [{ oldest: '3.9', newest: '3.9.0' }, '3.9', '3.9.0'],
  ])('parses the range %j', (written, oldest, newest) => {
    expect(versionRule.parse(written, noScale)).toEqual(range(oldest, newest));
  });

  it.each([
    '',
    'v',
    'vv3',
    'x',
    '3.',
    '.3',
    '3..1',
    '3.x',
    '1.1.1w',
    '3.10 LTS',
    '-1',
    '3-',
    '3-a..b',
    '3+',
    '3+a+b',
    '3.10\n4',
    '1'.repeat(81),
    // A number in YAML or JSON has already lost its trailing zeros.
    3.1,
    3,
    null,
    undefined,
    true,
    ['3.10'],
    {},
    { oldest: null, newest: null },
    { oldest: '3.9', amount: '1' },
    { oldest: 3.9 },
    { oldest: 'new' },
  ])('rejects %j', (written) => {
    expect(() => versionRule.parse(written, noScale)).toThrow(ValueError);
    expect(() => versionRule.parse(written, noScale)).toThrow('expected a version as a text, such as "3.10"');
  });

  it('rejects a range whose oldest version is newer than its newest', () => {
    expect(() => versionRule.parse({ oldest: '3.10', newest: '3.9' }, noScale)).toThrow(
      'expected a range whose oldest version is not newer than its newest',
    );
  });

  it.each([
    [version('3.10'), '3.10'],
    [range('3.9', '3.12'), '3.9 to 3.12'],
    [range('3.9', null), '3.9 or newer'],
    [range(null, '3.12'), '3.12 or older'],
  ])('displays %j as %s', (value, text) => {
    expect(versionRule.display(value)).toBe(text);
    expect(versionRule.searched(value)).toBeNull();
  });

  it.each([
    ['equal versions', version('3.10'), version('3.10'), 'SAME', 0],
    ['equal ranges', range('3.9', null), range('3.9', null), 'SAME', 0],
    ['versions that differ in trailing zeros', version('3'), version('3.0.0'), 'EQUIVALENT', 0],
    ['pre-releases that differ in trailing zeros', version('3-rc.1'), version('3.0.0-rc.1'), 'EQUIVALENT', 0],
    ['numbers that differ in leading zeros', version('24.04'), version('24.4'), 'EQUIVALENT', 0],
    ['versions that differ in build metadata', version('1.0.0+a'), version('1.0.0+b'), 'EQUIVALENT', 0],
    ['ranges that differ in trailing zeros', range('3.9', '4'), range('3.9.0', '4.0'), 'EQUIVALENT', 0],
    ['different first parts', version('3.10'), version('4.10'), 'DIFFERENT', 1],
    ['different second parts', version('3.10'), version('3.9'), 'DIFFERENT', 1 / 2],
    ['different third parts, one of them omitted', version('3.10'), version('3.10.1'), 'DIFFERENT', 1 / 3],
    [
      'different fifth parts, one of them omitted',
      version('1.2.3.4'),
      version('1.2.3.4.5'),
      'DIFFERENT',
      1 / 5,
    ],
    ['a pre-release and its release', version('3-rc.1'), version('3'), 'DIFFERENT', 1 / 4],
    ['two pre-releases', version('3-rc.1'), version('3.0-rc.2'), 'DIFFERENT', 1 / 5],
    [
      'a pre-release and a pre-release with more parts',
      version('3-rc'),
      version('3-rc.1'),
      'DIFFERENT',
      1 / 5,
    ],
    ['a version in a range', version('3.10'), range('3.9', '3.12'), 'OVERLAPPING', 1 / 2],
    ['ranges that meet in one version', range('3.9', '3.12'), range('3.12', '3.13'), 'OVERLAPPING', 1 / 2],
    ['a closed and an open range', range('3.9', '3.12'), range('3.10', null), 'OVERLAPPING', 1],
    ['ranges that are open at different ends', range('3.9', null), range(null, '3.12'), 'OVERLAPPING', 1],
    ['ranges that do not meet', range('3.9', '3.10'), range('3.11', '3.12'), 'DIFFERENT', 1 / 2],
    ['open ranges that do not meet', range(null, '3.8'), range('3.9', null), 'DIFFERENT', 1],
  ] as const)('relates %s', (_, left, right, relation, distance) => {
    expect(relate(left, right)).toEqual({ relation, distance });
    expect(relate(right, left)).toEqual({ relation, distance });
  });

  it.each([
    [[], [version('3')]],
    [[version('3')], []],
  ])('rejects a relation if a side has no value', (left, right) => {
    expect(() => versionRule.relate(left, right, noScale, noNames)).toThrow(
      'Expected one value of VERSION on each side, got none.',
    );
  });

  /** Versions, oldest first. Those from 1.0.0-alpha to 1.0.0 are the example of SemVer 2.0.0, section 11. */
  const inOrder = [
    '0',
    '0.0.1',
    '0.9',
    '1.0.0-0',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0--',
    '1.0.0-1a',
    '1.0.0-RC',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.0.1-rc',
    '1.0.0.1',
    '1.0.1',
    '3.9',
    '3.10-rc.1',
    '3.10',
    '9.99999999999999999998',
    '9.99999999999999999999',
    '10',
    '11',
    '1001',
    '2024.04',
  ];

  it('has a higher position if it is newer', () => {
    inOrder.forEach((older, index) => {
      for (const newer of inOrder.slice(index + 1)) {
        expect([older, newer, positionOf(older)?.lt(positionOf(newer) ?? 0)]).toEqual([older, newer, true]);
        expect(versionRule.parse({ oldest: older, newest: newer }, noScale)).toEqual(range(older, newer));
      }
    });
  });

  it.each([
    ['3', '3.0.0'],
    ['3-rc.1', '3.0-rc.1+build'],
    ['24.04', '24.4'],
    ['24.004', '24.4'],
    ['3-rc.01', '3-rc.1'],
  ])('has the same position for %s and %s', (one, other) => {
    expect(positionOf(one)?.eq(positionOf(other) ?? 0)).toBe(true);
  });

  it('has the same distances as a prepared operand', () => {
    const values = [
      version('3.10'),
      version('3.9'),
      range('3.9', null),
      range(null, '3.12'),
      range('3.9', '4'),
    ];
    for (const one of values) {
      for (const other of values) {
        const [left, right] = [one, other].map((each) => versionRule.prepare?.([each], noScale));
        expect(left && right && left.distanceTo(right, noNames)).toBe(relate(one, other)?.distance);
      }
    }
    expect(versionRule.prepare?.([], noScale)).toBeNull();
  });

  it('has an interval from the position of its oldest version to that of its newest, and no position, if it is a range', () => {
    const interval = versionRule.order?.interval(range('3.9', null), noScale);
    expect(interval?.low?.eq(positionOf('3.9') ?? 0)).toBe(true);
    expect(interval?.high).toBeNull();
    expect(versionRule.order?.interval(range(null, '3.9'), noScale)?.low).toBeNull();
    expect(versionRule.order?.position(range(null, '3.9'), noScale)).toBeNull();
    expect(versionRule.order?.position(range('3.9', '3.10'), noScale)).toBeNull();
    expect(versionRule.order?.position(range('3.9', null), noScale)).toBeNull();
  });

  it.each([
    [version('3.10'), '3.9', '3.10.0', true],
    [version('3.10'), '3.10', null, true],
    [version('3.10-rc.1'), '3.10', null, false],
    [version('3.10'), null, '3.9', false],
    [range('3.9', '3.12'), '3.9', '3.12', true],
    [range('3.9', '3.12'), '3.10', null, false],
    [range('3.9', null), '3.9', null, true],
    [range('3.9', null), null, '99', false],
    [range(null, '3.12'), '0', null, false],
  ])('%j is between %s and %s: %s', (value, oldest, newest, isBetween) => {
    expect(liesBetween(value, oldest, newest)).toBe(isBetween);
  });

  const number = fc.constantFrom('0', '00', '1', '01', '2', '9', '10', '99999999999999999999');
  const identifier = fc.oneof(
    number,
    fc.stringMatching(/^[0-9A-Za-z-]{1,3}$/u),
    fc.constantFrom('rc', 'RC', '-'),
  );
  const dotted = (part: fc.Arbitrary<string>, maxLength: number) =>
    fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join('.'));
  const anyVersion = fc
    .tuple(
      dotted(fc.oneof({ weight: 3, arbitrary: fc.constantFrom('0', '1', '2') }, number), 3),
      fc.option(dotted(identifier, 3)),
      fc.option(fc.constantFrom('a', 'b')),
    )
    .map(
      ([release, pre, build]) =>
        `${release}${pre === null ? '' : `-${pre}`}${build === null ? '' : `+${build}`}`,
    )
    .filter((text) => parseVersion(text) !== null);
  const anyValue = fc
    .tuple(anyVersion, anyVersion, fc.constantFrom('one', 'both', 'oldest', 'newest'))
    .map(([one, other, given]) => {
      if (given === 'one') return version(one);
      if (given === 'oldest') return range(one, null);
      if (given === 'newest') return range(null, one);
      return positionOf(one)?.gt(positionOf(other) ?? 0) ? range(other, one) : range(one, other);
    });

  itObeysTheLawsOfRelations(
    versionRule,
    anyValue.map((each) => [each]),
    noScale,
  );

  it('can be printed and parsed without loss', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(versionRule.parse(versionRule.written(value), noScale)).toEqual(value);
      }),
    );
  });

  it('orders positions like the ends of ranges', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (one, other) => {
        const isOlder = positionOf(one)?.lt(positionOf(other) ?? 0) ?? false;
        const isEqual = positionOf(one)?.eq(positionOf(other) ?? 0) ?? false;
        expect(isEqual).toBe(relate(version(one), version(other))?.distance === 0);
        expect(liesBetween(version(one), null, other)).toBe(isOlder || isEqual);
        expect(liesBetween(version(one), other, null)).toBe(!isOlder);
      }),
    );
  });

  it('has a position even if it has many parts', () => {
    const long = `1-${'a.'.repeat(38)}a`;
    expect(parseVersion(long)).toBe(long);
    expect(positionOf(long)?.lt(positionOf(long.replace(/a$/u, 'b')) ?? 0)).toBe(true);
    expect(positionOf(long)?.precision()).toBeLessThanOrEqual(250);
  });

  it('has the same distance to every other version as an equivalent version', () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (one, other) => {
        const longer = one.replace(/^[\d.]+/u, (release) => `${release}.0`);
        fc.pre(parseVersion(longer) !== null);
        expect(relate(version(longer), version(one))?.distance).toBe(0);
        expect(relate(version(longer), version(other))?.distance).toBe(
          relate(version(one), version(other))?.distance,
        );
      }),
    );
  });
});
