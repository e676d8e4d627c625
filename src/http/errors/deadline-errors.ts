import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import type { TertiumError } from '../../graph/errors.js';

/** By then other requests have ended, and what this one has worked out is kept still. */
const retryAfterSeconds = 1;

/** A request that has to be refused for want of time, as an error of the whole request: 503, to be sent again later. */
export function deadlineError({ code, message, details }: TertiumError): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code,
      ...details,
      // Another package declares the headers as a record, where Apollo Server goes through a map.
      http: { status: 503, headers: new HeaderMap([['retry-after', String(retryAfterSeconds)]]) as never },
    },
  });
}

/**
 * Sends no part of an answer whose request has run out of time: fields that had their values by then would look like a
 * whole answer in which others are null.
 */
export const deadlinePlugin: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue: { pace }, response }) {
        if (!pace.failure) return;
        const { message, extensions } = deadlineError(pace.failure);
        const { http: _, ...told } = extensions;
        response.http.status = 503;
        response.http.headers.set('retry-after', String(retryAfterSeconds));
        response.body = { kind: 'single', singleResult: { errors: [{ message, extensions: told }] } };
      },
    };
  },
};
