import { ArrayMaxSize, IsOptional } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { tooMany } from '../vocabulary/too-many.js';

/** The maximum number of values in one field of a filter. */
export const maxFilterValues = 500;

@InputType('ConceptFilter', {
  description: 'Selects concepts. A concept must match all given fields.',
})
export class ConceptFilterInput {
  @Field(() => [String], {
    nullable: true,
    description: `Only these concepts, by id or slug, at most ${maxFilterValues}. References to concepts that do not exist are ignored.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany('filter.references', maxFilterValues, 'references') })
  readonly references?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only concepts with one of these names or aliases, ignoring case. At most ${maxFilterValues} names.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany('filter.names', maxFilterValues, 'names') })
  readonly names?: readonly string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Only concepts that a claim connects with one of these concepts, by id or slug, at most ${maxFilterValues}. Examples: the approaches with a feature, the benefits of an approach, the dimensions along which an approach has values.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxFilterValues, { message: tooMany('filter.relatedTo', maxFilterValues, 'references') })
  readonly relatedTo?: readonly string[] | null;
}
