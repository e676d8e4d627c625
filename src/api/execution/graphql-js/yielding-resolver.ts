import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';
import type { RequestContext } from '../../request/context.js';

/**
 * Reads members of records for graphql-js, which goes through lists of any length in one go: where the time slice is used up, what
 * is below a field of objects is executed in a later one.
 */
export const yieldingFieldResolver: GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>> = (
  record,
  given,
  context,
  info,
) => {
  const read = (): unknown => defaultFieldResolver(record, given, context, info);
  const hasFields = info.fieldNodes[0]?.selectionSet !== undefined;
  return hasFields && context.pace.isDue() ? context.pace.pause().then(read) : read();
};
