import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { BetterEnd } from '../../comparison/ranking/score-scale.js';
import type { RequirementOutcome } from '../../comparison/ranking/requirement.js';
import { ApproachType } from '../approach/approach.type.js';
import { linksByBetterEndInWords } from '../vocabulary/axis-words.js';
import { mustHavesInWords, orderedInWords } from '../claim/claim-value.type.js';
import { ClaimType } from '../claim/claim.type.js';
import { CellType } from '../comparison/comparison.type.js';
import { BetterEndEnum, RequirementOutcomeEnum } from '../vocabulary/enums.js';
import { ConceptType } from '../concept/node.type.js';

@InputType('Criterion', {
  description: 'An axis to rank by, with its weight, must-haves and must-nots.',
})
export class CriterionInput {
  @Field(() => String, {
    description: `The axis, by slug or id: a dimension with a better end (${orderedInWords}), ${linksByBetterEndInWords}. \`better\` can set the better end, and \`from\` and \`to\` can set the span. With \`contains\` or \`mustNot\`, a weight of 0 and no \`atLeast\`, a dimension needs no better end.`,
  })
  readonly axis!: string;

  @Field(() => Float, {
    defaultValue: 1,
    description:
      'The weight relative to the other criteria: 0 to 1,000,000,000. With weight 0, the criterion does not change scores, but it is listed and can have must-haves and must-nots.',
  })
  readonly weight!: number;

  @Field(() => String, {
    nullable: true,
    description: `A must-have: the worst value that is acceptable. ${mustHavesInWords.replace(/^a/u, 'A')}. If lower is better, "5" requires 5 or lower. An approach is excluded unless its claims show that it meets the must-have.`,
  })
  readonly atLeast?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'A must-have of TERMS or TEXT, with a weight of 0: the cell must have all of these terms, e.g. ["GraphQL"]. Other names of the same concept count too. 1 to 50 terms.',
  })
  readonly contains?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'A must-not: the cell must have none of these values. The values are YES, PARTIAL or NO; levels of the dimension; terms; or texts. An approach is excluded unless its claims show that it has none of the values. 1 to 50 values.',
  })
  readonly mustNot?: readonly string[] | null;

  @Field(() => BetterEndEnum, {
    nullable: true,
    description: 'The better end for this ranking. Default: the better end that is declared for the axis.',
  })
  readonly better?: BetterEnd | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The low end of the scale for this ranking: a decimal in the dimension's unit, or a date. Give both `from` and `to`, or neither. Default: the declared span of the dimension, otherwise the measured span.",
  })
  readonly from?: string | null;

  @Field(() => String, { nullable: true, description: 'The high end of the scale for this ranking.' })
  readonly to?: string | null;
}

@ObjectType('Contribution', {
  simpleResolvers: true,
  description: 'The contribution of one criterion to the score of one approach.',
})
export class ContributionType {
  @Field(() => ID, {
    description:
      'Cache key: covers the approach, the axis, the criteria, `under`, and the revision if `at` or `asOf` was given.',
  })
  readonly id!: string;

  @Field(() => ConceptType, { description: 'The axis of the criterion.' })
  readonly axis!: ConceptType;

