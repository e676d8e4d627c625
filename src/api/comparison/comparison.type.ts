import { Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
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
  @Field(() => String, { description: 'The name of the condition, e.g. "plan".' })
  readonly key!: string;

  @Field(() => String, { description: 'The value of the condition, e.g. "Business".' })
  readonly value!: string;
}

@InputType('AxisSelection', {
  description:
    'Selects the axes of a comparison, and the claims that count. An axis must match `kinds`, `axes` and `groups`, if given.',
})
export class AxisSelectionInput {
  @Field(() => [AxisKindEnum], { nullable: true, description: 'Only axes of these kinds.' })
  readonly kinds?: readonly AxisKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Only these axes, by id or slug, at most 500. Each of these axes that `groups` does not exclude has a row, even without claims; equivalent axes share a row. If axes of several kinds have the same slug, all of these axes are selected.',
  })
  readonly axes?: readonly string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only dimensions of these groups.' })
  readonly groups?: readonly string[] | null;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: 'Only claims that can be true under these conditions, e.g. plan: Business.',
  })
  readonly under?: readonly QualifierInput[] | null;
}

@InputType('CellCondition', {
  description:
    'Selects the rows in which the cell of an approach meets all given conditions. For each condition, one matching value is enough; add `states: [STATED]` to exclude contested cells.',
})
export class CellConditionInput extends ValueConditionInput {
  @Field(() => String, {
    description: 'The approach of the cell: one of the compared approaches, by slug or id.',
  })
  readonly approach!: string;

  @Field(() => [CellStateEnum], { nullable: true, description: 'The cell is in one of these states.' })
  readonly states?: readonly CellState[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The values of the cell together contain all of these terms, ignoring case. No cell meets an empty list.',
  })
  readonly terms?: readonly string[] | null;
}

@ObjectType('UnmergedAxis', {
  simpleResolvers: true,
  description: 'An equivalent axis that cannot share the row.',
})
export class UnmergedAxisType {
  @Field(() => ConceptType, { description: 'The equivalent axis.' })
  readonly axis!: ConceptType;
}

@ObjectType('Neighbour', {
  simpleResolvers: true,
  description: 'An approach that is similar to another approach.',
})
export class NeighbourType {
  @Field(() => ApproachType, { description: 'The similar approach.' })
  readonly approach!: ApproachType;

  @Field(() => Float, {
    description:
      'The similarity along the shared rows, multiplied by n / (n + 5), where n is `sharedRows`: from 0 to less than 1.',
  })
  readonly score!: number;

  @Field(() => Int, {
    description:
      'The number of rows in which the two approaches have a distance. Dimensions that identify approaches, and those with `weighs: false`, do not count.',
  })
  readonly sharedRows!: number;
}

@ObjectType('QualifiedValue', {
  simpleResolvers: true,
  description:
    'A value of a cell, or the reason why there is no value, with the conditions under which the claims are true.',
})
export class QualifiedValueType {
  @Field(() => AbsenceEnum, {
    nullable: true,
    description: 'The reason why there is no value; null if there is a value.',
  })
  readonly absence!: Absence | null;

  @Field(() => [QualifierType], {
    description: 'The conditions under which the value is true; most values have no conditions.',
  })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => [ClaimType], { description: 'The claims that state this value.' })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('CellPart', {
  simpleResolvers: true,
  description:
    'A value that the text of a cell lists, or the reason why there is no value, with the claims that state it.',
})
export class CellPartType {
  @Field(() => String, { description: 'The value, or the reason why there is none, with its conditions.' })
  readonly text!: string;

  @Field(() => AbsenceEnum, {
    nullable: true,
    description: 'The reason why there is no value; null if there is a value.',
  })
  readonly absence!: Absence | null;

  @Field(() => [QualifierType], {
    description: 'The conditions under which the value is true; most values have no conditions.',
  })
  readonly qualifiers!: readonly Qualifier[];

  @Field(() => [ClaimType], {
    description: 'The claims that state the value, or one of the terms of the value. At least one.',
  })
  readonly claims!: readonly ClaimType[];
}

@Directive('@key(fields: "slot")')
@ObjectType('Cell', {
  simpleResolvers: true,
  description: 'The claims about one approach along one axis, and the values that they state.',
})
export class CellType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the approach, the axis, `under`, and the revision if `at` or `asOf` was given. At one revision, objects with equal ids have equal content, except for `text` and `parts` with the units ROW, which depend on the other cells of the row. Not the id of a node: `node` returns null for this id.',
  })
  readonly id!: string;

  @Field(() => String, {
    description:
      'Stable reference to the cell: its axis and its approach, independent of conditions and revision. Format: "cell:", the axis id, ":", the approach id, e.g. "cell:dimension/capacity:approach/lto-9". Concept ids contain no ":", so the slot can be parsed.',
  })
  readonly slot!: string;

  @Field(() => ApproachType, { description: 'The approach of the column.' })
  readonly approach!: ApproachType;

  @Field(() => CellStateEnum, {
    description: 'Whether the cell is stated, contested, unknown, not applicable or not stated.',
  })
  readonly state!: CellState;

  @Field(() => [QualifiedValueType], {
    description:
      'The values, or the reasons why there are none, that the claims with the highest rank state. Those with more sources are listed first. A claim of UNKNOWN does not count if another claim under overlapping conditions states a value or NOT_APPLICABLE.',
  })
  readonly values!: readonly QualifiedValueType[];

  @Field(() => [ClaimType], {
    description: 'All claims of the cell, including claims that do not count because of their rank.',
  })
  readonly claims!: readonly ClaimType[];
}

