import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import type { Absence, Predicate, Rank } from '../../graph/claim.js';
import type { BetterWhen, Cardinality, ConceptKind, FeatureKind } from '../../graph/concept.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import { ClaimValueInput, ValueTypeEnum } from '../claim/claim-value.type.js';
import { QualifierInput } from '../comparison/comparison.type.js';
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

@InputType({ description: 'The members of a dimension that other concepts do not have.' })
abstract class DimensionMembersInput {
  @Field(() => String, { nullable: true, description: 'See `Dimension.group`.' })
  readonly group?: string | null;

  @Field(() => ValueTypeEnum, { nullable: true, description: 'See `Dimension.valueType`.' })
  readonly valueType?: ValueType | null;

  @Field(() => CardinalityEnum, { nullable: true, description: 'See `Dimension.cardinality`.' })
  readonly cardinality?: Cardinality | null;

  @Field(() => [String], { nullable: true, description: 'See `Dimension.levels`.' })
  readonly levels?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.unit`.' })
  readonly unit?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.minimum`.' })
  readonly minimum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.maximum`.' })
  readonly maximum?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'See `Dimension.tolerance`.' })
  readonly tolerance?: string | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.earliest`.' })
  readonly earliest?: string | null;

  @Field(() => String, { nullable: true, description: 'See `Dimension.latest`.' })
  readonly latest?: string | null;

  @Field(() => BetterWhenEnum, { nullable: true, description: 'See `Dimension.betterWhen`.' })
  readonly betterWhen?: BetterWhen | null;

  @Field(() => Boolean, { nullable: true, description: 'See `Dimension.weighs`.' })
  readonly weighs?: boolean | null;
}

@InputType('PutConceptInput', {
  description:
    'A concept that is added, or whose content is replaced in part. Members that are omitted stay as they are; null removes a value. A new concept needs a slug and a name; a feature also needs `featureKind`, and a dimension `valueType`. Only members that concepts of the kind have are allowed.',
})
export class PutConceptInput extends DimensionMembersInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of an existing concept. Default: a new concept, with an id of its kind and slug, such as "approach/msp".',
  })
  readonly id?: string | null;

  @Field(() => ConceptKindEnum, { description: 'The kind of the concept; it never changes.' })
  readonly kind!: ConceptKind;

  @Field(() => String, { nullable: true, description: 'See `Concept.slug`.' })
  readonly slug?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Further slugs that resolve to the concept permanently.',
  })
  readonly formerSlugs?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'See `Concept.name`.' })
  readonly name?: string | null;

  @Field(() => [String], { nullable: true, description: 'See `Concept.aliases`.' })
  readonly aliases?: readonly string[] | null;

  @Field(() => String, { nullable: true, description: 'See `Concept.summary`.' })
  readonly summary?: string | null;

  @Field(() => [String], { nullable: true, description: 'See `Concept.sameAs`.' })
  readonly sameAs?: readonly string[] | null;

  @Field(() => FeatureKindEnum, { nullable: true, description: 'See `Feature.featureKind`.' })
  readonly featureKind?: FeatureKind | null;

  @Field(() => String, {
    nullable: true,
    description: 'See `Question.category` and `CitedSource.category`.',
  })
  readonly category?: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.url`.' })
  readonly url?: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.publisher`.' })
  readonly publisher?: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.language`.' })
  readonly language?: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.publishedOn`.' })
  readonly publishedOn?: string | null;

  @Field(() => String, { nullable: true, description: 'See `CitedSource.accessedOn`.' })
  readonly accessedOn?: string | null;

  @Field(() => Int, { nullable: true, description: 'See `CitedSource.readingMinutes`.' })
  readonly readingMinutes?: number | null;
}

@InputType('SetDimensionInput', {
  description:
    'Sets properties of a dimension. Properties that are omitted stay as they are; null removes a property.',
})
export class SetDimensionInput extends DimensionMembersInput {
  @Field(() => ID, { description: 'The id of the dimension.' })
  readonly id!: string;
}

@InputType('RenameConceptInput', {
  description: 'Changes the name or the slug of a concept, or both. The old slug still resolves.',
})
export class RenameConceptInput {
  @Field(() => ID, { description: 'The id of the concept.' })
  readonly id!: string;

  @Field(() => String, { nullable: true, description: 'The new name.' })
  readonly name?: string | null;

  @Field(() => String, { nullable: true, description: 'The new slug.' })
  readonly slug?: string | null;
}

@InputType('MergeConceptInput', {
  description:
    'Merges a concept into another concept of its kind. Claims that name the merged concept then name the other concept; claims that connect the two concepts end. The names of the merged concept that the other concept does not have become aliases of the other concept, which also gets the `sameAs` of the merged concept.',
})
export class MergeConceptInput {
  @Field(() => ID, { description: 'The id of the concept that ends.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The id of the concept that stays.' })
  readonly into!: string;
}

@InputType('EndConceptInput', { description: 'Ends a concept.' })
export class EndConceptInput {
  @Field(() => ID, { description: 'The id of the concept.' })
  readonly id!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether all claims that name the concept also end. Otherwise, a concept that a claim names cannot end.',
  })
  readonly withClaims!: boolean;
}

@InputType('CitationInput', { description: 'The location of a claim in its source.' })
export class CitationInput {
  @Field(() => String, { nullable: true, description: 'See `Citation.locator`.' })
  readonly locator?: string | null;

  @Field(() => String, { nullable: true, description: 'See `Citation.quote`.' })
  readonly quote?: string | null;

