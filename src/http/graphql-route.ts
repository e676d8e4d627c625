import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../api/context.js';

/**
 * Lets Apollo answer at `/graphql`, by GET and POST: what came goes to it as it came, and what it says goes out as
 * it says.
 */
export function routeToApollo(
  scope: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  openContext: (request: FastifyRequest) => Promise<RequestContext>,
): void {
  scope.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    async handler(request, reply) {
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: toApollo(request),
        context: () => openContext(request),
      });
      if (body.kind !== 'complete') throw new TypeError('No answer comes in parts.');
      return send(reply, status, headers, body.string);
    },
  });
}

function send(
  reply: FastifyReply,
  status: number | undefined,
  headers: HeaderMap,
  text: string,
): FastifyReply {
  for (const [name, value] of headers) reply.header(name, value);
  return reply.code(status ?? 200).send(text);
}

function toApollo({ method, headers, url, body }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && value !== '') map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const search = url.indexOf('?');
  return { method, headers: map, search: search < 0 ? '' : url.slice(search), body };
}
