import { createUnionType, Directive, Field, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import type { ValueCondition } from '../../comparison/conditions/value-condition.js';
import { verdictBases, type VerdictBasis } from '../../comparison/verdicts/verdict.js';
import type { Support } from '../../graph/values/support.js';
import { valueTypes, type ClaimValue, type ValueType } from '../../graph/values/value-rules.js';
import { parseVersion, versionRuleInWords } from '../../graph/values/version.js';
import type { WrittenValue } from '../../editing/operations/edit-request.js';
import { DecimalScalar } from '../vocabulary/decimal.scalar.js';
import { enumOf, SupportEnum } from '../vocabulary/enums.js';
import { textScalar } from '../vocabulary/text-scalar.js';

@ObjectType('TextValue', { simpleResolvers: true, description: 'A text.' })
export class TextValueType {
  @Field(() => String, { description: 'The text, as stated.' })
  readonly text!: string;
}

@ObjectType('SupportValue', { simpleResolvers: true, description: 'Yes, no, or partly.' })
export class SupportValueType {
  @Field(() => SupportEnum, { description: 'Yes, no, or partly.' })
  readonly support!: Support;

  @Field(() => String, {
    nullable: true,
    description: 'A note. For PARTIAL, it states which part is supported.',
  })
  readonly note!: string | null;
}

@ObjectType('QuantityRange', {
  simpleResolvers: true,
  description: 'A range of amounts. A single amount has two equal bounds.',
})
export class QuantityRangeType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The lower bound; null if the range is open at this end.',
  })
  readonly minimum!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The upper bound; null if the range is open at this end.',
  })
  readonly maximum!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The unit: a UCUM code, an ISO 4217 currency, or such a currency per unit of time (EUR/mo); null for plain numbers.',
  })
  readonly unit!: string | null;

  @Field(() => Boolean, { description: 'Whether the lower bound itself is excluded, as in ">5".' })
  readonly exclusiveMinimum!: boolean;

  @Field(() => Boolean, { description: 'Whether the upper bound itself is excluded, as in "<5".' })
  readonly exclusiveMaximum!: boolean;

  @Field(() => Boolean, { description: 'Whether the source states the amounts as approximate, as in "~5".' })
  readonly approximate!: boolean;
}

@ObjectType('QuantityValue', {
  simpleResolvers: true,
  description: 'An amount or a range of amounts, as stated.',
})
export class QuantityValueType extends QuantityRangeType {
  @Field(() => QuantityRangeType, {
    nullable: true,
    description:
      "The range, converted to the dimension's unit; null if the range cannot be converted, e.g. from another currency.",
  })
  readonly canonical!: QuantityRangeType | null;
}

@ObjectType('DateValue', {
  simpleResolvers: true,
  description: 'A date: a year, a month or a day, as precise as it is known; or a bound of a date.',
})
export class DateValueType {
  @Field(() => String, {
    description:
      'ISO 8601: 2024, 2024-05 or 2024-05-17. If only a bound is known, an interval with an open end (ISO 8601-2, EDTF): "2024-05-17/.." is that day or a later one, "../2024" is 2024 or earlier.',
  })
  readonly date!: string;
}

@ObjectType('OrdinalValue', {
  simpleResolvers: true,
  description: "A level on the dimension's ordered scale.",
})
export class OrdinalValueType {
  @Field(() => String, { description: "One of the dimension's levels." })
  readonly level!: string;

  @Field(() => Int, { description: 'The position of the level, 0 for the lowest.' })
  readonly position!: number;
}

@ObjectType('TermsValue', { simpleResolvers: true, description: 'A set of short terms.' })
export class TermsValueType {
  @Field(() => [String], {
    description:
      'The terms, as stated. Their order has no meaning. An empty list is a statement: there are none.',
  })
  readonly terms!: readonly string[];
}

const VersionScalar = textScalar({
  name: 'Version',
  description:
    'A version as a string, e.g. "3.10" or "2.0.0-rc.1": numbers separated by dots, with an optional pre-release and build metadata as in SemVer. A number literal is parsed with all its digits.',
  parse: parseVersion,
  rule: versionRuleInWords,
});

@ObjectType('VersionValue', {
  simpleResolvers: true,
  description:
    'A version or a range of versions, as stated. A single version is a range with two equal ends.',
})
export class VersionValueType {
  @Field(() => VersionScalar, {
    nullable: true,
    description: 'The oldest version of the range; null if the range has no oldest version.',
  })
  readonly oldest!: string | null;

  @Field(() => VersionScalar, {
    nullable: true,
    description: 'The newest version of the range; null if the range has no newest version.',
  })
  readonly newest!: string | null;
}

