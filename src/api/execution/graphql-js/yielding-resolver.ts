import { defaultFieldResolver, type GraphQLFieldResolver } from 'graphql';
import type { RequestContext } from '../../request/context.js';

/**
 * The default field resolver for graphql-js. graphql-js completes lists of any length without yielding. When the time slice is used up, this
 * resolver resolves fields with subfields in a later time slice.
 */
export const yieldingFieldResolver: GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>> = (
  record,
  args,
  context,
  info,
) => {
  const resolve = (): unknown => defaultFieldResolver(record, args, context, info);
  const hasFields = info.fieldNodes[0]?.selectionSet !== undefined;
  return hasFields && context.pace.isDue() ? context.pace.pause().then(resolve) : resolve();
};
