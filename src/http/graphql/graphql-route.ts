import type { ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../api/request/context.js';
import type { DirectResult, DirectExecution } from './direct-execution.js';
import type { Quota } from '../quota/quota.js';
import { GraphqlRequest } from './graphql-request.js';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly direct: DirectExecution;
  readonly openContext: (request: FastifyRequest) => Promise<RequestContext>;
  /** Null where clients have none. */
  readonly quota: Quota | null;
}

/** Answers at `/graphql`, by GET, HEAD and POST: by plans where there is one, and otherwise as Apollo says. */
export function routeGraphql(scope: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, direct, openContext, quota } = options;
  scope.route({
    url: '/graphql',
    method: ['GET', 'HEAD', 'POST'],
    async handler(request, reply) {
      request.charge = quota?.chargeOf(request) ?? null;
      const served = new GraphqlRequest(request);
      const answer = await direct.execute(request, served);
      if (answer) {
        request.namesRevision = served.namesRevision;
        return sendDirectly(reply, answer);
      }
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: served,
        context: () => openContext(request),
      });
      if (body.kind !== 'complete') throw new TypeError('No answer comes in parts.');
      request.namesRevision = served.namesRevision;
      // Refusals are free. A client that has gone was not refused: the work was done for it.
      if (isRefusal(status) && !request.raw.socket.destroyed) request.charge?.refund();
      return send(reply, status, headers, body.string);
    },
  });
}

function sendDirectly(reply: FastifyReply, { contentType, sent }: DirectResult): FastifyReply {
  // By then all has gone out, or the client has.
  if (sent.release) reply.raw.once('close', sent.release);
  return reply.header('content-type', contentType).send(sent.bytes);
}

function isRefusal(status = 200): boolean {
  return status >= 400;
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