/** The description of a value type in the API. */
interface ValueTypeDescription {
  readonly type: ClassType<object>;
  /** The name of `type` in the schema. */
  readonly name: string;
  /** The description of the enum value. */
  readonly meaning: string;
  /** The description of the verdict basis. */
  readonly basis: string;
  /** The values that `atLeast` accepts, in words; null for types without an order. */
  readonly atLeast: string | null;
  /** The member of `ClaimValueInput`. */
  readonly member: keyof ClaimValueInput;
}

@InputType('SupportInput', { description: 'Yes, no, or partly.' })
class SupportInput {
  @Field(() => SupportEnum, { description: 'Yes, no, or partly.' })
  readonly support!: Support;

  @Field(() => String, {
    nullable: true,
    description: 'A note. PARTIAL needs a note, which states the part that is supported.',
  })
  readonly note?: string | null;
}

@InputType('QuantityInput', {
  description: 'An amount, or a range of amounts: `amount`, or at least one of `minimum` and `maximum`.',
})
class QuantityInput {
  @Field(() => DecimalScalar, { nullable: true, description: 'A single amount.' })
  readonly amount?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The lower bound of a range.' })
  readonly minimum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The upper bound of a range.' })
  readonly maximum?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The unit: see `QuantityRange.unit`. Default: the dimension's unit.",
  })
  readonly unit?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the lower bound itself is excluded.' })
  readonly exclusiveMinimum?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the upper bound itself is excluded.' })
  readonly exclusiveMaximum?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the source states the amounts as approximate.',
  })
  readonly approximate?: boolean | null;
}

@InputType('VersionInput', {
  description: 'A range of versions with one or two ends. A single version is a range with two equal ends.',
})
class VersionInput {
  @Field(() => VersionScalar, { nullable: true, description: 'The oldest version of the range.' })
  readonly oldest?: string | null;

  @Field(() => VersionScalar, { nullable: true, description: 'The newest version of the range.' })
  readonly newest?: string | null;
}

@Directive('@oneOf')
@InputType('ClaimValueInput', {
  description:
    'The value of a claim: exactly one member, which fits the value type of the dimension. Links, which have no dimension, have the member `support`.',
})
export class ClaimValueInput {
  @Field(() => String, { nullable: true, description: 'The value of a TEXT dimension.' })
  readonly text?: string | null;

  @Field(() => SupportInput, {
    nullable: true,
    description: 'The value of a SUPPORT dimension, or of a link.',
  })
  readonly support?: SupportInput | null;

  @Field(() => QuantityInput, { nullable: true, description: 'The value of a QUANTITY dimension.' })
  readonly quantity?: QuantityInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value of an ORDINAL dimension: one of its levels.',
  })
  readonly level?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value of a DATE dimension: see `DateValue.date`.',
  })
  readonly date?: string | null;

  @Field(() => VersionInput, { nullable: true, description: 'The value of a VERSION dimension.' })
  readonly version?: VersionInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The value of a TERMS dimension. An empty list states that there are none.',
  })
  readonly terms?: readonly string[] | null;
}

const descriptions: Readonly<Record<ValueType, ValueTypeDescription>> = {
  TEXT: {
    type: TextValueType,
    name: 'TextValue',
    meaning:
      'A text. Comparisons ignore case, repeated white space, dash and quote styles, a final period, a hyphen instead of a space between letters, and the final slash of a URL.',
    basis: 'The texts were compared.',
    atLeast: null,
    member: 'text',
  },
  QUANTITY: {
    type: QuantityValueType,
    name: 'QuantityValue',
    meaning: 'An amount, or a range of amounts, in a unit.',
    basis: 'The amounts were compared in one unit.',
    atLeast: 'a decimal in the dimension\'s unit ("12.5")',
    member: 'quantity',
  },
  ORDINAL: {
    type: OrdinalValueType,
    name: 'OrdinalValue',
    meaning: 'A level on an ordered scale.',
    basis: 'The levels were compared.',
    atLeast: 'a level',
    member: 'level',
  },
  SUPPORT: {
    type: SupportValueType,
    name: 'SupportValue',
    meaning: 'Yes, no, or partly with a note.',
    basis: 'The support values were compared.',
    atLeast: 'YES or PARTIAL (NO or PARTIAL if NO is better)',
    member: 'support',
  },
  DATE: {
    type: DateValueType,
    name: 'DateValue',
    meaning: 'A date: a year, a month or a day, as precise as it is known; or a bound of a date.',
    basis: 'The dates were compared at the coarser precision.',
    atLeast: 'a date',
    member: 'date',
  },
  VERSION: {
    type: VersionValueType,
    name: 'VersionValue',
    meaning: 'A version, or a range of versions: 3.10 is newer than 3.9.',
    basis: 'The versions were compared, part by part.',
    atLeast: 'a version',
    member: 'version',
  },
  TERMS: {
    type: TermsValueType,
    name: 'TermsValue',
    meaning: 'A set of short terms.',
    basis: 'The sets of terms were compared.',
    atLeast: null,
    member: 'terms',
  },
};

