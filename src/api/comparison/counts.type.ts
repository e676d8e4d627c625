import { Field, Int, ObjectType } from 'type-graphql';
import type { CellState } from '../../comparison/cells/statement.js';
import type { Support } from '../../graph/values/support.js';
import { CellStateEnum, SupportEnum } from '../vocabulary/enums.js';

@ObjectType('StateCount', { simpleResolvers: true, description: 'The number of cells in a state.' })
export class StateCountType {
  @Field(() => CellStateEnum, { description: 'The counted state.' })
  readonly state!: CellState;

  @Field(() => Int, { description: 'The number of cells.' })
  readonly count!: number;
}

@ObjectType('CellCount', {
  simpleResolvers: true,
  description: 'The number of cells that are in one state and state the same support or level.',
})
export class CellCountType {
  @Field(() => CellStateEnum, { description: 'The state of the cells.' })
  readonly state!: CellState;

  @Field(() => SupportEnum, {
    nullable: true,
    description:
      'The support value, if it is the only support value of each of these cells; notes do not count. Null for cells whose values differ, e.g. under different conditions, for cells without a value, and for values of other types.',
  })
  readonly support!: Support | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The level, if it is the only level of each of these cells. Null for cells whose values differ, e.g. under different conditions, for cells without a value, and for values of other types.',
  })
  readonly level!: string | null;

  @Field(() => Int, { description: 'The number of cells.' })
  readonly count!: number;
}
