import { ArgsType, Field, ID, Int } from 'type-graphql';
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

  @Field(() => [ID], {
    nullable: true,
    description:
      'Open changesets whose edits are read as if they were published, in this order. Needs a key that may see changesets, or a preview token.',
  })
  readonly with?: readonly string[] | null;
}

/**
 * Returns the key of the requested view in cursors: a revision, a time, or null for the newest revision. The key does not contain the
 * changesets: a cursor is a position in the order of a list, and the edits of changesets do not invalidate this position.
 */
export function viewKeyOf({ at, asOf }: ViewArguments): number | string | null {
  return at ?? asOf ?? null;
}
