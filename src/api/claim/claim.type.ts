import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Absence, Predicate, Qualifier, Rank } from '../../graph/claim.js';
import { AbsenceEnum, PredicateEnum, RankEnum } from '../vocabulary/enums.js';
import { NodeType } from '../concept/node.type.js';

@ObjectType('Qualifier', {
  simpleResolvers: true,
  description: 'A condition under which a claim is true, e.g. plan: Business.',
})
export class QualifierType {
  @Field(() => String, { description: 'The name of the condition, e.g. "plan".' })
  readonly key!: string;

  @Field(() => String, { description: 'The value of the condition, e.g. "Business".' })
  readonly value!: string;
}

@ObjectType('Citation', {
  simpleResolvers: true,
  description:
    'The location of a claim in its source, with a text quote and a text position as in the W3C Web Annotation model.',
})
export class CitationType {
  @Field(() => String, {
    nullable: true,
    description: 'A description of the location for readers, e.g. "Key differences › Nature".',
  })
  readonly locator!: string | null;

  @Field(() => String, { nullable: true, description: 'The quoted text.' })
  readonly quote!: string | null;

  @Field(() => String, { nullable: true, description: 'The text directly before the quote.' })
  readonly prefix!: string | null;

  @Field(() => String, { nullable: true, description: 'The text directly after the quote.' })
  readonly suffix!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The start of the quote: an offset in Unicode code points in the source text with the hash `textHash`.',
  })
  readonly start!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The end of the quote: the offset of the first code point after the quote.',
  })
  readonly end!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The hash of the source text to which `start` and `end` refer.',
  })
  readonly textHash!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Claim', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A statement of one source: a subject, a predicate, in most cases a target, and a value, an absence or a text. If sources disagree, each source has its own claim.',
})
export class ClaimType {
  @Field(() => ID, {
    description:
      'A hash of the statement and its source: the same statement of the same source always has the same id.',
  })
  readonly id!: string;

  @Field(() => PredicateEnum, { description: 'The type of the statement.' })
  readonly predicate!: Predicate;

  @Field(() => AbsenceEnum, {
    nullable: true,
    description: 'The reason why the source gives no value; null if the claim has a value or only a text.',
  })
  readonly absence!: Absence | null;

  @Field(() => String, { nullable: true, description: 'The text of the claim.' })
  readonly text!: string | null;

  @Field(() => [QualifierType], {
    description: 'The conditions under which the claim is true; most claims have no conditions.',
  })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => RankEnum, {
    description: 'The priority of the claim: in each cell, only the claims with the highest rank count.',
  })
  readonly rank!: Rank;

  @Field(() => Int, {
    deprecationReason:
      'Deprecated since 2026-11-29, removed from 2027-05-31 at the earliest: use `sinceRevision { number }`, which also has the time, the author and the message.',
    description: 'The number of the revision since which the claim exists in its current form.',
  })
  readonly since!: number;
}
