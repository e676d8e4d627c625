import type { Dimension } from '../concept.js';
import { fold } from '../text/fold.js';
import { dateRuleInWords, isBefore, isDate } from '../values/date.js';
import { ExactDecimal, parseDecimal } from '../values/decimal.js';
import { parseUnit } from '../values/unit.js';
import { ValueError, type Scale } from '../values/value-type.js';
import { ruleFor } from '../values/value-rules.js';

/** The members of a dimension that define its values. */
export type ScaleMembers = Pick<Dimension, 'valueType' | 'cardinality' | Exclude<keyof Scale, 'spread'>>;

/** A member that is invalid, or inconsistent with other members; `expected` is the text after "expected" in a message. */
export interface Inconsistency {
  readonly member: keyof ScaleMembers;
  readonly expected: string;
}

/** The members that only dimensions of one type have. */
const membersOf = {
  QUANTITY: ['unit', 'minimum', 'maximum', 'tolerance'],
  DATE: ['earliest', 'latest'],
} as const;

/**
 * Finds the members of a dimension that are invalid, or inconsistent with its value type or with each other, such as
 * missing levels or a span with one end.
 */
export function inconsistenciesOf(dimension: ScaleMembers): readonly Inconsistency[] {
  const { valueType, cardinality, levels } = dimension;
  const inconsistencies: Inconsistency[] = [];
  if (valueType === 'ORDINAL' && !isScale(levels)) {
    inconsistencies.push({
      member: 'levels',
      expected:
        'two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL',
    });
  }
  if (valueType !== 'ORDINAL' && levels !== null) {
    inconsistencies.push({ member: 'levels', expected: `no levels, as the dimension is ${valueType}` });
  }
  if (cardinality === 'MULTIPLE' && ruleFor(valueType).words === null) {
    inconsistencies.push({
      member: 'cardinality',
      expected: `SINGLE, as claims of ${valueType} do not accumulate`,
    });
  }
  inconsistencies.push(...strayMembers(dimension));
  if (valueType === 'QUANTITY') inconsistencies.push(...inconsistenciesOfQuantity(dimension));
  if (valueType === 'DATE') inconsistencies.push(...inconsistenciesOfDate(dimension));
  return inconsistencies;
}

function isScale(levels: readonly string[] | null): boolean {
  const folded = new Set(levels?.map(fold));
  return levels !== null && levels.length >= 2 && folded.size === levels.length && !folded.has('');
}

function strayMembers(dimension: ScaleMembers): readonly Inconsistency[] {
  const others = (['QUANTITY', 'DATE'] as const).filter((type) => type !== dimension.valueType);
  return others
    .flatMap((type) => membersOf[type])
    .filter((member) => dimension[member] !== null)
    .map((member) => ({ member, expected: `no ${member}, as the dimension is ${dimension.valueType}` }));
}

function inconsistenciesOfQuantity({
  unit,
  minimum,
  maximum,
  tolerance,
}: ScaleMembers): readonly Inconsistency[] {
  const inconsistencies: Inconsistency[] = [];
  const unknown = unit === null ? null : unknownUnit(unit);
  if (unknown !== null) inconsistencies.push({ member: 'unit', expected: unknown });
  for (const [member, amount] of Object.entries({ minimum, maximum, tolerance })) {
    if (amount !== null && parseDecimal(amount) !== amount) {
      inconsistencies.push({
        member: member as 'minimum',
        expected: 'a decimal number without superfluous zeros, such as 12.5',
      });
    }
  }
  if (inconsistencies.length > 0) return inconsistencies;
  if ((minimum === null) !== (maximum === null)) {
    const member = minimum === null ? 'minimum' : 'maximum';
    inconsistencies.push({ member, expected: 'both ends of the span, or neither' });
  } else if (minimum !== null && maximum !== null && new ExactDecimal(minimum).gte(maximum)) {
    inconsistencies.push({ member: 'maximum', expected: `more than the minimum, ${minimum}` });
  }
  if (tolerance !== null && new ExactDecimal(tolerance).lt(0)) {
    inconsistencies.push({ member: 'tolerance', expected: '0 or more' });
  }
  return inconsistencies;
}

function inconsistenciesOfDate({ earliest, latest }: ScaleMembers): readonly Inconsistency[] {
  const inconsistencies = Object.entries({ earliest, latest })
    .filter(([, date]) => date !== null && !isDate(date))
    .map(([member]): Inconsistency => ({ member: member as 'earliest', expected: dateRuleInWords }));
  if (inconsistencies.length > 0) return inconsistencies;
  if ((earliest === null) !== (latest === null)) {
    const member = earliest === null ? 'earliest' : 'latest';
    return [{ member, expected: 'both ends of the span, or neither' }];
  }
  if (earliest !== null && latest !== null && !isBefore(earliest, latest)) {
    return [{ member: 'latest', expected: `a date after the earliest, ${earliest}` }];
  }
  return [];
}

function unknownUnit(code: string): string | null {
  try {
    parseUnit(code);
    return null;
  } catch (error) {
    if (error instanceof ValueError) return error.expected;
    throw error;
  }
}
