import { Field, ID, Int, ObjectType } from 'type-graphql';
import { editTypes, type EditType } from '../../editing/edit.js';
import type { Rank } from '../../graph/claim.js';
import {
  changesetKinds,
  changesetStates,
  reviewVerdicts,
  type ChangesetKind,
  type ChangesetState,
  type ReviewVerdict,
} from '../../graph/ports/changesets.js';
import { CitationType } from '../claim/claim.type.js';
import { connectionOf } from '../paging/connection.type.js';
import { enumOf, RankEnum } from '../vocabulary/enums.js';
import { ClaimContentType, ConceptContentType, DimensionPropertiesType } from './content.type.js';
import { ProblemType } from './problem.type.js';

export const ChangesetStateEnum = enumOf<ChangesetState>(
  'ChangesetState',
  changesetStates,
  'The state of a changeset. OPEN, SUBMITTED and APPROVED changesets can be edited; an edit returns them to OPEN.',
  {
    OPEN: 'It is not submitted: it is new, it was edited, or a reviewer requested changes.',
    SUBMITTED: 'It can be reviewed.',
    APPROVED: 'It can be published.',
    SCHEDULED:
      'It is published at `publishAt`. If a problem prevents the publication, the changeset returns to SUBMITTED.',
    PUBLISHED: 'It was published. To undo it, revert its revision.',
    WITHDRAWN: 'It was withdrawn: it cannot be edited or published.',
  },
);

const ChangesetKindEnum = enumOf<ChangesetKind>(
  'ChangesetKind',
  changesetKinds,
  'The origin of the edits of a changeset.',
  {
    EDIT: 'A person or a program made the edits.',
    IMPORT: 'The edits come from an import.',
    REVERT: 'The edits undo a revision.',
    PROPOSAL:
      'An import proposes the edits, because its source has changed statements that edits had replaced or changed.',
  },
);

export const ReviewVerdictEnum = enumOf<ReviewVerdict>(
  'ReviewVerdict',
  reviewVerdicts,
  'The verdict of a reviewer.',
  {
    APPROVE: 'The reviewer agrees. A review with this verdict makes the changeset APPROVED.',
    REQUEST_CHANGES: 'The reviewer does not agree. A review with this verdict returns the changeset to OPEN.',
  },
);

/** Converts a type of edit to an enum value: `putClaim` → `PUT_CLAIM`. */
const enumName = (type: EditType): string => type.replace(/[A-Z]/gu, '_$&').toUpperCase();

/** The enum values by type of edit. */
export const editTypeNames = Object.freeze(
  Object.fromEntries(editTypes.map((type) => [type, enumName(type)])),
) as Readonly<Record<EditType, string>>;

const EditTypeEnum = enumOf<string>(
  'EditType',
  Object.values(editTypeNames),
  'The type of an edit.',
  Object.fromEntries(
    editTypes.map((type) => [
      enumName(type),
      type === 'putText' ? 'Stores the text of a cited source.' : `See \`EditInput.${type}\`.`,
    ]),
  ),
);

@ObjectType('Actor', {
  simpleResolvers: true,
  description: 'The person or program that performed an operation on a changeset.',
})
export class ActorType {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the principal; null on the command line.',
  })
  readonly principal!: string | null;

  @Field(() => String, { description: 'The name of the principal, or the author that a command names.' })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The person on whose behalf the principal acts, as the principal states it: unverified.',
  })
  readonly onBehalfOf!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model of an assistant, as the principal states it: unverified.',
  })
  readonly model!: string | null;
}

@ObjectType('EditReview', { simpleResolvers: true, description: 'The verdict of a reviewer about one edit.' })
class EditReviewType {
  @Field(() => Int, { description: 'The number of the edit.' })
  readonly edit!: number;

  @Field(() => ReviewVerdictEnum, { description: 'The verdict.' })
  readonly verdict!: ReviewVerdict;

  @Field(() => String, { nullable: true, description: 'A comment.' })
  readonly comment!: string | null;
}

@ObjectType('ChangesetReview', { simpleResolvers: true, description: 'A review of a changeset.' })
export class ChangesetReviewType {
  @Field(() => String, { description: 'The time of the review: ISO 8601, UTC.' })
  readonly time!: string;

  @Field(() => ActorType, { description: 'The reviewer.' })
  readonly reviewer!: ActorType;

  @Field(() => ReviewVerdictEnum, { description: 'The verdict about the whole changeset.' })
  readonly verdict!: ReviewVerdict;

  @Field(() => String, { nullable: true, description: 'A comment.' })
  readonly comment!: string | null;

  @Field(() => [EditReviewType], { description: 'The verdicts about single edits.' })
  readonly edits!: readonly EditReviewType[];

  @Field(() => Int, { description: 'The version of the changeset that was reviewed.' })
  readonly version!: number;
}

@ObjectType('ChangesetEdit', {
  simpleResolvers: true,
  description: 'An edit of a changeset. Members that its type does not have are null.',
})
export class ChangesetEditType {
  @Field(() => Int, {
    description:
      'The number of the edit in the changeset, from 1. The number of a removed edit is not used again.',
  })
  readonly number!: number;

