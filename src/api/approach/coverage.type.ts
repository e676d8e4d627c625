import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('Coverage', {
  simpleResolvers: true,
  description:
    'The number of axes by the state of the cell of an approach. Each axis is in exactly one of five states, so the five numbers add up to `axes`. The missing cells are counted by `unknown` and `notStated`.',
})
export class CoverageType {
  @Field(() => Int, {
    description: 'The number of selected axes; equivalent axes that share a row in comparisons count as one.',
  })
  readonly axes!: number;

  @Field(() => Int, {
    description: 'Axes along which claims state a value and do not disagree; "no" is a value, too.',
  })
  readonly stated!: number;

  @Field(() => Int, { description: 'Axes along which claims disagree.' })
  readonly contested!: number;

  @Field(() => Int, { description: 'Axes along which sources state only that the value is unknown.' })
  readonly unknown!: number;

  @Field(() => Int, {
    description:
      'Axes along which sources state no value, and at least one source states that the axis does not apply.',
  })
  readonly notApplicable!: number;

  @Field(() => Int, {
    description: 'Axes along which this approach has no claim, although another approach has one.',
  })
  readonly notStated!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of axes that are stated or contested, from 0 to 1; null if there are no axes.',
  })
  readonly share!: number | null;
}
