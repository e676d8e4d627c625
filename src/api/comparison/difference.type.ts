import { Field, Int, ObjectType } from 'type-graphql';
import type { ChangeKind } from '../../graph/ports/history.js';
import { ApproachType } from '../approach/approach.type.js';
import { ClaimType } from '../claim/claim.type.js';
import { ConceptType } from '../concept/node.type.js';
import { connectionOf } from '../paging/connection.type.js';
import { GraphRevisionType } from '../revision/revision.type.js';
import { ChangeKindEnum } from '../vocabulary/enums.js';
import { CellType, ComparisonRowType } from './comparison.type.js';

@ObjectType('ApproachChange', {
  simpleResolvers: true,
  description: 'A compared approach whose content changed, e.g. its name.',
})
export class ApproachChangeType {
  @Field(() => ApproachType, {
    nullable: true,
    description: 'The approach at the earlier revision; null if it did not exist.',
  })
  readonly before!: ApproachType | null;

  @Field(() => ApproachType, {
    nullable: true,
    description: 'The approach at the later revision; null if it does not exist.',
  })
  readonly after!: ApproachType | null;
}

@ObjectType('ClaimChange', { simpleResolvers: true, description: 'A claim that changed a cell.' })
export class ClaimChangeType {
  @Field(() => ClaimType, {
    nullable: true,
    description: 'The claim at the earlier revision; null if the cell did not have the claim.',
  })
  readonly before!: ClaimType | null;

  @Field(() => ClaimType, {
    nullable: true,
    description: 'The claim at the later revision; null if the cell no longer has the claim.',
  })
  readonly after!: ClaimType | null;
}

@ObjectType('CellChange', {
  simpleResolvers: true,
  description: 'A changed cell, and the claims that changed it.',
})
export class CellChangeType {
  @Field(() => ApproachType, { description: 'The approach of the column.' })
  readonly approach!: ApproachType;

  @Field(() => CellType, {
    nullable: true,
    description: 'The cell at the earlier revision; null if the comparison did not have the row.',
  })
  readonly before!: CellType | null;

  @Field(() => CellType, {
    nullable: true,
    description: 'The cell at the later revision; null if the comparison no longer has the row.',
  })
  readonly after!: CellType | null;

  @Field(() => [ClaimChangeType], { description: 'The claims that changed the cell, ordered by id.' })
  readonly claims!: readonly ClaimChangeType[];
}

@ObjectType('RowChange', {
  simpleResolvers: true,
  description: 'A row that was added, changed or ended.',
})
export class RowChangeType {
  @Field(() => ChangeKindEnum, { description: 'Whether the row was added, changed or ended.' })
  readonly kind!: ChangeKind;

  @Field(() => ConceptType, {
    description:
      'The axis of the row, as of the later revision; for an ended row, as of the earlier revision.',
  })
  readonly axis!: ConceptType;

  @Field(() => ComparisonRowType, {
    nullable: true,
    description: 'The row at the earlier revision; null for an added row.',
  })
  readonly before!: ComparisonRowType | null;

  @Field(() => ComparisonRowType, {
    nullable: true,
    description: 'The row at the later revision; null for an ended row.',
  })
  readonly after!: ComparisonRowType | null;

  @Field(() => [CellChangeType], {
    description: 'The changed cells. For an added or ended row, the cells with claims.',
  })
  readonly cells!: readonly CellChangeType[];

  @Field(() => Boolean, { description: 'Whether both revisions have the row, with different verdicts.' })
  readonly isTurned!: boolean;

  @Field(() => [ApproachType], {
    description:
      'The approaches that have the best value only at the later revision: see `leaders` of a row.',
  })
  readonly newLeaders!: readonly ApproachType[];

  @Field(() => [ApproachType], {
    description: 'The approaches that have the best value only at the earlier revision.',
  })
  readonly formerLeaders!: readonly ApproachType[];
}

@ObjectType('DifferenceSummary', {
  simpleResolvers: true,
  description: 'The number of changes in a difference, independent of the arguments of `rows`.',
})
export class DifferenceSummaryType {
  @Field(() => Int, { description: 'The number of rows that only the later revision has.' })
  readonly rowsAdded!: number;

  @Field(() => Int, { description: 'The number of rows that both revisions have, with different content.' })
  readonly rowsChanged!: number;

  @Field(() => Int, { description: 'The number of rows that only the earlier revision has.' })
  readonly rowsEnded!: number;

  @Field(() => Int, { description: 'The number of changed cells in rows that both revisions have.' })
  readonly cellsChanged!: number;

  @Field(() => Int, { description: 'The number of rows that both revisions have, with different verdicts.' })
  readonly verdictsTurned!: number;

  @Field(() => Int, { description: 'The number of rows with new or former leaders.' })
  readonly leadersChanged!: number;
}

@ObjectType('ComparisonDifference', {
  simpleResolvers: true,
  description:
    'The difference between two revisions of a comparison. It contains only changes that a reader of the comparison can see. It does not contain changes of citations, or changes of positions without an effect on an order.',
})
export class ComparisonDifferenceType {
  @Field(() => GraphRevisionType, { description: 'The earlier revision.' })
  readonly from!: GraphRevisionType;

  @Field(() => GraphRevisionType, { description: 'The later revision: the revision of the comparison.' })
  readonly to!: GraphRevisionType;

  @Field(() => [ApproachChangeType], { description: 'The approaches whose content changed.' })
  readonly approaches!: readonly ApproachChangeType[];

  @Field(() => Boolean, {
    description: 'Whether the rows that both revisions have are in different orders.',
  })
  readonly isReordered!: boolean;

  @Field(() => DifferenceSummaryType, { description: 'The number of changes.' })
  readonly summary!: DifferenceSummaryType;
}

export const RowChangeConnection = connectionOf(
  { name: 'RowChange', content: 'changed rows of a comparison' },
  () => RowChangeType,
);
