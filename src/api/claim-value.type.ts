import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type { ClaimValue } from '../graph/values/claim-value.js';
import type { Support } from '../graph/values/support.js';
import type { ValueType } from '../graph/values/value-type.js';
import { DecimalScalar } from './decimal.scalar.js';
import { SupportEnum } from './enums.js';

@ObjectType('TextValue', { simpleResolvers: true, description: 'Words.' })
export class TextValueType {
  @Field(() => String, { description: 'The words, as stated.' })
  readonly text!: string;
}

@ObjectType('SupportValue', { simpleResolvers: true, description: 'Whether something is so.' })
export class SupportValueType {
  @Field(() => SupportEnum, { description: 'Yes, no, or partly.' })
  readonly support!: Support;

  @Field(() => String, {
    nullable: true,
    description: 'Which part, where it is so in part; an aside otherwise.',
  })
  readonly note!: string | null;
}

@ObjectType('QuantityRange', {
  simpleResolvers: true,
  description: 'A range of amounts; both bounds are equal for a single amount.',
})
export class QuantityRangeType {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The lower bound; null where the range is open below.',
  })
  readonly minimum!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The upper bound; null where the range is open above.',
  })
  readonly maximum!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The unit: a UCUM code or an ISO 4217 currency; null for plain numbers.',
  })
  readonly unit!: string | null;
}

@ObjectType('QuantityValue', {
  simpleResolvers: true,
  description: 'An amount or a range of amounts, as stated.',
})
export class QuantityValueType extends QuantityRangeType {
  @Field(() => QuantityRangeType, {
    nullable: true,
    description:
      "The same in the dimension's unit; null where the unit is of another kind, such as another currency.",
  })
  readonly canonical!: QuantityRangeType | null;
}

@ObjectType('DateValue', { simpleResolvers: true, description: 'A date, at the precision known.' })
export class DateValueType {
  @Field(() => String, { description: 'ISO 8601: 2024, 2024-05 or 2024-05-17.' })
  readonly date!: string;
}

@ObjectType('OrdinalValue', {
  simpleResolvers: true,
  description: "A level on the dimension's ordered scale.",
})
export class OrdinalValueType {
  @Field(() => String, { description: "One of the dimension's levels." })
  readonly level!: string;

  @Field(() => Int, { description: 'Its place on the scale, 0 for the lowest level.' })
  readonly position!: number;
}

@ObjectType('TermsValue', { simpleResolvers: true, description: 'A set of short terms.' })
export class TermsValueType {
  @Field(() => [String], { description: 'The terms, as stated; their order says nothing.' })
  readonly terms!: readonly string[];
}

const typeNames: Readonly<Record<ValueType, string>> = {
  TEXT: 'TextValue',
  SUPPORT: 'SupportValue',
  QUANTITY: 'QuantityValue',
  ORDINAL: 'OrdinalValue',
  DATE: 'DateValue',
  TERMS: 'TermsValue',
};

/** The name of the GraphQL type that a value has. */
export function valueTypeName(value: ClaimValue): string {
  return typeNames[value.type];
}

export const ClaimValueUnion = createUnionType({
  name: 'ClaimValue',
  description: 'What a claim states: one type for each type of value.',
  types: () =>
    [
      TextValueType,
      SupportValueType,
      QuantityValueType,
      OrdinalValueType,
      DateValueType,
      TermsValueType,
    ] as const,
});