  @Field(() => Float, { description: 'The weight of the criterion, as requested.' })
  readonly weight!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The position of the approach on the scale of the axis, from 0 (worst) to 1 (best). If several positions are possible, the middle of the lowest and the highest position. Null if no stated value has a position on the scale, e.g. because the value is missing.',
  })
  readonly score!: number | null;

  @Field(() => Float, {
    description:
      'The lowest possible score: the lowest score of the stated values; 0 if the value is missing or not applicable, or if a value has no position on the scale.',
  })
  readonly minimum!: number;

  @Field(() => Float, {
    description:
      'The highest possible score: the highest score of the stated values; 1 if the value is missing or not applicable, or if a value has no position on the scale.',
  })
  readonly maximum!: number;

  @Field(() => Float, {
    description:
      "The part of the approach's total score: score × weight / sum of all weights. A missing score counts as 0.5.",
  })
  readonly points!: number;

  @Field(() => RequirementOutcomeEnum, {
    nullable: true,
    description:
      'Whether all must-haves and must-nots of the criterion are met; null if the criterion has no must-haves and must-nots.',
  })
  readonly requirement!: RequirementOutcome | null;

  @Field(() => CellType, { description: 'The cell of the approach along the axis.' })
  readonly cell!: CellType;

  @Field(() => [ClaimType], {
    description: 'All claims of the cell, including claims that do not count because of their rank.',
  })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('Place', {
  simpleResolvers: true,
  description: 'An approach in a ranking, with its position, score and contributions.',
})
export class PlaceType {
  @Field(() => ID, {
    description:
      'Cache key: covers the approach, and the inputs of the id of the ranking except `approachesLeftOut`.',
  })
  readonly id!: string;

  @Field(() => ApproachType, { description: 'The ranked approach.' })
  readonly approach!: ApproachType;

  @Field(() => Int, {
    nullable: true,
    description:
      'The position: 1 for the best approach. Approaches with equal scores have the same position. Null for excluded approaches.',
  })
  readonly position!: number | null;

  @Field(() => Float, {
    description:
      'The sum of the points of all contributions, from 0 (worst) to 1 (best). The score does not depend on the other approaches of the ranking.',
  })
  readonly score!: number;

  @Field(() => Float, {
    description: 'The lowest possible score: each criterion counts with the `minimum` of its contribution.',
  })
  readonly minimum!: number;

  @Field(() => Float, {
    description: 'The highest possible score: each criterion counts with the `maximum` of its contribution.',
  })
  readonly maximum!: number;

  @Field(() => [ContributionType], {
    description: 'One contribution for each criterion, in the order of the argument `criteria`.',
  })
  readonly contributions!: readonly ContributionType[];

  @Field(() => [ContributionType], {
    description:
      'The contributions that exclude the approach: those with a must-have or must-not that is not met, or not shown to be met. Empty if the approach is not excluded.',
  })
  readonly excludedBy!: readonly ContributionType[];
}

@ObjectType('Flip', {
  simpleResolvers: true,
  description:
    'The smallest change of one weight that changes the winner, if the other weights do not change.',
})
export class FlipType {
  @Field(() => ConceptType, { description: 'The axis of the criterion whose weight changes.' })
  readonly axis!: ConceptType;

  @Field(() => Float, {
    description:
      'The new weight: the nearest weight that changes the winner, slightly beyond the weight at which both approaches have the same score.',
  })
  readonly weight!: number;

  @Field(() => ApproachType, { description: 'The approach that wins with the new weight.' })
  readonly winner!: ApproachType;
}

@ObjectType('Ranking', {
  simpleResolvers: true,
  description:
    'Approaches ranked by weighted criteria. Scores are from 0 to 1. The score of an approach does not depend on the other approaches of the ranking.',
})
export class RankingType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the set of approaches, the criteria in order, `under`, `approachesLeftOut`, and the revision if `at` or `asOf` was given. At one revision, objects with equal ids have equal content. Not the id of a node: `node` returns null for this id.',
  })
  readonly id!: string;

  @Field(() => Int, { description: 'The revision from which the ranking was computed.' })
  readonly revision!: number;

  @Field(() => Int, {
    description:
      'The number of approaches that match `filter` but are not ranked, because at most 50 approaches are ranked. 0 without `filter`.',
  })
  readonly approachesLeftOut!: number;

  @Field(() => [PlaceType], {
    description:
      'One place for each approach: best first, excluded approaches last, approaches with equal scores by name.',
  })
  readonly places!: readonly PlaceType[];

  @Field(() => FlipType, {
    nullable: true,
    description:
      'The smallest change of one weight that changes the winner; null if no change of a single weight changes the winner, or if fewer than two approaches have a position.',
  })
  readonly flip!: FlipType | null;
}
