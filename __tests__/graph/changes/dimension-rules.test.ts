import { describe, expect, it } from '@jest/globals';
import { inconsistenciesOf, type ScaleMembers } from '../../../src/graph/changes/dimension-rules.js';
import { noScale } from '../../../src/graph/values/value-type.js';
import { valueTypes } from '../../../src/graph/values/value-rules.js';

function problemsOf(members: Partial<ScaleMembers>): readonly string[] {
  return inconsistenciesOf({ ...noScale, valueType: 'TEXT', cardinality: 'SINGLE', ...members }).map(
    ({ member, expected }) => `${member}: ${expected}`,
  );
}

describe('a dimension', () => {
  it.each<Partial<ScaleMembers>>([
    ...valueTypes.filter((each) => each !== 'ORDINAL').map((valueType) => ({ valueType })),
    { valueType: 'ORDINAL', levels: ['low', 'high'] },
    { valueType: 'TEXT', cardinality: 'MULTIPLE' },
    { valueType: 'TERMS', cardinality: 'MULTIPLE' },
    { valueType: 'QUANTITY', unit: 'GBy' },
    { valueType: 'QUANTITY', unit: 'EUR', minimum: '0', maximum: '99.5' },
    { valueType: 'QUANTITY', minimum: '-1', maximum: '0' },
    { valueType: 'QUANTITY', minimum: '9', maximum: '10' },
    { valueType: 'QUANTITY', tolerance: '0.5' },
    { valueType: 'QUANTITY', tolerance: '0' },
    { valueType: 'DATE', earliest: '1980', latest: '2030' },
    { valueType: 'DATE', earliest: '1980-01-01', latest: '1980-01-02' },
    { valueType: 'DATE', earliest: '2020', latest: '2020-06' },
  ])('is consistent: %j', (members) => {
    expect(problemsOf(members)).toEqual([]);
  });

  const levels =
    'levels: two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL';
  const decimal = 'a decimal number without superfluous zeros, such as 12.5';
  it.each<[Partial<ScaleMembers>, string[]]>([
    [{ valueType: 'ORDINAL' }, [levels]],
    [{ valueType: 'ORDINAL', levels: [] }, [levels]],
    [{ valueType: 'ORDINAL', levels: ['low'] }, [levels]],
    [{ valueType: 'ORDINAL', levels: ['low', 'high', 'Low.'] }, [levels]],
    [{ valueType: 'ORDINAL', levels: ['low', ' '] }, [levels]],
    [{ levels: ['low', 'high'] }, ['levels: no levels, as the dimension is TEXT']],
    [{ valueType: 'QUANTITY', levels: [] }, ['levels: no levels, as the dimension is QUANTITY']],
    ...(['SUPPORT', 'QUANTITY', 'DATE'] as const).map((valueType): [Partial<ScaleMembers>, string[]] => [
      { valueType, cardinality: 'MULTIPLE' },
      [`cardinality: SINGLE, as claims of ${valueType} do not accumulate`],
    ]),
    [{ unit: 'kg' }, ['unit: no unit, as the dimension is TEXT']],
    [
      { valueType: 'DATE', unit: 'd', minimum: '1', maximum: '2', tolerance: '1' },
      [
        'unit: no unit, as the dimension is DATE',
        'minimum: no minimum, as the dimension is DATE',
        'maximum: no maximum, as the dimension is DATE',
        'tolerance: no tolerance, as the dimension is DATE',
      ],
    ],
    [
      { valueType: 'ORDINAL', cardinality: 'MULTIPLE', tolerance: '1' },
      [
        levels,
        'cardinality: SINGLE, as claims of ORDINAL do not accumulate',
        'tolerance: no tolerance, as the dimension is ORDINAL',
      ],
    ],
    [{ valueType: 'QUANTITY', unit: 'GB' }, ['unit: a unit (did you mean GBy? B is the bel)']],
    [
      { valueType: 'QUANTITY', unit: '' },
      ['unit: a unit: a UCUM code (kg, ms, GBy, %) or an ISO 4217 currency (EUR, EUR/mo)'],
    ],
    [{ valueType: 'QUANTITY', minimum: '1.50', maximum: '2' }, [`minimum: ${decimal}`]],
    [{ valueType: 'QUANTITY', minimum: '1', maximum: '+2' }, [`maximum: ${decimal}`]],
    [{ valueType: 'QUANTITY', tolerance: 'little' }, [`tolerance: ${decimal}`]],
    [
      { valueType: 'QUANTITY', unit: 'KiB', minimum: '', maximum: '1e3', tolerance: '01' },
      [
        'unit: a unit (did you mean KiBy? B is the bel)',
        `minimum: ${decimal}`,
        `maximum: ${decimal}`,
        `tolerance: ${decimal}`,
      ],
    ],
    ...(['TEXT', 'QUANTITY', 'ORDINAL'] as const).map((valueType): [Partial<ScaleMembers>, string[]] => [
      { valueType, earliest: '1980', latest: '2030', levels: valueType === 'ORDINAL' ? ['a', 'b'] : null },
      [
        `earliest: no earliest, as the dimension is ${valueType}`,
        `latest: no latest, as the dimension is ${valueType}`,
      ],
    ]),
    [{ valueType: 'DATE', earliest: '1980' }, ['latest: both ends of the span, or neither']],
    [{ valueType: 'DATE', latest: '1980' }, ['earliest: both ends of the span, or neither']],
    [
      { valueType: 'DATE', earliest: '80', latest: '2030-02-30' },
      ['earliest: a date: 2024, 2024-05 or 2024-05-17', 'latest: a date: 2024, 2024-05 or 2024-05-17'],
    ],
    [{ valueType: 'DATE', earliest: '2030', latest: '1980' }, ['latest: a date after the earliest, 2030']],
    [{ valueType: 'DATE', earliest: '2030', latest: '2030' }, ['latest: a date after the earliest, 2030']],
    [
      { valueType: 'DATE', earliest: '2030-01', latest: '2030' },
      ['latest: a date after the earliest, 2030-01'],
    ],
    [{ valueType: 'QUANTITY', minimum: '1' }, ['maximum: both ends of the span, or neither']],
    [{ valueType: 'QUANTITY', maximum: '1' }, ['minimum: both ends of the span, or neither']],
    [{ valueType: 'QUANTITY', minimum: '1', maximum: '1' }, ['maximum: more than the minimum, 1']],
    [{ valueType: 'QUANTITY', minimum: '10', maximum: '9' }, ['maximum: more than the minimum, 10']],
    [{ valueType: 'QUANTITY', tolerance: '-0.1' }, ['tolerance: 0 or more']],
    [
      { valueType: 'QUANTITY', minimum: '2', maximum: '1', tolerance: '-1' },
      ['maximum: more than the minimum, 2', 'tolerance: 0 or more'],
    ],
  ])('is inconsistent: %j', (members, expected) => {
    expect(problemsOf(members)).toEqual(expected);
  });
});
