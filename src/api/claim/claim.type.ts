import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Absence, Predicate, Qualifier, Rank } from '../../graph/claim.js';
import { AbsenceEnum, PredicateEnum, RankEnum } from '../vocabulary/enums.js';
import { NodeType } from '../concept/node.type.js';

@ObjectType('Qualifier', {
  simpleResolvers: true,
  description: 'A condition that a claim holds under, e.g. plan: Business.',
})
export class QualifierType {
  @Field(() => String, { description: 'What the condition is about, e.g. "plan".' })
  readonly key!: string;

  @Field(() => String, { description: 'What it must be, e.g. "Business".' })
  readonly value!: string;
}

@ObjectType('Citation', {
  simpleResolvers: true,
  description:
    "A place in a claim's source where it was read (as in the W3C Web Annotation model: text quote and text position).",
})
export class CitationType {
  @Field(() => String, {
    nullable: true,
    description: 'Where in the source, in words, e.g. "Key differences › Nature".',
  })
  readonly locator!: string | null;

  @Field(() => String, { nullable: true, description: 'The words of the source.' })
  readonly quote!: string | null;

  @Field(() => String, { nullable: true, description: 'The words just before the quote.' })
  readonly prefix!: string | null;

  @Field(() => String, { nullable: true, description: 'The words just after the quote.' })
  readonly suffix!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Where the quote begins in the text whose hash is textHash, in Unicode code points.',
  })
  readonly start!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Where the quote ends, likewise; the first code point after it.',
  })
  readonly end!: number | null;

  @Field(() => String, { nullable: true, description: 'The hash of the text that start and end count in.' })
  readonly textHash!: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Claim', {
  implements: NodeType,
  simpleResolvers: true,
  description:
    "One source's statement: a subject, a predicate, a target where there is one, and what is stated of it. Sources that disagree make several claims; none is lost.",
})
export class ClaimType {
  @Field(() => ID, {
    description:
      'Follows from what is stated and by which source: the same statement by the same source has the same id.',
  })
  readonly id!: string;

  @Field(() => PredicateEnum, { description: 'What is said of the subject.' })
  readonly predicate!: Predicate;

  @Field(() => AbsenceEnum, {
    nullable: true,
    description: 'Instead of a value: the source says that there is none to state.',
  })
  readonly absence!: Absence | null;

  @Field(() => String, { nullable: true, description: 'The words of the claim.' })
  readonly text!: string | null;

  @Field(() => [QualifierType], { description: 'The conditions it holds under; none for most claims.' })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => RankEnum, { description: 'How it stands among claims about the same.' })
  readonly rank!: Rank;

  @Field(() => Int, { description: 'The revision that brought it, in its present words.' })
  readonly since!: number;
}
