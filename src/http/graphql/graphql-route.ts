import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../../api/request/context.js';
import {
  parametersOfBody,
  parametersOfSearch,
  type GraphqlParameters,
} from '../requests/graphql-parameters.js';
import type { Quota, QuotaCharge } from '../quota/quota.js';
import { parseBody } from '../requests/request-bodies.js';

/** What Apollo is given of a request, and what plugins are told of it and tell of its operation. */
export class ServedRequest implements HTTPGraphQLRequest {
  /** Apollo reads the parameters of a POST, whichever way they came. */
  readonly method = 'POST';
  readonly search = '';
  readonly headers: HeaderMap;
  readonly body: GraphqlParameters;
  readonly isByGet: boolean;
  /** What the operation's cost is taken from; null where clients have no quota. */
  readonly charge: QuotaCharge | null;
  /** Set once the operation is known: whether its answer never changes, since every root field names a revision. */
  namesRevision = false;

  constructor(request: FastifyRequest) {
    this.headers = headersOf(request);
    this.isByGet = request.method !== 'POST';
    this.charge = request.charge;
    this.body = this.isByGet
      ? parametersOfSearch(searchOf(request.url))
      : parametersOfBody(parseBody(request));
  }
}

/**
 * Lets Apollo answer at `/graphql`, by GET, HEAD and POST: what it says goes out as it says.
 * @param quota null where clients have none
 */
export function routeToApollo(
  scope: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  openContext: (request: FastifyRequest) => Promise<RequestContext>,
  quota: Quota | null,
): void {
  scope.route({
    url: '/graphql',
    method: ['GET', 'HEAD', 'POST'],
    async handler(request, reply) {
      request.charge = quota?.chargeOf(request) ?? null;
      const served = new ServedRequest(request);
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: served,
        context: () => openContext(request),
      });
      if (body.kind !== 'complete') throw new TypeError('No answer comes in parts.');
      request.namesRevision = served.namesRevision;
      // Refusals are free. A client that has gone was not refused: the work was done for it.
      if (isRefusal(status) && !request.raw.socket.destroyed) request.charge?.giveBack();
      return send(reply, status, headers, body.string);
    },
  });
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

function headersOf({ headers }: FastifyRequest): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && value !== '') map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}
