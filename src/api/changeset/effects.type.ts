import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ApproachType } from '../approach/approach.type.js';
import { AxisSelectionInput } from '../comparison/comparison.type.js';
import { ComparisonDifferenceType } from '../comparison/difference.type.js';
import { QuestionType } from '../question/question.type.js';

@InputType('ComparedInput', { description: 'A comparison: see the root field `compare`.' })
export class ComparedInput {
  @Field(() => [ID], { description: 'The approaches in order, each as id or slug: 2 to 50.' })
  readonly approaches!: readonly string[];

  @Field(() => AxisSelectionInput, {
    nullable: true,
    description: 'The axes to compare along. Default: see `compare`.',
  })
  readonly along?: AxisSelectionInput | null;
}

@ObjectType('ComparisonEffect', {
  simpleResolvers: true,
  description: 'The effect of a changeset on one comparison.',
})
export class ComparisonEffectType {
  @Field(() => QuestionType, {
    nullable: true,
    description: 'The stored question about the compared approaches; null for a comparison of `compare`.',
  })
  readonly question!: QuestionType | null;

  @Field(() => [ApproachType], { description: 'The compared approaches, in order.' })
  readonly approaches!: readonly ApproachType[];

  @Field(() => ComparisonDifferenceType, {
    description: 'The difference between the published comparison and the comparison with the changeset.',
  })
  readonly difference!: ComparisonDifferenceType;
}

@ObjectType('ChangesetEffects', {
  simpleResolvers: true,
  description: 'What a changeset would change in the published graph. Edits with problems have no effect.',
})
export class ChangesetEffectsType {
  @Field(() => [ComparisonEffectType], {
    description:
      'The comparisons of `compare`, in their order, then the changed comparisons of stored questions about at most 50 approaches, ordered by the id of the question.',
  })
  readonly comparisons!: readonly ComparisonEffectType[];
}
