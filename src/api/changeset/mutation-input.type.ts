import { Field, ID, InputType, Int } from 'type-graphql';
import {
  importFormatNames,
  importFormatDescriptions,
  type ImportFormatName,
} from '../../formats/import-format-descriptions.js';
import type { ReviewVerdict } from '../../graph/ports/changesets.js';
import { DateTimeScalar } from '../vocabulary/date-time.scalar.js';
import { enumOf } from '../vocabulary/enums.js';
import { ReviewVerdictEnum } from './changeset.type.js';
import { EditInput } from './edit-input.type.js';

const ImportFormatEnum = enumOf<Uppercase<ImportFormatName>>(
  'ImportFormat',
  importFormatNames.map((name) => name.toUpperCase() as Uppercase<ImportFormatName>),
  'The format of an imported document.',
  Object.fromEntries(
    importFormatNames.map((name) => [name.toUpperCase(), `${importFormatDescriptions[name].inWords}.`]),
  ) as Record<Uppercase<ImportFormatName>, string>,
);

export type ImportSubjects = 'ROWS' | 'COLUMNS';
const ImportSubjectsEnum = enumOf<ImportSubjects>(
  'ImportSubjects',
  ['ROWS', 'COLUMNS'],
  'What the tables of a document compare.',
  { ROWS: 'Each row is an approach.', COLUMNS: 'Each column is an approach.' },
);

/** The members of every mutation's input. */
@InputType({ description: 'A mutation.' })
abstract class MutationInput {
  @Field(() => String, {
    nullable: true,
    description: 'The person on whose behalf the principal acts. It is recorded as an unverified note.',
  })
  readonly onBehalfOf?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model of an assistant. It is recorded as an unverified note.',
  })
  readonly model?: string | null;
}

/** The members of the input of a mutation that changes nothing if it is repeated with its key. */
@InputType({ description: 'A mutation that can be repeated.' })
abstract class RepeatableInput extends MutationInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A text of 1 to 200 characters that identifies the mutation. A repetition with the same key and input within 24 hours changes nothing and returns the current changeset; another input with the same key has the problem KEY_REUSED.',
  })
  readonly idempotencyKey?: string | null;
}

/** The members of the input of a mutation that changes a changeset. */
@InputType({ description: 'A mutation of one changeset.' })
abstract class ChangesetMutationInput extends RepeatableInput {
  @Field(() => ID, { description: 'The id of the changeset.' })
  readonly id!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'The version of the changeset that was read. If the changeset has another version, the mutation changes nothing.',
  })
  readonly expectedVersion?: number | null;
}

@InputType('OpenChangesetInput', { description: 'A new changeset.' })
export class OpenChangesetInput extends RepeatableInput {
  @Field(() => String, { description: 'The title, which becomes the message of the revision.' })
  readonly title!: string;

  @Field(() => [EditInput], { defaultValue: [], description: 'The first edits.' })
  readonly edits!: readonly EditInput[];
}

@InputType('ReplaceEditInput', { description: 'An edit that replaces another.' })
export class ReplaceEditInput {
  @Field(() => Int, { description: 'The number of the edit that is replaced.' })
  readonly number!: number;

  @Field(() => EditInput, { description: 'The new edit, which gets the number of the replaced edit.' })
  readonly edit!: EditInput;
}

@InputType('EditChangesetInput', {
  description:
    'Changes of the edits of a changeset. At least one list must have an item; together, the lists have at most 500 items by default.',
})
export class EditChangesetInput extends ChangesetMutationInput {
  @Field(() => [EditInput], { defaultValue: [], description: 'Edits that are added at the end, in order.' })
  readonly add!: readonly EditInput[];

  @Field(() => [ReplaceEditInput], { defaultValue: [], description: 'Edits that replace others.' })
  readonly replace!: readonly ReplaceEditInput[];

  @Field(() => [Int], { defaultValue: [], description: 'The numbers of edits that are removed.' })
  readonly remove!: readonly number[];