/** Selects one member of every description, by value type. */
function memberOfEach<Member extends keyof ValueTypeDescription>(
  member: Member,
): Readonly<Record<ValueType, ValueTypeDescription[Member]>> {
  const members = valueTypes.map((type) => [type, descriptions[type][member]]);
  return Object.fromEntries(members) as Record<ValueType, ValueTypeDescription[Member]>;
}

const inputMembers = memberOfEach('member');

/** Lists the values that an input has: one, if the input is valid. */
export function writtenValues(input: ClaimValueInput): readonly WrittenValue[] {
  return valueTypes.flatMap((type) => {
    const written = input[inputMembers[type]];
    return written === undefined || written === null ? [] : { type, written };
  });
}

/** The members of `ClaimValueInput`, for messages. */
export const valueMembers: readonly string[] = valueTypes.map((type) => inputMembers[type]);

const typeNames = memberOfEach('name');

/** Returns the name of the GraphQL type of a value. */
export function valueTypeName(value: ClaimValue): string {
  return typeNames[value.type];
}

export const ClaimValueUnion = createUnionType({
  name: 'ClaimValue',
  description: 'The value of a claim, with one GraphQL type for each value type.',
  types: () => Object.values(memberOfEach('type')) as [ClassType<object>],
});

export const ValueTypeEnum = enumOf<ValueType>(
  'ValueType',
  valueTypes,
  'The type of the values of a dimension. It decides how values are compared.',
  memberOfEach('meaning'),
);

export const VerdictBasisEnum = enumOf<VerdictBasis>(
  'VerdictBasis',
  verdictBases,
  'The rule that decided a verdict.',
  {
    ...memberOfEach('basis'),
    DECLARED_EQUIVALENCE: 'The cells name the same concept in different words.',
    ABSENCE: 'A source states that the axis does not apply to the approach.',
    UNITS: 'The units cannot be converted into each other, e.g. kilograms and metres, or two currencies.',
    CONTESTED: 'A cell is contested.',
    QUALIFIERS: 'The values are true under different conditions.',
    MISSING: 'A cell is not stated or unknown.',
  },
);

/** The types of the dimensions that can be ranked by value, for descriptions. */
export const orderedInWords =
  'SUPPORT, ORDINAL, QUANTITY with a declared or measured span, or DATE with a declared span; VERSION, which has no score, with a weight of 0';

/** The values that `atLeast` accepts, for descriptions. */
export const mustHavesInWords = Object.values(descriptions)
  .flatMap(({ atLeast }) => atLeast ?? [])
  .join(', ')
  .replace(/, ([^,]*)$/u, ', or $1');

/** Conditions on the value of a cell. */
@InputType()
export abstract class ValueConditionInput implements ValueCondition {
  @Field(() => [SupportEnum], { nullable: true, description: 'The cell states one of these values.' })
  readonly supports?: readonly Support[] | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The cell states this amount or a larger amount, in the dimension's unit. A range matches only if all of its amounts match. An approximate amount counts as a range that extends half a unit of its last significant digit in both directions.",
  })
  readonly minimum?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The amount must be more than `minimum`. Without `minimum`, this has no effect.',
  })
  readonly exclusiveMinimum?: boolean | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The cell states this amount or a smaller amount, in the dimension's unit. A range matches only if all of its amounts match. An approximate amount counts as a range that extends half a unit of its last significant digit in both directions.",
  })
  readonly maximum?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The amount must be less than `maximum`. Without `maximum`, this has no effect.',
  })
  readonly exclusiveMaximum?: boolean | null;

  @Field(() => VersionScalar, {
    nullable: true,
    description:
      'The cell states this version or a newer version. A range matches only if all of its versions match.',
  })
  readonly oldest?: string | null;

  @Field(() => VersionScalar, {
    nullable: true,
    description:
      'The cell states this version or an older version. A range matches only if all of its versions match.',
  })
  readonly newest?: string | null;

  @Field(() => [String], { nullable: true, description: 'The cell states one of these levels.' })
  readonly levels?: readonly string[] | null;
}
