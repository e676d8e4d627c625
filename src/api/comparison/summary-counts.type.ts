import { Field, Int, ObjectType } from 'type-graphql';
import type { Approach } from '../../graph/concept.js';
import { ApproachType } from '../approach/approach.type.js';

@ObjectType('ApproachCount', {
  simpleResolvers: true,
  description: 'The number of cells of an approach that meet a condition.',
})
export class ApproachCountType {
  @Field(() => ApproachType, { description: 'The approach.' })
  readonly approach!: Approach;

  @Field(() => Int, { description: 'The number of cells.' })
  readonly count!: number;
}

@ObjectType('RowCount', {
  simpleResolvers: true,
  description: 'The number of rows with an equal number of cells that meet a condition.',
})
export class RowCountType {
  @Field(() => Int, { description: 'The number of cells that meet the condition in each of the rows.' })
  readonly count!: number;

  @Field(() => Int, { description: 'The number of rows.' })
  readonly rows!: number;
}
