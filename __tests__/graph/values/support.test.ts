import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  supportRule,
  supports,
  yes,
  type Support,
  type SupportValue,
} from '../../../src/graph/values/support.js';
import { noScale } from '../../../src/graph/values/value-type.js';
import { itObeysTheLawsOfRelations, noNames, type RelationRow } from './laws.js';

const supportValue = (support: Support, note: string | null = null): SupportValue => ({
  type: 'SUPPORT',
  support,
  note,
});
const no = supportValue('NO');
const partly = (note: string): SupportValue => supportValue('PARTIAL', note);

describe('SUPPORT', () => {
  it.each([
    ['YES', yes],
    ['NO', no],
    [{ support: 'YES' }, yes],
    [{ support: 'YES', note: null }, yes],
    [{ support: 'YES', note: ' . ' }, yes],
    [{ support: 'NO', note: ' since 2020 ' }, supportValue('NO', 'since 2020')],
    [{ support: 'PARTIAL', note: 'crust only' }, partly('crust only')],
  ])('parses %j', (written, parsed) => {
    expect(supportRule.parse(written, noScale)).toEqual(parsed);
  });

  it.each([
    'yes',
    'MAYBE',
    'PARTIAL',
    true,
    null,
    [],
    { support: 'PARTIAL' },
    { support: 'PARTIAL', note: ' ' },
    { support: 'YES', note: 5 },
    { note: 'crust only' },
  ])('rejects %j', (written) => {
    expect(() => supportRule.parse(written, noScale)).toThrow(
      `expected YES, NO, or PARTIAL with a note ({ support: PARTIAL, note: … }), got ${JSON.stringify(written)}`,
    );
  });

  it.each([
    [yes, 'Yes'],
    [no, 'No'],
    [partly('crust only'), 'Partly (crust only)'],
    [supportValue('YES', 'since 2020'), 'Yes (since 2020)'],
  ])('displays %j as %s', (value, text) => {
    expect(supportRule.display(value)).toBe(text);
  });

  it('has a canonical form with a folded note', () => {
    expect(supportRule.canonical(partly('Crust  only.'))).toBe('["PARTIAL","crust only"]');
    expect(supportRule.canonical(yes)).toBe('["YES",""]');
  });

  const table: readonly RelationRow<SupportValue>[] = [
    ['yes and yes', [yes], [yes], 'SAME', 0],
    ['no and no', [no], [no], 'SAME', 0],
    ['partly and partly with equal notes', [partly('Crust only.')], [partly('crust only')], 'SAME', 0],
    ['partly and partly with another note', [partly('crust')], [partly('crumb')], 'OVERLAPPING', 0.5],
    ['partly and yes', [partly('crust')], [yes], 'OVERLAPPING', 0.5],
    ['partly and no', [partly('crust')], [no], 'OVERLAPPING', 0.5],
    ['yes and no', [yes], [no], 'OPPOSITE', 1],
    ['yes and yes with a note', [yes], [supportValue('YES', 'since 2020')], 'SAME', 0],
    [
      'yes and no with the same note',
      [supportValue('YES', 'since 2020')],
      [supportValue('NO', 'since 2020')],
      'OPPOSITE',
      1,
    ],
  ];
  it.each(table)('relates %s', (_, left, right, relation, distance) => {
    expect(supportRule.relate(left, right, noScale, noNames)).toEqual({ relation, distance });
    expect(supportRule.relate(right, left, noScale, noNames)).toEqual({ relation, distance });
  });

  it.each([
    [[], [yes]],
    [[yes], []],
  ])('rejects a relation if a side has no value', (left, right) => {
    expect(() => supportRule.relate(left, right, noScale, noNames)).toThrow(
      'Expected one value of SUPPORT on each side, got none.',
    );
  });

  const one = fc.oneof(
    fc.constantFrom(yes, no),
    fc.record({
      type: fc.constant('SUPPORT' as const),
      support: fc.constantFrom(...supports),
      note: fc.constantFrom('crust', 'Crust.', 'crumb'),
    }),
  );
  itObeysTheLawsOfRelations(
    supportRule,
    one.map((each) => [each]),
    noScale,
  );
});