@ObjectType('ComparisonSection', {
  simpleResolvers: true,
  description:
    'A section of a comparison: a group of dimensions, the dimensions without a group, or all rows of another kind.',
})
export class ComparisonSectionType {
  @Field(() => ID, {
    description:
      'The kind, and the group if there is one, e.g. "dimensions/Physical" or "useCases". Not the id of a node: `node` returns null for this id.',
  })
  readonly id!: string;
}

@Directive('@key(fields: "slot")')
@ObjectType('ComparisonRow', {
  simpleResolvers: true,
  description: 'The approaches compared along one axis: one cell for each approach, and a verdict.',
})
export class ComparisonRowType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the axis and its merged and unmerged axes, the approaches in order, `under`, and the revision if `at` or `asOf` was given. At one revision, objects with equal ids have equal content. Not the id of a node: `node` returns null for this id.',
  })
  readonly id!: string;

  @Field(() => String, {
    description:
      'Stable reference to the row: its axis and the set of approaches, independent of order, conditions and revision. Format: "row:", the axis id, ":", the approach ids, sorted and separated by ",", e.g. "row:dimension/capacity:approach/bd-rom,approach/lto-9". Concept ids contain neither ":" nor ",", so the slot can be parsed.',
  })
  readonly slot!: string;

  @Field(() => ConceptType, {
    description: `The axis of the row: ${anyAxisInWords}.`,
  })
  readonly axis!: ConceptType;

  @Field(() => AxisKindEnum, { description: 'The kind of the axis.' })
  readonly kind!: AxisKind;

  @Field(() => String, {
    nullable: true,
    description:
      'The group of the dimension; null for a dimension without a group, and for other kinds of axes. Rows of one group are adjacent in the editorial order.',
  })
  readonly group!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether two approaches are known to differ, at least in part: the verdict is OVERLAPPING, DIFFERENT or OPPOSITE.',
  })
  readonly differs!: boolean;

  @Field(() => [ConceptType], {
    description: 'Equivalent axes whose claims are also in this row.',
  })
  readonly mergedAxes!: readonly ConceptType[];

  @Field(() => [UnmergedAxisType], {
    description:
      'Equivalent axes that are requested or have claims, but cannot share this row; with the reason.',
  })
  readonly unmergedAxes!: readonly UnmergedAxisType[];

  @Field(() => [CellType], { description: 'One cell for each approach, in the order of the comparison.' })
  readonly cells!: readonly CellType[];

  @Field(() => RowVerdictEnum, { description: 'Whether the cells agree, and how far they differ.' })
  readonly verdict!: RowVerdict;

  @Field(() => VerdictBasisEnum, { description: 'The rule that decided the verdict.' })
  readonly basis!: VerdictBasis;
}

@ObjectType('VerdictCount', { simpleResolvers: true, description: 'The number of rows with a verdict.' })
export class VerdictCountType {
  @Field(() => RowVerdictEnum, { description: 'The counted verdict.' })
  readonly verdict!: RowVerdict;

  @Field(() => Int, { description: 'The number of rows.' })
  readonly count!: number;
}

@ObjectType('ComparisonSummary', {
  simpleResolvers: true,
  description: 'A summary of all rows of a comparison.',
})
export class ComparisonSummaryType {
  @Field(() => ID, { description: 'Cache key: "summary/" and the id of the comparison.' })
  readonly id!: string;

  @Field(() => Int, { description: 'The number of rows.' })
  readonly rowCount!: number;

  @Field(() => [VerdictCountType], { description: 'The number of rows with each verdict that occurs.' })
  readonly byVerdict!: readonly VerdictCountType[];

  @Field(() => Float, {
    nullable: true,
    description: 'The share of cells that are stated or contested, from 0 to 1; null if there are no cells.',
  })
  readonly coverage!: number | null;
}

@ObjectType('Comparison', {
  simpleResolvers: true,
  description: 'A matrix that compares approaches: one row for each axis, with one cell for each approach.',
})
export class ComparisonType {
  @Field(() => ID, {
    description:
      'Cache key: a hash of the approaches in order, `along`, `approachesLeftOut`, and the revision if `at` or `asOf` was given. At one revision, objects with equal ids have equal content. Not the id of a node: `node` returns null for this id.',
  })
  readonly id!: string;

  @Field(() => Int, { description: 'The revision from which the comparison was computed.' })
  readonly revision!: number;

  @Field(() => [ApproachType], {
    description: 'The approaches, in the order of the argument `approaches`, or in the order of the filter.',
  })
  readonly approaches!: readonly ApproachType[];

  @Field(() => Int, {
    description:
      'The number of approaches that match `filter` but are not compared, because at most 50 approaches are compared. 0 without `filter`.',
  })
  readonly approachesLeftOut!: number;

  @Field(() => ComparisonSummaryType, {
    description: 'A summary of all rows, independent of the arguments of `rows`.',
  })
  readonly summary!: ComparisonSummaryType;
}
