import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Absence, Citation, Predicate, Qualifier, Rank } from '../../graph/claim.js';
import type { BetterWhen, Cardinality, ConceptKind, FeatureKind } from '../../graph/concept.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import { ValueTypeEnum } from '../claim/claim-value.type.js';
import { CitationType, QualifierType } from '../claim/claim.type.js';
import { DecimalScalar } from '../vocabulary/decimal.scalar.js';
import {
  AbsenceEnum,
  BetterWhenEnum,
  CardinalityEnum,
  ConceptKindEnum,
  FeatureKindEnum,
  PredicateEnum,
  RankEnum,
} from '../vocabulary/enums.js';

@ObjectType('ClaimContent', {
  simpleResolvers: true,
  description: 'The content of a claim in an edit or a conflict, with the ids of the concepts that it names.',
})
export class ClaimContentType {
  // Not `id`: normalised caches would merge the states of a claim.
  @Field(() => ID, { description: 'The id of the claim.' })
  readonly claimId!: string;

  @Field(() => ID, { description: 'The id of the concept that the claim is about.' })
  readonly subject!: string;

  @Field(() => PredicateEnum, { description: 'See `Claim.predicate`.' })
  readonly predicate!: Predicate;

  @Field(() => ID, { nullable: true, description: 'The id of the second concept.' })
  readonly target!: string | null;

  @Field(() => ValueTypeEnum, { nullable: true, description: 'The type of the value.' })
  readonly valueType!: ValueType | null;

  @Field(() => String, { nullable: true, description: 'The value as text, as in `Cell.display`.' })
  readonly value!: string | null;

  @Field(() => AbsenceEnum, { nullable: true, description: 'See `Claim.absence`.' })
  readonly absence!: Absence | null;

  @Field(() => String, { nullable: true, description: 'See `Claim.text`.' })
  readonly text!: string | null;

  @Field(() => [QualifierType], { description: 'See `Claim.qualifiers`.' })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => RankEnum, { description: 'See `Claim.rank`.' })
  readonly rank!: Rank;

  @Field(() => Int, { description: 'The editorial position among the claims of the subject.' })
  readonly position!: number;

  @Field(() => ID, { description: 'The id of the source.' })
  readonly source!: string;

  @Field(() => [CitationType], { description: 'See `Claim.citations`.' })
  readonly citations!: readonly Citation[];
}

@ObjectType('DimensionProperties', {
  simpleResolvers: true,
  description: 'Properties of a dimension in an edit or a conflict: see `Dimension`.',
})
export class DimensionPropertiesType {
  @Field(() => String, { nullable: true, description: 'See `Dimension.group`.' })
  readonly group!: string | null;

  @Field(() => ValueTypeEnum, { nullable: true, description: 'See `Dimension.valueType`.' })
  readonly valueType!: ValueType | null;

  @Field(() => CardinalityEnum, { nullable: true, description: 'See `Dimension.cardinality`.' })
  readonly cardinality!: Cardinality | null;

  @Field(() => [String], { nullable: true, description: 'See `Dimension.levels`.' })
  readonly levels!: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.unit`.' })
  readonly unit!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.minimum`.' })
  readonly minimum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.maximum`.' })
  readonly maximum!: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.tolerance`.' })
  readonly tolerance!: string | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.earliest`.' })
  readonly earliest!: string | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.latest`.' })
  readonly latest!: string | null;

  @Field(() => BetterWhenEnum, { nullable: true, description: 'See `Dimension.betterWhen`.' })
  readonly betterWhen!: BetterWhen | null;

  @Field(() => Boolean, { nullable: true, description: 'See `Dimension.weighs`.' })
  readonly weighs!: boolean | null;
}

@ObjectType('ConceptContent', {
  simpleResolvers: true,
  description:
    'The content of a concept in an edit or a conflict. Members that its kind does not have are null.',
})
export class ConceptContentType {
  // Not `id`: normalised caches would merge the states of a concept.
  @Field(() => ID, { description: 'The id of the concept.' })
  readonly conceptId!: string;

  @Field(() => ConceptKindEnum, { description: 'See `Concept.kind`.' })
  readonly kind!: ConceptKind;

  @Field(() => String, { description: 'See `Concept.slug`.' })
  readonly slug!: string;

  @Field(() => String, { description: 'See `Concept.name`.' })
  readonly name!: string;

  @Field(() => [String], { description: 'See `Concept.aliases`.' })
  readonly aliases!: readonly string[];

  @Field(() => String, { nullable: true, description: 'See `Concept.summary`.' })
  readonly summary!: string | null;

  @Field(() => [String], { description: 'See `Concept.sameAs`.' })
  readonly sameAs!: readonly string[];

  @Field(() => FeatureKindEnum, { nullable: true, description: 'See `Feature.featureKind`.' })
  readonly featureKind!: FeatureKind | null;

  @Field(() => DimensionPropertiesType, { nullable: true, description: 'The properties of a dimension.' })
  readonly dimension!: DimensionPropertiesType | null;

  @Field(() => String, {
    nullable: true,
    description: 'See `Question.category` and `CitedSource.category`.',
  })
  readonly category!: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.url`.' })
  readonly url!: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.publisher`.' })
  readonly publisher!: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.language`.' })
  readonly language!: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.publishedOn`.' })
  readonly publishedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.accessedOn`.' })
  readonly accessedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'See `CitedSource.readingMinutes`.' })
  readonly readingMinutes!: number | null;
}
