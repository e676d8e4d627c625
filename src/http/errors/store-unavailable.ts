import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import { TertiumError } from '../../graph/errors.js';

/** The value of `Retry-After`, in seconds. */
const retryAfter = '1';

/** Returns whether an error reports that the store is unavailable. */
export function isStoreUnavailable(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  if (cause instanceof GraphQLError) return cause.extensions['code'] === 'STORE_UNAVAILABLE';
  return cause instanceof TertiumError && cause.code === 'STORE_UNAVAILABLE';
}

/**
 * Sets status 503 if the store is unavailable and no root field has data, so that load balancers and clients can retry. If a root field has data,
 * the status stays 200 and each error has its path, as in any partial result of GraphQL.
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
 * Returns an error with status 503 if the store is unavailable; otherwise the unchanged error. Without this status, Apollo Server would send 500.
 * @param error thrown when the view was opened or the statistics were read
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
