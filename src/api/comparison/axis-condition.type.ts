import { Field, InputType } from 'type-graphql';
import {
  maxConditionText,
  maxListedValues,
  type AxisCondition,
} from '../../comparison/conditions/axis-condition.js';
import type { CellState } from '../../comparison/cells/statement.js';
import { ValueConditionInput } from '../claim/claim-value.type.js';
import { CellStateEnum } from '../vocabulary/enums.js';
import { QualifierInput } from './comparison.type.js';

@InputType('AxisCondition', {
  description:
    'A condition on the values that are stated about an approach along one axis. The approach meets the condition if at least one stated value, under any qualifiers, certainly meets all given fields. Without fields on values, any stated value is enough. A value that possibly does not meet a field counts as not meeting it: a range, or a date without a day, that is only partly within the bounds, or an amount in a unit that cannot be converted. An approach without a stated value never meets a condition on values, even with `not`, unless `states` lists the state of its cell. In fields of a comparison, no stated value meets a field that does not apply to its value type, even with `not`.',
})
export class AxisConditionInput extends ValueConditionInput implements AxisCondition {
  @Field(() => String, {
    nullable: true,
    description:
      'The axis, by slug or id: a dimension, feature, benefit, drawback or use case. Equivalent axes that share its row in comparisons count too. Required in filters of approaches. Default in fields of a dimension: this dimension. In fields of a comparison, the condition applies to the axis of each row, so `axis` must be omitted.',
  })
  readonly axis?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `For TERMS and TEXT: the cell states all of these terms, ignoring case. Other names of the same concept count too. At most ${maxListedValues} terms. An empty list matches the statement that there are no terms.`,
  })
  readonly terms?: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: `A stated text or term, or the note of a yes, no or partly, contains this text, ignoring case. At most ${maxConditionText} characters.`,
  })
  readonly text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The stated date is in this year or month, on this day, or later: 2024, 2024-05 or 2024-05-17. A date without a day matches only if all of its days match.',
  })
  readonly from?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The stated date is in this year or month, on this day, or earlier. A date without a day matches only if all of its days match.',
  })
  readonly to?: string | null;

  @Field(() => [CellStateEnum], {
    nullable: true,
    description:
      'The cell of the approach is in one of these states. Default: STATED and CONTESTED. UNKNOWN, NOT_APPLICABLE and NOT_STATED cells meet the condition if and only if their state is listed, regardless of the other fields: `maximum: 10, states: [STATED, NOT_STATED]` means "at most 10, or not stated".',
  })
  readonly states?: readonly CellState[] | null;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: `Only claims that can be true under these conditions count, e.g. plan: Business. At most ${maxListedValues} conditions.`,
  })
  readonly under?: readonly QualifierInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Inverts the fields on values: at least one value is stated, and every stated value certainly fails at least one of the fields. `states` and `under` are not inverted.',
  })
  readonly not?: boolean | null;
}