  @Field(() => String, { nullable: true, description: 'See `Citation.prefix`.' })
  readonly prefix?: string | null;

  @Field(() => String, { nullable: true, description: 'See `Citation.suffix`.' })
  readonly suffix?: string | null;

  @Field(() => Int, { nullable: true, description: 'See `Citation.start`.' })
  readonly start?: number | null;

  @Field(() => Int, { nullable: true, description: 'See `Citation.end`.' })
  readonly end?: number | null;

  @Field(() => String, { nullable: true, description: 'See `Citation.textHash`.' })
  readonly textHash?: string | null;
}

@InputType({ description: 'The members of a claim, all of them optional.' })
abstract class ClaimMembersInput {
  @Field(() => ClaimValueInput, {
    nullable: true,
    description: 'The value. A new link without a value and without an absence states YES.',
  })
  readonly value?: ClaimValueInput | null;

  @Field(() => AbsenceEnum, { nullable: true, description: 'The reason why the source gives no value.' })
  readonly absence?: Absence | null;

  @Field(() => String, {
    nullable: true,
    description: 'The text of the claim; for DEFINED_AS, DISTINGUISHED_BY and CONCLUDES, all that it states.',
  })
  readonly text?: string | null;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: 'The conditions of the claim, each key once.',
  })
  readonly qualifiers?: readonly QualifierInput[] | null;

  @Field(() => RankEnum, { nullable: true, description: 'Default for a new claim: NORMAL.' })
  readonly rank?: Rank | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The editorial position among the claims of the subject. Default for a new claim: 0.',
  })
  readonly position?: number | null;

  @Field(() => [CitationInput], { nullable: true, description: 'The locations of the claim in its source.' })
  readonly citations?: readonly CitationInput[] | null;
}

@InputType('PutClaimInput', {
  description: 'A claim that is added, or whose text, rank, position and citations change.',
})
export class PutClaimInput extends ClaimMembersInput {
  @Field(() => ID, { description: 'The id of the concept that the claim is about.' })
  readonly subject!: string;

  @Field(() => PredicateEnum, { description: 'The type of the statement.' })
  readonly predicate!: Predicate;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the second concept; null for claims that state only a text.',
  })
  readonly target?: string | null;

  @Field(() => ID, { description: 'The id of the source that states the claim.' })
  readonly source!: string;
}

@InputType('ReplaceClaimInput', {
  description:
    'Ends a claim and adds a new claim, which supersedes the ended claim. If the new claim has the same id, the claim changes in place instead. Members that are omitted are those of the replaced claim; a value replaces an absence, and an absence a value.',
})
export class ReplaceClaimInput extends ClaimMembersInput {
  @Field(() => ID, { description: 'The id of the claim that is replaced.' })
  readonly id!: string;

  @Field(() => ID, { nullable: true, description: 'The id of the new target.' })
  readonly target?: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of the source that states the new claim.' })
  readonly source?: string | null;
}

@InputType('RankClaimInput', { description: 'Sets the rank of a claim.' })
export class RankClaimInput {
  @Field(() => ID, { description: 'The id of the claim.' })
  readonly id!: string;

  @Field(() => RankEnum, { description: 'The new rank.' })
  readonly rank!: Rank;
}

@InputType('EndClaimInput', { description: 'Ends a claim.' })
export class EndClaimInput {
  @Field(() => ID, { description: 'The id of the claim.' })
  readonly id!: string;
}

@InputType('AddCitationInput', { description: 'Adds a citation to a claim, unless the claim has it.' })
export class AddCitationInput {
  @Field(() => ID, { description: 'The id of the claim.' })
  readonly claim!: string;

  @Field(() => CitationInput, { description: 'The citation.' })
  readonly citation!: CitationInput;
}

@Directive('@oneOf')
@InputType('EditInput', {
  description:
    'An edit: exactly one member, otherwise the problem ONE_OF_EXPECTED. Edits name concepts and claims by id. A later edit may name what an earlier edit of the changeset put.',
})
export class EditInput {
  @Field(() => PutConceptInput, { nullable: true, description: 'Adds a concept, or changes its content.' })
  readonly putConcept?: PutConceptInput | null;

  @Field(() => RenameConceptInput, { nullable: true, description: 'Changes the name or slug of a concept.' })
  readonly renameConcept?: RenameConceptInput | null;

  @Field(() => MergeConceptInput, { nullable: true, description: 'Merges a concept into another.' })
  readonly mergeConcept?: MergeConceptInput | null;

  @Field(() => EndConceptInput, { nullable: true, description: 'Ends a concept.' })
  readonly endConcept?: EndConceptInput | null;

  @Field(() => PutClaimInput, {
    nullable: true,
    description: 'Adds a claim, or changes its text, rank, position and citations.',
  })
  readonly putClaim?: PutClaimInput | null;

  @Field(() => ReplaceClaimInput, {
    nullable: true,
    description: 'Replaces a claim, e.g. to correct a cell.',
  })
  readonly replaceClaim?: ReplaceClaimInput | null;

  @Field(() => RankClaimInput, { nullable: true, description: 'Sets the rank of a claim.' })
  readonly rankClaim?: RankClaimInput | null;

  @Field(() => EndClaimInput, { nullable: true, description: 'Ends a claim.' })
  readonly endClaim?: EndClaimInput | null;

  @Field(() => AddCitationInput, { nullable: true, description: 'Adds a citation to a claim.' })
  readonly addCitation?: AddCitationInput | null;

  @Field(() => SetDimensionInput, { nullable: true, description: 'Sets properties of a dimension.' })
  readonly setDimension?: SetDimensionInput | null;
}
