import type { ApolloServer, HeaderMap } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkDocument } from '../../api/limits/check-document.js';
import type { Limits } from '../../api/limits/limits.js';
import type { RequestContext } from '../../api/request/context.js';
import type { DirectResult, DirectExecution } from './direct-execution.js';
import type { QuotaCharge } from '../quota/quota.js';
import { rightsOf } from '../access/authenticate-requests.js';
import type { AuditTrail } from '../access/audit-trail.js';
import { GraphqlRequest } from './graphql-request.js';
import { addResultExtension } from './result-extensions.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the header `Tertium-Revision` of a request selects the revision that the request reads. */
    readonly isPinnable?: boolean;
  }
}

/** The member of `extensions` for the token of the revision: `true` in a request, the token in the result. */
const revisionExtension = 'revision';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly direct: DirectExecution;
  readonly openContext: (request: FastifyRequest) => Promise<RequestContext>;
  readonly limits: Limits;
  readonly audit: AuditTrail;
  /** Returns the charge of a request to the quota of its client; null if its cost is not charged. */
  readonly chargeOf: (request: FastifyRequest) => QuotaCharge | null;
}

/** Adds the route `/graphql` for GET, HEAD and POST. Uses direct execution if possible, and Apollo Server otherwise. */
export function routeGraphql(scope: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, direct, openContext, limits, audit, chargeOf } = options;
  scope.route({
    url: '/graphql',
    method: ['GET', 'HEAD', 'POST'],
    config: { isPinnable: true },
    async handler(request, reply) {
      request.charge = chargeOf(request);
      const graphqlRequest = new GraphqlRequest(request);
      const result = await direct.execute(request, graphqlRequest);
      if (result) {
        takeAdmission(request, graphqlRequest);
        nameRevision(request, graphqlRequest);
        return sendDirectly(reply, result);
      }
      if (graphqlRequest.body.query !== null) checkDocument(graphqlRequest.body.query, limits);
      const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: graphqlRequest,
        context: () => openContext(request),
      });
      if (body.kind !== 'complete')
        throw new TypeError('Expected a complete response, got an incremental response.');
      takeAdmission(request, graphqlRequest);
      nameRevision(request, graphqlRequest);
      if (graphqlRequest.refusal) audit.refused(rightsOf(request), graphqlRequest.refusal);
      // Rejected requests are free. A request whose client disconnected is charged, because its work may have been done.
      if (isRejection(status) && !request.raw.socket.destroyed) request.charge?.refund();
      return send(reply, status, headers, body.string);
    },
  });
}

/** Passes the properties of the operation to the hooks that complete the response. */
function takeAdmission(request: FastifyRequest, { namesRevision, isConfidential }: GraphqlRequest): void {
  request.namesRevision = namesRevision;
  request.isConfidential = isConfidential;
}

/** Adds the token of the revision to the result of a request with `extensions: {"revision": true}`. */
function nameRevision(request: FastifyRequest, { body: { extensions } }: GraphqlRequest): void {
  if (extensions?.[revisionExtension] !== true || request.revisionToken === null) return;
  addResultExtension(request, revisionExtension, request.revisionToken);
  // The result differs in each revision, so it depends on the whole graph.
  request.dependencies = null;
}

function sendDirectly(reply: FastifyReply, { contentType, body }: DirectResult): FastifyReply {
  // 'close' is emitted after the response was sent, or the client disconnected.
  if (body.release) reply.raw.once('close', body.release);
  return reply.header('content-type', contentType).send(body.bytes);
}

function isRejection(status = 200): boolean {
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
