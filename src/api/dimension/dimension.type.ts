import { Directive, Field, ObjectType } from 'type-graphql';
import type { BetterWhen, Cardinality } from '../../graph/concept.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import { ValueTypeEnum } from '../claim/claim-value.type.js';
import { DecimalScalar } from '../vocabulary/decimal.scalar.js';
import { BetterWhenEnum, CardinalityEnum } from '../vocabulary/enums.js';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Dimension', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description:
    'An axis of values along which approaches are compared: the third thing, the quality that two things are compared by.',
})
export class DimensionType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'The heading that it stands under, with others.' })
  readonly group!: string | null;

  @Field(() => ValueTypeEnum, { description: 'What the values along it are.' })
  readonly valueType!: ValueType;

  @Field(() => CardinalityEnum, {
    description: 'Whether claims about one cell contest each other or add up.',
  })
  readonly cardinality!: Cardinality;

  @Field(() => [String], {
    nullable: true,
    description: 'The ordered scale of an ORDINAL dimension, lowest level first; null for other types.',
  })
  readonly levels!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The canonical unit of a QUANTITY dimension: a UCUM code (GBy, ms, km/h), or an ISO 4217 currency, which is never converted; null for plain numbers, and for other types.',
  })
  readonly unit!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'The low end of the span that distances and scores are measured on, in the unit; null where none is declared.',
  })
  readonly minimum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The high end of that span.' })
  readonly maximum!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Amounts that lie no further apart than this, in the unit, count as equal.',
  })
  readonly tolerance!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The early end of the span that scores along a DATE dimension are measured on, in ISO 8601 at the precision known; null where none is declared, and for other types.',
  })
  readonly earliest!: string | null;

  @Field(() => String, { nullable: true, description: 'The late end of that span.' })
  readonly latest!: string | null;

  @Field(() => BetterWhenEnum, { description: 'Which end is the better one, if either is.' })
  readonly betterWhen!: BetterWhen;
}
