import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { valueTypes, type ValueType } from '../../graph/values/value-rules.js';
import { ValueTypeEnum } from '../claim/claim-value.type.js';
import { ConceptFilterInput, maxFilterValues } from '../concept/concept-filter.type.js';
import { tooMany } from '../vocabulary/too-many.js';

@InputType('DimensionFilter', {
  description: 'Selects dimensions. A dimension must match all given fields.',
})
export class DimensionFilterInput extends ConceptFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: `Only dimensions in one of these groups, spelled as in \`group\`. At most ${maxFilterValues} groups.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany('filter.groups', maxFilterValues, 'groups') })
  readonly groups?: readonly string[] | null;

  @Field(() => [ValueTypeEnum], {
    nullable: true,
    description: 'Only dimensions with values of one of these types.',
  })
  @IsOptional()
  @ArrayMaxSize(valueTypes.length, { message: tooMany('filter.valueTypes', valueTypes.length, 'types') })
  readonly valueTypes?: readonly ValueType[] | null;
}
