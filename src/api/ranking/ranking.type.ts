import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { RequirementOutcome } from '../../comparison/ranking/requirement.js';
import { ApproachType } from '../approach/approach.type.js';
import { linksByWorthInWords } from '../vocabulary/axis-words.js';
import { mustHavesInWords, orderedInWords } from '../claim/claim-value.type.js';
import { ClaimType } from '../claim/claim.type.js';
import { CellType } from '../comparison/comparison.type.js';
import { RequirementOutcomeEnum } from '../vocabulary/enums.js';
import { ConceptType } from '../concept/node.type.js';

@InputType('Criterion', {
  description: 'One axis to choose by: how much it counts, and what must be reached along it.',
})
export class CriterionInput {
  @Field(() => String, {
    description: `A dimension whose values have a better end (${orderedInWords}), ${linksByWorthInWords}; by slug or id.`,
  })
  readonly axis!: string;

  @Field(() => Float, {
    defaultValue: 1,
    description:
      'How much it counts beside the other criteria: 0 to 1,000,000,000. With 0 it is shown, and may be a must-have, but counts for nothing.',
  })
  readonly weight!: number;

  @Field(() => String, {
    nullable: true,
    description: `A must-have: what has to be reached, or bettered. ${mustHavesInWords.replace(/^a/u, 'A')}. Where lower is better, "at least 5" means 5 or lower. What is not shown to reach it is excluded.`,
  })
  readonly atLeast?: string | null;
}

@ObjectType('Contribution', {
  simpleResolvers: true,
  description: 'What one criterion has to do with the score of one approach.',
})
export class ContributionType {
  @Field(() => ID, {
    description:
      'Cache key: covers the approach, the axis, the criteria, `under`, and the revision if `at` was given.',
  })
  readonly id!: string;

  @Field(() => ConceptType, { description: "The criterion's axis." })
  readonly axis!: ConceptType;

  @Field(() => Float, { description: 'How much the criterion counts, as asked.' })
  readonly weight!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Where the approach stands along the axis: 0 at its worse end, 1 at its better one; in the middle of what is possible, where that is a range. Null where it is not known.',
  })
  readonly score!: number | null;

  @Field(() => Float, {
    description: 'The score at worst: 0 where nothing is known; the worst of several values.',
  })
  readonly minimum!: number;

  @Field(() => Float, {
    description: 'The score at best: 1 where nothing is known; the best of several values.',
  })
  readonly maximum!: number;

  @Field(() => Float, {
    description:
      "What it adds to the place's score: score × weight / the sum of all weights, where what is not known counts as 0.5.",
  })
  readonly points!: number;

  @Field(() => RequirementOutcomeEnum, {
    nullable: true,
    description: 'What came of `atLeast`; null where that was not given.',
  })
  readonly requirement!: RequirementOutcome | null;

  @Field(() => CellType, { description: 'What is known of the approach along the axis.' })
  readonly cell!: CellType;

  @Field(() => [ClaimType], { description: 'Every claim behind it, outranked ones too.' })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('Place', {
  simpleResolvers: true,
  description: 'One approach in a ranking: its score, and how that came about.',
})
export class PlaceType {
  @Field(() => ID, {
    description: 'Cache key: covers the approach, and the same as the id of the ranking.',
  })
  readonly id!: string;

  @Field(() => ApproachType, { description: 'Whose place it is.' })
  readonly approach!: ApproachType;

  @Field(() => Int, {
    nullable: true,
    description: '1 for the best; equal scores share a position. Null for what is excluded.',
  })
  readonly position!: number | null;

  @Field(() => Float, {
    description:
      'From 0, the worse end of every criterion, to 1, the better one: the sum of the points of its contributions. It does not depend on the other approaches.',
  })
  readonly score!: number;

  @Field(() => Float, {
    description: 'The score if all that is not known or contested were as bad as it may be.',
  })
  readonly minimum!: number;

  @Field(() => Float, {
    description: 'The score if all that is not known or contested were as good as it may be.',
  })
  readonly maximum!: number;

  @Field(() => [ContributionType], { description: 'One for each criterion, in the order asked for.' })
  readonly contributions!: readonly ContributionType[];

  @Field(() => [ContributionType], {
    description:
      'The criteria whose must-have is not met, or not shown to be met; empty unless it is excluded.',
  })
  readonly excludedBy!: readonly ContributionType[];
}

@ObjectType('Flip', {
  simpleResolvers: true,
  description:
    'The smallest change of one weight, the others as they are, after which another approach comes first.',
})
export class FlipType {
  @Field(() => ConceptType, { description: 'The criterion whose weight is changed.' })
  readonly axis!: ConceptType;

  @Field(() => Float, {
    description:
      'Its new weight: the nearest to the present one with which the winner changes, a hair beyond the one at which the two score the same.',
  })
  readonly weight!: number;

  @Field(() => ApproachType, { description: 'Who comes first with that weight.' })
  readonly winner!: ApproachType;
}

@ObjectType('Ranking', {
  simpleResolvers: true,
  description:
    'Approaches by weighted criteria. Scores are from 0 to 1, read off the scale that each axis declares and never off the approaches ranked: another approach more or less changes no score.',
})
export class RankingType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the set of approaches, the criteria in order, `under`, and the revision if `at` was given. At one revision, equal ids mean equal content. Not a node: `node` does not find it.',
  })
  readonly id!: string;

  @Field(() => Int, { description: 'The revision of the graph that it was made from.' })
  readonly revision!: number;

  @Field(() => [PlaceType], {
    description: 'One for each approach: best first, excluded ones last; equal scores by name.',
  })
  readonly places!: readonly PlaceType[];

  @Field(() => FlipType, {
    nullable: true,
    description:
      'What it takes to change the winner; null where no change of a single weight does, or nothing is left to choose from.',
  })
  readonly flip!: FlipType | null;
}
