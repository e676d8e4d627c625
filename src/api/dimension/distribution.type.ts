import { Field, Int, ObjectType } from 'type-graphql';
import type { CellState } from '../../comparison/cells/statement.js';
import { ClaimValueUnion } from '../claim/claim-value.type.js';
import { CellStateEnum } from '../vocabulary/enums.js';

@ObjectType('ValueCount', {
  simpleResolvers: true,
  description: 'The number of approaches that state a value along a dimension, or whose cell is in a state.',
})
export class ValueCountType {
  @Field(() => ClaimValueUnion, {
    nullable: true,
    description:
      'The counted value, in its most frequent wording. A counted term is returned as a set of one term. Null if the item counts a state.',
  })
  readonly value!: object | null;

  @Field(() => CellStateEnum, {
    description: 'STATED if the item counts a value; otherwise the counted state.',
  })
  readonly state!: CellState;

  @Field(() => Int, { description: 'The number of approaches.' })
  readonly count!: number;
}
