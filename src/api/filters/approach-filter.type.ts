import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { maxConditions, maxListedValues } from '../../comparison/conditions/axis-condition.js';
import type { ValueOrder } from '../../comparison/conditions/value-order.js';
import { ruleFor, valueTypes } from '../../graph/values/value-rules.js';
import { AxisConditionInput } from '../comparison/axis-condition.type.js';
import { QualifierInput } from '../comparison/comparison.type.js';
import { ConceptFilterInput, maxFilterValues } from '../concept/concept-filter.type.js';
import { ValueOrderEnum } from '../vocabulary/enums.js';
import { tooMany } from '../vocabulary/too-many.js';

@InputType('ApproachFilter', {
  description:
    'Selects approaches, e.g. by name or by stated values. An approach must match all given fields. An empty list in `where`, `any` or `without` does not restrict.',
})
export class ApproachFilterInput extends ConceptFilterInput {
  @Field(() => [AxisConditionInput], {
    nullable: true,
    description: `Only approaches that meet all of these conditions. At most ${maxConditions} conditions.`,
  })
  readonly where?: readonly AxisConditionInput[] | null;

  @Field(() => [AxisConditionInput], {
    nullable: true,
    description: `Only approaches that meet one or more of these conditions. At most ${maxConditions} conditions.`,
  })
  readonly any?: readonly AxisConditionInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Leaves out these approaches, by id or slug, e.g. the approach that a page is about. At most ${maxFilterValues} approaches. Every approach in the list must exist.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany('filter.without', maxFilterValues, 'references') })
  readonly without?: readonly string[] | null;
}

const orderedTypesInWords = new Intl.ListFormat('en', { type: 'disjunction' }).format(
  valueTypes.filter((type) => ruleFor(type).order),
);

@InputType('AxisSort', {
  description:
    'Sorts approaches by the values that are stated about them along one axis. A range, an imprecise date, an approximate amount or a cell with several values counts as one of its bounds: if the highest values are first, as the lowest possible value, otherwise as the highest possible value. Therefore, with the best values first, an approach whose value is certainly better than all other values is first. Approaches with equal values are sorted by `orderBy`. Approaches without such a bound, e.g. with an open range or an amount that cannot be converted, are listed after the sorted approaches. Approaches without a stated value are listed last.',
})
export class AxisSortInput {
  @Field(() => String, {
    description: `The axis, by slug or id: a feature, benefit, drawback or use case, or a dimension of ${orderedTypesInWords}. Equivalent axes that share its row in comparisons count too.`,
  })
  readonly axis!: string;

  @Field(() => ValueOrderEnum, { defaultValue: 'BEST_FIRST', description: 'The order of the values.' })
  readonly order!: ValueOrder;

  @Field(() => [QualifierInput], {
    nullable: true,
    description: `Only claims that can be true under these conditions count, e.g. plan: Business. At most ${maxListedValues} conditions.`,
  })
  readonly under?: readonly QualifierInput[] | null;
}
