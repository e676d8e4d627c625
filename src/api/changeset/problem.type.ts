import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  problemCodes,
  problemMeanings,
  resolutions,
  type ProblemCode,
  type Resolution,
} from '../../editing/problem.js';
import { enumOf } from '../vocabulary/enums.js';
import { ClaimContentType, ConceptContentType } from './content.type.js';

const ProblemCodeEnum = enumOf<ProblemCode>(
  'ProblemCode',
  problemCodes,
  'The rule that an edit or an operation on a changeset violates.',
  problemMeanings,
);

const ConflictResolutionEnum = enumOf<Resolution>(
  'ConflictResolution',
  resolutions,
  'How a conflict can be resolved, with the mutation `editChangeset`.',
  {
    KEEP_THEIRS: 'Remove the edit (`remove`): the published state stays.',
    KEEP_MINE: 'Confirm the edit against the published state (`rebase`): the edit applies.',
    EDIT_AGAIN: 'Put another edit in the place of the edit (`replace`).',
  },
);

type ConflictThing = 'CONCEPT' | 'CLAIM';
const ConflictThingEnum = enumOf<ConflictThing>(
  'ConflictThing',
  ['CONCEPT', 'CLAIM'],
  'Whether an edit and a publication both changed a concept, or both changed a claim.',
  { CONCEPT: 'A concept.', CLAIM: 'A claim.' },
);

@ObjectType('ConflictState', {
  simpleResolvers: true,
  description: 'One state of the concept or claim of a conflict.',
})
class ConflictStateType {
  @Field(() => ConceptContentType, { nullable: true, description: 'The concept; null for a claim.' })
  readonly concept!: ConceptContentType | null;

  @Field(() => ClaimContentType, { nullable: true, description: 'The claim; null for a concept.' })
  readonly claim!: ClaimContentType | null;
}

@ObjectType('Conflict', {
  simpleResolvers: true,
  description:
    'A conflict of an edit with a change that was published after `ChangesetEdit.baseRevision`. Claims of different sources are never in conflict.',
})
class ConflictType {
  @Field(() => ConflictThingEnum, { description: 'Whether a concept or a claim is in conflict.' })
  readonly thing!: ConflictThing;

  // Not `id`: normalised caches would merge the conflicts of several edits.
  @Field(() => ID, { description: 'The id of the concept or claim.' })
  readonly thingId!: string;

  @Field(() => ConflictStateType, {
    nullable: true,
    description:
      'The state at `ChangesetEdit.baseRevision`; null if the concept or claim did not exist, or if the edit does not name it by its id.',
  })
  readonly base!: ConflictStateType | null;

  @Field(() => ConflictStateType, {
    nullable: true,
    description:
      'The published state; null if the concept or claim ended. For a claim that was replaced, the claim that supersedes it.',
  })
  readonly theirs!: ConflictStateType | null;

  @Field(() => ConflictStateType, {
    nullable: true,
    description:
      'The state after the edit; null if the edit ends the concept or claim, or cannot apply because the concept or claim has ended.',
  })
  readonly mine!: ConflictStateType | null;

  @Field(() => [ConflictResolutionEnum], { description: 'The ways to resolve the conflict.' })
  readonly resolutions!: readonly Resolution[];
}

@ObjectType('Problem', {
  simpleResolvers: true,
  description:
    'A problem of an edit, or of an operation on a changeset. docs/editing.md lists the fields that each code has.',
})
export class ProblemType {
  @Field(() => ProblemCodeEnum, { description: 'The code.' })
  readonly code!: ProblemCode;

  @Field(() => String, {
    description:
      'The problem in words: in most cases, what was expected and what was received; for some problems, also what to do.',
  })
  readonly message!: string;

  @Field(() => [String], {
    description:
      'The path of the member of the input that has the problem, with indexes of lists from 0: ["add", "0", "putClaim", "value"]. For a problem of an edit of the changeset, the path within the edit. Empty if the problem is not about a member.',
  })
  readonly path!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of the edit of the changeset; null if the problem is not about an edit of the changeset.',
  })
  readonly edit!: number | null;

  @Field(() => String, { nullable: true, description: 'What was expected, in words.' })
  readonly expected!: string | null;

  @Field(() => String, { nullable: true, description: 'What was received, in words.' })
  readonly got!: string | null;

  @Field(() => [String], {
    description:
      'Ids of related concepts or claims: those close to an unknown id, the nearest first; the owner of a taken slug; or a claim that prevents the change.',
  })
  readonly nearest!: readonly string[];

  @Field(() => ConflictType, { nullable: true, description: 'The states in conflict; only with CONFLICT.' })
  readonly conflict!: ConflictType | null;
}
