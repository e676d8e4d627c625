import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import { TertiumError } from '../../graph/errors.js';

/** When to ask again, in seconds: a database that was restarted answers within that. */
const retryAfter = '1';

/** Whether an error says that the store cannot be used now. */
export function isStoreUnavailable(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphQLError) return cause.extensions['code'] === 'STORE_UNAVAILABLE';
  return cause instanceof TertiumError && cause.code === 'STORE_UNAVAILABLE';
}

/**
 * Answers with 503 where the store cannot be used and nothing was answered without it, so that load balancers and clients try
 * again. Where some fields have data, the status is 200 and each error has its path, as for any GraphQL answer in part.
 */
export const storeUnavailablePlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, errors = [] }) {
        const { body, http } = response;
        if (body.kind !== 'single' || !errors.some(isStoreUnavailable)) return;
        if (Object.values(body.singleResult.data ?? {}).some((value) => value !== null)) return;
        http.status = 503;
        http.headers.set('retry-after', retryAfter);
      },
    };
  },
};

/**
 * The error to answer a request with for which no view of the graph could be opened. Apollo would answer 500 to any of them.
 * @param error what opening the view threw
 */
export function viewError(error: unknown): unknown {
  if (!isStoreUnavailable(error)) return error;
  const { message, code } = error as TertiumError;
  const extensions: Record<string, unknown> = {
    code,
    http: { status: 503, headers: new HeaderMap([['retry-after', retryAfter]]) },
  };
  return new GraphQLError(message, { extensions });
}
