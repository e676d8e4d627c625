import { Directive, Field, ObjectType } from 'type-graphql';
import type { BetterWhen, Cardinality } from '../../graph/concept.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import { ValueTypeEnum } from '../claim/claim-value.type.js';
import { DecimalScalar } from '../vocabulary/decimal.scalar.js';
import { BetterWhenEnum, CardinalityEnum } from '../vocabulary/enums.js';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Dimension', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A property with values of one type, along which approaches are compared, e.g. capacity.',
})
export class DimensionType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'The heading under which the dimension is shown.' })
  readonly group!: string | null;

  @Field(() => ValueTypeEnum, { description: 'The type of the values of the dimension.' })
  readonly valueType!: ValueType;

  @Field(() => CardinalityEnum, {
    description: 'Whether different claims about one cell contradict each other or accumulate.',
  })
  readonly cardinality!: Cardinality;

  @Field(() => [String], {
    nullable: true,
    description: 'The levels of an ORDINAL dimension, lowest first; null for other types.',
  })
  readonly levels!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The canonical unit of a QUANTITY dimension: a UCUM code (GBy, ms, km/h), or an ISO 4217 currency (EUR, EUR/mo). Currencies are never converted. Null for plain numbers, and for other types.',
  })
  readonly unit!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      "The lowest amount of the span, in the dimension's unit. Distances and scores are relative to the span. Null if no span is declared.",
  })
  readonly minimum!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The highest amount of the span, in the dimension's unit.",
  })
  readonly maximum!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "The maximum difference, in the dimension's unit, between amounts that count as equal.",
  })
  readonly tolerance!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The start of the span of a DATE dimension: a year, a month or a day in ISO 8601. Scores are relative to the span. Null if no span is declared, and for other types.',
  })
  readonly earliest!: string | null;

  @Field(() => String, { nullable: true, description: 'The end of the span of a DATE dimension.' })
  readonly latest!: string | null;

  @Field(() => BetterWhenEnum, { description: 'The end of the dimension that is better, or NEITHER.' })
  readonly betterWhen!: BetterWhen;

  @Field(() => Boolean, {
    description:
      'False if editors excluded the dimension, e.g. addresses, from `similarity`, `nearest` and `mostDiscriminating`. If true, the dimension counts there, unless its values identify approaches.',
  })
  readonly weighs!: boolean;
}
