import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { CellState } from '../../comparison/cells/statement.js';
import type { RowVerdict, VerdictBasis } from '../../comparison/verdicts/verdict.js';
import type { Absence, AxisKind, Qualifier } from '../../graph/claim.js';
import { ApproachType } from '../approach/approach.type.js';
import { anyAxisInWords } from '../vocabulary/axis-words.js';
import { ValueConditionInput, VerdictBasisEnum } from '../claim/claim-value.type.js';
import { ClaimType, QualifierType } from '../claim/claim.type.js';
import { AbsenceEnum, AxisKindEnum, CellStateEnum, RowVerdictEnum } from '../vocabulary/enums.js';
import { ConceptType } from '../concept/node.type.js';

@InputType('QualifierInput', { description: 'A condition, e.g. plan: Business.' })
export class QualifierInput implements Qualifier {
  @Field(() => String, { description: 'What the condition is about, e.g. "plan".' })
  readonly key!: string;

  @Field(() => String, { description: 'What it must be, e.g. "Business".' })
  readonly value!: string;
}

@InputType('AxisSelection', {
  description:
    'Which axes to compare along. Its parts are joined by AND; what is left out does not restrict.',
})
export class AxisSelectionInput {
  @Field(() => [AxisKindEnum], { nullable: true, description: 'Only axes of these kinds.' })
  readonly kinds?: readonly AxisKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only these axes, by id or slug, 500 at most; each has a row even where nothing is stated along it. A slug that axes of several kinds have means all of them.',
  })
  readonly axes?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only dimensions of these groups.' })
  readonly groups?: readonly string[] | null;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: 'Only claims that can hold under these conditions, e.g. plan: Business.',
  })
  readonly under?: readonly QualifierInput[] | null;
}

@InputType('CellCondition', {
  description:
    "Keeps the rows in which an approach's cell answers the condition. A condition on values is answered by one of the cell's values; add `states: [STATED]` to leave out contested cells.",
})
export class CellConditionInput extends ValueConditionInput {
  @Field(() => String, { description: 'Whose cell: one of the approaches compared, by slug or id.' })
  readonly approach!: string;

  @Field(() => [CellStateEnum], { nullable: true, description: 'The cell is in one of these states.' })
  readonly states?: readonly CellState[] | null;
}

@ObjectType('UnmergedAxis', {
  simpleResolvers: true,
  description: 'An equivalent axis that stands in a row of its own.',
})
export class UnmergedAxisType {
  @Field(() => ConceptType, { description: 'The other axis.' })
  readonly axis!: ConceptType;

  @Field(() => String, {
    description: 'Why the values along the two cannot stand in one row, in a sentence.',
  })
  readonly reason!: string;
}

@ObjectType('Neighbour', { simpleResolvers: true, description: 'An approach that is like another.' })
export class NeighbourType {
  @Field(() => ApproachType, { description: 'The other approach.' })
  readonly approach!: ApproachType;

  @Field(() => Float, {
    description:
      'How alike the two are, from 0 to below 1: similarity × n / (n + 5), where n is sharedRows, so that likeness along few axes counts for less.',
  })
  readonly score!: number;

  @Field(() => Int, { description: 'How many rows the two can be measured against each other in.' })
  readonly sharedRows!: number;
}

@ObjectType('QualifiedValue', {
  simpleResolvers: true,
  description:
    'One value of a cell, or what a source says instead of one, with the conditions it holds under.',
})
export class QualifiedValueType {
  @Field(() => AbsenceEnum, { nullable: true, description: 'What is said instead of a value.' })
  readonly absence!: Absence | null;

  @Field(() => [QualifierType], { description: 'The conditions it holds under; none for most values.' })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => [ClaimType], { description: 'The claims that agree on it.' })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('Cell', { simpleResolvers: true, description: 'What is known of one approach along one axis.' })
