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
    'A condition on what is stated about an approach along one axis. The approach meets it if one stated value, under any qualifiers, certainly meets all given fields; without such fields, if a value is stated. A value that may or may not meet a field does not meet it: a range or a date without a day that is partly within it, or an amount in a unit that cannot be converted. An approach about which no value is stated never meets a condition on values, also not with `not`, unless `states` lists its state.',
})
export class AxisConditionInput extends ValueConditionInput implements AxisCondition {
  @Field(() => String, {
    nullable: true,
    description:
      'The axis, by slug or id: a dimension, feature, benefit, drawback or use case. Equivalent axes that share its row in comparisons count too. Required in filters of approaches. Default in fields of a dimension: this dimension. In fields of a comparison, the condition applies to the axis of each row, and this must be omitted.',
  })
  readonly axis?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `All of these terms are stated, for TERMS and TEXT, ignoring case. Other names of the same concept count too. At most ${maxListedValues}. An empty list: it is stated that there are none.`,
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
      'The cell of the approach is in one of these states. Default: STATED and CONTESTED. UNKNOWN, NOT_APPLICABLE and NOT_STATED cells meet the condition exactly if their state is listed, whatever the other fields are: `maximum: 10, states: [STATED, NOT_STATED]` means "at most 10, or not stated".',
  })
  readonly states?: readonly CellState[] | null;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: `Only claims that can be true under these conditions count, e.g. plan: Business. At most ${maxListedValues}.`,
  })
  readonly under?: readonly QualifierInput[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Inverts the fields on values: a value is stated, and each stated value certainly does not meet them. `states` and `under` are not inverted.',
  })
  readonly not?: boolean | null;
}