  @Field(() => EditTypeEnum, { description: 'The type of the edit.' })
  readonly type!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the concept or claim that the edit changes, replaces or ends; null for an edit that puts a concept, a claim or a text.',
  })
  readonly target!: string | null;

  @Field(() => ConceptContentType, { nullable: true, description: 'The concept that is put.' })
  readonly concept!: ConceptContentType | null;

  @Field(() => ClaimContentType, { nullable: true, description: 'The claim that is put.' })
  readonly claim!: ClaimContentType | null;

  @Field(() => String, { nullable: true, description: 'The new name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'The new slug.' })
  readonly slug!: string | null;

  @Field(() => ID, { nullable: true, description: 'The id of the concept into which a concept is merged.' })
  readonly into!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the claims of an ended concept also end.' })
  readonly withClaims!: boolean | null;

  @Field(() => RankEnum, { nullable: true, description: 'The new rank.' })
  readonly rank!: Rank | null;

  @Field(() => CitationType, { nullable: true, description: 'The citation that is added.' })
  readonly citation!: CitationType | null;

  @Field(() => DimensionPropertiesType, {
    nullable: true,
    description: 'The properties of the dimension that are set. `propertiesSet` lists them.',
  })
  readonly properties!: DimensionPropertiesType | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The names of the properties of the dimension that are set, including those that are set to null.',
  })
  readonly propertiesSet!: readonly string[] | null;

  @Field(() => ID, { nullable: true, description: 'The id of the source whose text is stored.' })
  readonly textOf!: string | null;

  @Field(() => Int, {
    description:
      'The revision with which conflicts are detected: the newest one when the edit was added or confirmed; for an edit that undoes a revision, this revision.',
  })
  readonly baseRevision!: number;
}

@ObjectType('Changeset', {
  simpleResolvers: true,
  description:
    'A named, ordered list of edits. It does not change the published graph until it is published as one revision.',
})
export class ChangesetType {
  @Field(() => ID, { description: 'The id, for the argument `with` and for mutations.' })
  readonly id!: string;

  @Field(() => Int, {
    description:
      'The version: 1 for a new changeset; each write adds 1. Mutations take it as `expectedVersion`.',
  })
  readonly version!: number;

  @Field(() => ChangesetStateEnum, { description: 'The state.' })
  readonly state!: ChangesetState;

  @Field(() => ChangesetKindEnum, { description: 'The origin of the edits.' })
  readonly kind!: ChangesetKind;

  @Field(() => String, { description: 'The title, which becomes the message of the revision.' })
  readonly title!: string;

  @Field(() => ActorType, { description: 'The author.' })
  readonly author!: ActorType;

  @Field(() => Int, { description: 'The number of edits.' })
  readonly editCount!: number;

  @Field(() => Int, {
    description: 'The newest revision when the changeset was opened; 0 for an empty graph.',
  })
  readonly baseRevision!: number;

  @Field(() => String, { description: 'The time at which it was opened: ISO 8601, UTC.' })
  readonly openedAt!: string;

  @Field(() => String, { description: 'The time of the last change: ISO 8601, UTC.' })
  readonly changedAt!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The time at which it is published: ISO 8601, UTC; null unless the state is SCHEDULED.',
  })
  readonly publishAt!: string | null;

  @Field(() => [ProblemType], {
    description:
      'The problems because of which the last scheduled publication returned the changeset to SUBMITTED. The next edit, submission, schedule, withdrawal or publication removes them.',
  })
  readonly publicationProblems!: readonly ProblemType[];
}

export const ChangesetConnection = connectionOf(
  { name: 'Changeset', content: 'changesets' },
  () => ChangesetType,
);

export const ChangesetEditConnection = connectionOf(
  { name: 'ChangesetEdit', content: 'edits of a changeset' },
  () => ChangesetEditType,
);

@ObjectType('ChangesetPayload', {
  simpleResolvers: true,
  description: 'The result of a mutation. A mutation with problems changes nothing.',
})
export class ChangesetPayload {
  @Field(() => ChangesetType, {
    nullable: true,
    description:
      'The changeset after the mutation; with problems, the unchanged changeset. Null if there is none.',
  })
  readonly changeset!: ChangesetType | null;

  @Field(() => [ProblemType], {
    description: 'The reasons why the mutation changed nothing; empty if it succeeded.',
  })
  readonly problems!: readonly ProblemType[];
}

@ObjectType('PreviewTokenPayload', {
  simpleResolvers: true,
  description: 'The result of `createPreviewToken`.',
})
export class PreviewTokenPayload extends ChangesetPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The token, which is not stored; null with problems. Only a repetition with the same `idempotencyKey` returns it again. Send it in the header `Tertium-Preview`, or add `?preview=` and the token to the address of a page.',
  })
  readonly token!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The time at which the token expires: ISO 8601, UTC; null with problems.',
  })
  readonly expiresAt!: string | null;
}