export class CellType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the approach, the axis, `under`, and the revision if `at` was given. At one revision, equal ids mean equal content. Not a node: `node` does not find it.',
  })
  readonly id!: string;

  @Field(() => String, {
    description:
      'Stable reference to the cell: its axis and its approach, independent of conditions and revision. Format: "cell:", the axis id, ":", the approach id, e.g. "cell:dimension/capacity:approach/lto-9". Concept ids contain no ":", so it can be split again.',
  })
  readonly slot!: string;

  @Field(() => ApproachType, { description: 'Whose cell it is.' })
  readonly approach!: ApproachType;

  @Field(() => CellStateEnum, {
    description: 'Whether it is stated, contested, unknown, not applicable, or a hole.',
  })
  readonly state!: CellState;

  @Field(() => [QualifiedValueType], {
    description: 'What the best-ranked claims state, best supported first.',
  })
  readonly values!: readonly QualifiedValueType[];

  @Field(() => [ClaimType], { description: 'Every claim behind the cell, outranked ones too.' })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('ComparisonRow', {
  simpleResolvers: true,
  description: 'The approaches along one axis: a cell for each, and what the cells come to.',
})
export class ComparisonRowType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the axis and its merged and unmerged axes, the approaches in order, `under`, and the revision if `at` was given. At one revision, equal ids mean equal content. Not a node: `node` does not find it.',
  })
  readonly id!: string;

  @Field(() => String, {
    description:
      'Stable reference to the row: its axis and the set of approaches, independent of order, conditions and revision. Format: "row:", the axis id, ":", the approach ids, sorted and separated by ",", e.g. "row:dimension/capacity:approach/bd-rom,approach/lto-9". Concept ids contain neither ":" nor ",", so it can be split again.',
  })
  readonly slot!: string;

  @Field(() => ConceptType, {
    description: `What is compared along: ${anyAxisInWords}.`,
  })
  readonly axis!: ConceptType;

  @Field(() => AxisKindEnum, { description: 'What kind of axis it is.' })
  readonly kind!: AxisKind;

  @Field(() => String, {
    nullable: true,
    description: "The dimension's group: rows of one group stand together.",
  })
  readonly group!: string | null;

  @Field(() => [ConceptType], {
    description: 'Axes that are declared equivalent to this one, whose claims the row holds too.',
  })
  readonly mergedAxes!: readonly ConceptType[];

  @Field(() => [UnmergedAxisType], {
    description: 'Axes that are declared equivalent to this one, but stand in rows of their own, and why.',
  })
  readonly unmergedAxes!: readonly UnmergedAxisType[];

  @Field(() => [CellType], { description: "One for each approach, in the comparison's order." })
  readonly cells!: readonly CellType[];

  @Field(() => RowVerdictEnum, { description: 'What the cells come to.' })
  readonly verdict!: RowVerdict;

  @Field(() => VerdictBasisEnum, { description: 'The rule that decided the verdict.' })
  readonly basis!: VerdictBasis;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far apart the two most distant cells are: 0 the same, 1 opposite; null where there is nothing to measure.',
  })
  readonly distance!: number | null;
}

@ObjectType('VerdictCount', { simpleResolvers: true, description: 'How many rows have a verdict.' })
export class VerdictCountType {
  @Field(() => RowVerdictEnum, { description: 'The verdict.' })
  readonly verdict!: RowVerdict;

  @Field(() => Int, { description: 'How many rows have it.' })
  readonly count!: number;
}

@ObjectType('ComparisonSummary', {
  simpleResolvers: true,
  description: 'What the rows of a comparison come to, taken together.',
})
export class ComparisonSummaryType {
  @Field(() => ID, { description: 'Cache key: covers the same as the id of the comparison.' })
  readonly id!: string;

  @Field(() => Int, { description: 'How many rows there are.' })
  readonly rowCount!: number;

  @Field(() => [VerdictCountType], { description: 'How many rows have each verdict that occurs.' })
  readonly byVerdict!: readonly VerdictCountType[];

  @Field(() => Float, {
    nullable: true,
    description:
      '1 − the mean distance over the rows that have one: 1 when they all agree; null where none can be measured.',
  })
  readonly similarity!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of cells in which something is stated, contested ones too; null without cells.',
  })
  readonly coverage!: number | null;
}

@ObjectType('Comparison', {
  simpleResolvers: true,
  description: 'Approaches side by side: a matrix with one row for each axis and one cell for each approach.',
})
export class ComparisonType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the approaches in order, `along`, and the revision if `at` was given. At one revision, equal ids mean equal content. Not a node: `node` does not find it.',
  })
  readonly id!: string;

  @Field(() => Int, { description: 'The revision of the graph that it was made from.' })
  readonly revision!: number;

  @Field(() => [ApproachType], { description: 'The approaches, in the order asked for.' })
  readonly approaches!: readonly ApproachType[];

  @Field(() => ComparisonSummaryType, {
    description: 'What all rows come to; the arguments of "rows" do not change it.',
  })
  readonly summary!: ComparisonSummaryType;
}
