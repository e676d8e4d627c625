import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { outcomes, type Outcome } from '../../formats/import/import-report.js';
import { enumOf } from '../vocabulary/enums.js';
import { ChangesetPayload } from './changeset.type.js';

const ImportOutcomeEnum = enumOf<Outcome>(
  'ImportOutcome',
  outcomes,
  'What a part of an imported document became.',
  {
    STATED: 'It states a claim.',
    NAMED: 'It names subjects of claims, or gives their context, e.g. a heading.',
    UNUSED: 'It names something that no claim uses.',
    SOURCE: 'It describes the document itself, e.g. its publisher.',
    FURNITURE: 'It was set aside as a part of the page, e.g. navigation.',
    SKIPPED: 'It is in a line that was skipped.',
    MARKUP: 'It is syntax of the format or a comment, or it follows from other parts.',
    BLANK: 'It is white space or layout.',
    NOT_UNDERSTOOD: 'It was not recognised.',
  },
);

@ObjectType('ImportOutcomeTotal', {
  simpleResolvers: true,
  description: 'The amount of text with one outcome.',
})
class ImportOutcomeTotalType {
  @Field(() => ImportOutcomeEnum, { description: 'The outcome.' })
  readonly outcome!: Outcome;

  @Field(() => Int, { description: 'The number of characters, in Unicode code points.' })
  readonly characters!: number;

  @Field(() => Int, { description: 'The number of lines, each counted for its main outcome.' })
  readonly lines!: number;
}

@ObjectType('ImportWarning', {
  simpleResolvers: true,
  description: 'A part of an import that was accepted and that an editor should check.',
})
class ImportWarningType {
  @Field(() => String, { description: 'The kind: docs/importing.md explains each one.' })
  readonly kind!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The number of the line, from 1; null for the whole document.',
  })
  readonly line!: number | null;

  @Field(() => String, { description: 'A description for editors.' })
  readonly message!: string;
}

@ObjectType('ImportCells', {
  simpleResolvers: true,
  description: 'The cells of the tables of a document. Heads and empty cells do not count.',
})
class ImportCellsType {
  @Field(() => Int, { description: 'The number of cells.' })
  readonly total!: number;

  @Field(() => Int, {
    description: 'The number of cells that became a claim, or that state nothing by a mark such as a dash.',
  })
  readonly read!: number;

  @Field(() => Int, { description: 'The number of read cells that involved a guess.' })
  readonly guessed!: number;
}

type KeptReason = 'ENDED' | 'REPLACED' | 'CHANGED' | 'ERASED';
const KeptReasonEnum = enumOf<KeptReason>(
  'KeptReason',
  ['ENDED', 'REPLACED', 'CHANGED', 'ERASED'],
  'How an edit or an erasure had changed a concept, claim or text before an import.',
  {
    ENDED: 'An edit ended it, and the import does not restore it.',
    REPLACED: 'An edit replaced the claim.',
    CHANGED: 'An edit changed it in place.',
    ERASED: 'An erasure removed it, its words or its quotes, and the import does not restore them.',
  },
);

@ObjectType('KeptEdit', {
  simpleResolvers: true,
  description:
    'A concept or claim that an import did not change or restore because of an edit or an erasure, or a text that it did not store because of an erasure.',
})
class KeptEditType {
  // Not `id`: normalised caches would merge the reports of several imports.
  @Field(() => ID, { description: 'The id of the concept or claim, or the hash of the text.' })
  readonly keptId!: string;

  @Field(() => KeptReasonEnum, { description: 'How the edit or the erasure changed it.' })
  readonly reason!: KeptReason;

  @Field(() => ID, { nullable: true, description: 'The id of the claim that replaced it.' })
  readonly replacedBy!: string | null;

  @Field(() => Int, {
    description:
      'The revision of the edit or the erasure, or a later revision that changed only other members.',
  })
  readonly editedAt!: number;

  @Field(() => Boolean, { description: 'Whether the source has changed its statement since the edit.' })
  readonly isChangedBySource!: boolean;
}

@ObjectType('ImportReport', {
  simpleResolvers: true,
  description:
    'What an import understood. Shares are from 0 to 1, relative to all characters except those with the outcome BLANK, MARKUP or SKIPPED.',
})
export class ImportReportType {
  @Field(() => String, { description: 'The name of the document.' })
  readonly name!: string;

  @Field(() => Float, {
    description:
      'The share that states claims, or names their subjects, context or source, weighted by the confidence of the parser; 1 if no character counts.',
  })
  readonly coverage!: number;

  @Field(() => Float, {
    description: 'The share that states claims, or names their subjects, context or source, without a guess.',
  })
  readonly certain!: number;

  @Field(() => Float, {
    description: 'The share that states claims, or names their subjects, context or source, with a guess.',
  })
  readonly guessed!: number;

  @Field(() => Float, { description: 'The share that was not understood.' })
  readonly notUnderstood!: number;

  @Field(() => [ImportOutcomeTotalType], { description: 'The amount of text with each outcome.' })
  readonly totals!: readonly ImportOutcomeTotalType[];

  @Field(() => ImportCellsType, { nullable: true, description: 'The cells of tables; null without tables.' })
  readonly cells!: ImportCellsType | null;

  @Field(() => [ImportWarningType], {
    description:
      'The warnings, at most ten of each kind. If there are more, one further item states the number of the others.',
  })
  readonly warnings!: readonly ImportWarningType[];

  @Field(() => Int, {
    description:
      'The number of concepts, claims and texts that the import did not change because of edits and erasures.',
  })
  readonly keptCount!: number;

  @Field(() => [KeptEditType], {
    description:
      'The concepts, claims and texts that the import did not change because of edits and erasures: the first 1,000, and all whose source has changed its statement.',
  })
  readonly kept!: readonly KeptEditType[];
}

@ObjectType('ImportChangesetPayload', {
  simpleResolvers: true,
  description: 'The result of `importIntoChangeset`.',
})
export class ImportChangesetPayload extends ChangesetPayload {
  @Field(() => ImportReportType, {
    nullable: true,
    description:
      'The report on the document, also if the import was refused; null if the document has no text, or if it was not read, e.g. because the mutation is repeated.',
  })
  readonly report!: ImportReportType | null;
}