  @Field(() => [Int], {
    defaultValue: [],
    description:
      'The numbers of edits that are confirmed against the published state: this resolves their conflicts in favour of the edits.',
  })
  readonly rebase!: readonly number[];
}

@InputType('SubmitChangesetInput', { description: 'A changeset to be reviewed.' })
export class SubmitChangesetInput extends ChangesetMutationInput {}

@InputType('WithdrawChangesetInput', { description: 'A changeset to be withdrawn.' })
export class WithdrawChangesetInput extends ChangesetMutationInput {}

@InputType('EditReviewInput', { description: 'A verdict about one edit.' })
export class EditReviewInput {
  @Field(() => Int, { description: 'The number of the edit.' })
  readonly edit!: number;

  @Field(() => ReviewVerdictEnum, { description: 'The verdict.' })
  readonly verdict!: ReviewVerdict;

  @Field(() => String, { nullable: true, description: 'A comment.' })
  readonly comment?: string | null;
}

@InputType('ReviewChangesetInput', { description: 'A review of a changeset.' })
export class ReviewChangesetInput extends ChangesetMutationInput {
  @Field(() => ReviewVerdictEnum, { description: 'The verdict about the whole changeset.' })
  readonly verdict!: ReviewVerdict;

  @Field(() => String, { nullable: true, description: 'A comment.' })
  readonly comment?: string | null;

  @Field(() => [EditReviewInput], { defaultValue: [], description: 'Verdicts about single edits.' })
  readonly edits!: readonly EditReviewInput[];
}

@InputType('PublishChangesetInput', { description: 'A changeset to be published.' })
export class PublishChangesetInput extends ChangesetMutationInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The time at which it is published; it must be in the future. Default: now.',
  })
  readonly publishAt?: string | null;
}

@InputType('RevertRevisionInput', { description: 'A revision to be undone.' })
export class RevertRevisionInput extends RepeatableInput {
  @Field(() => Int, { description: 'The number of the revision.' })
  readonly revision!: number;

  @Field(() => [ID], {
    nullable: true,
    description:
      'The ids of the concepts and claims whose changes are undone. Default: all changes of the revision.',
  })
  readonly ids?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The title of the changeset. Default: "Revert revision" and the number.',
  })
  readonly title?: string | null;
}

@InputType('ImportIntoChangesetInput', { description: 'A document to be imported into a new changeset.' })
export class ImportIntoChangesetInput extends RepeatableInput {
  @Field(() => String, { description: 'The title of the changeset.' })
  readonly title!: string;

  @Field(() => String, { description: 'The name of the document, e.g. the name of its file.' })
  readonly name!: string;

  @Field(() => ImportFormatEnum, { description: 'The format of the document.' })
  readonly format!: Uppercase<ImportFormatName>;

  @Field(() => String, { description: 'The document: a text; for XLSX, the file in Base64.' })
  readonly content!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The slug of the source whose claims an article or table states. Default: found by its URL or title.',
  })
  readonly source?: string | null;

  @Field(() => ImportSubjectsEnum, {
    nullable: true,
    description:
      'What the tables of an article or table compare (`--subjects` on the command line). Default: detected.',
  })
  readonly subjects?: ImportSubjects | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The names of the compared things, spelled as in the article or table. If given, `subjects` has no effect.',
  })
  readonly subjectNames?: readonly string[] | null;
}

@InputType('CreatePreviewTokenInput', {
  description:
    'A token that shows one changeset without a key. A repetition with the same `idempotencyKey` returns the same token; without it, a repetition creates another token.',
})
export class CreatePreviewTokenInput extends RepeatableInput {
  @Field(() => ID, { description: 'The id of the changeset.' })
  readonly id!: string;

  @Field(() => Int, {
    defaultValue: 24,
    description: 'The number of hours after which the token expires, 1 to 720.',
  })
  readonly hours!: number;
}
