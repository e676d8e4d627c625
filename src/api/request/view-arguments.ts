import { ArgsType, Field, Int } from 'type-graphql';
import { DateTimeScalar } from '../vocabulary/date-time.scalar.js';

/** The arguments that select the view of a field. Root fields that read the graph have these arguments, except `node` and `_entities`. */
@ArgsType()
export class ViewArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'The revision to read, by number. Default: the newest revision.',
  })
  readonly at?: number | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Reads the newest revision that was published at or before this time. Use either `at` or `asOf`.',
  })
  readonly asOf?: string | null;
}

/** The part of a cursor's list that identifies the requested view: a revision, a time, or null for the newest revision. */
export function viewKeyOf({ at, asOf }: ViewArguments): number | string | null {
  return at ?? asOf ?? null;
}
