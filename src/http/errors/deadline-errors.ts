import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import type { TertiumError } from '../../graph/errors.js';

/** The value of `Retry-After`, in seconds. */
const retryAfterSeconds = 1;

/** Converts the error that ended the work of a request (DEADLINE_EXCEEDED or OVERLOADED) to a GraphQL error with status 503 and `Retry-After`. */
export function deadlineError({ code, message, details }: TertiumError): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code,
      ...details,
      // The declared type is a record, but Apollo Server requires a map.
      http: { status: 503, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) as never },
    },
  });
}

/**
 * Replaces the result by the error if the work of the request was ended, because a partial result would look like a complete result with null
 * fields.
 */
export const deadlinePlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { pace }, response }) {
        if (!pace.failure) return;
        const { message, extensions } = deadlineError(pace.failure);
        const { http: _, ...publicExtensions } = extensions;
        response.http.status = 503;
        response.http.headers.set('retry-after', String(retryAfterSeconds));
        response.body = {
          kind: 'single',
          singleResult: { errors: [{ message, extensions: publicExtensions }] },
        };
      },
    };
  },
};
