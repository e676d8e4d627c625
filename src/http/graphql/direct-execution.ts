import type { FastifyRequest } from 'fastify';
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import Negotiator from 'negotiator';
import type { RequestContext } from '../../api/request/context.js';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';
import type { Plans } from '../../api/execution/plans.js';
import type { Limits } from '../../api/limits/limits.js';
import { admitOperation } from './admit-operation.js';
import type { GraphqlRequest } from './graphql-request.js';
import type { OperationCache } from './operation-cache.js';

/** The content types that Apollo Server negotiates for single results, in its order of preference. */
const contentTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
] as const;

export interface DirectExecutionOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly plans: Plans;
  readonly operations: OperationCache;
  readonly openContext: (request: FastifyRequest) => Promise<RequestContext>;
}

/** A result without errors. */
export interface DirectResult {
  readonly contentType: string;
  readonly body: ResponseBytes;
}

/**
 * Executes operations that Apollo Server has accepted in an earlier request. Runs their compiled plans without Apollo Server, whose
 * pipeline takes as long as a small comparison. Invariant: bytes and headers are equal to those of Apollo Server. Apollo Server still
 * handles all other requests, such as the first request of a document, mutations, persisted queries, and requests whose execution fails.
 */
export class DirectExecution {
  readonly #options: DirectExecutionOptions;
  #count = 0;

  constructor(options: DirectExecutionOptions) {
    this.#options = options;
  }

  /** The number of requests that were executed without Apollo Server. */
  get count(): number {
    return this.#count;
  }

  /** Executes the operation of a request. @returns null if Apollo Server must handle the request; the quota is not charged in this case */
  async execute(request: FastifyRequest, graphqlRequest: GraphqlRequest): Promise<DirectResult | null> {
    const { schema, limits, plans, operations, openContext } = this.#options;
    const { query, operationName, variables, extensions } = graphqlRequest.body;
    const operation =
      query !== null && !extensions?.['persistedQuery'] && operations.find(query, operationName);
    const contentType = operation ? contentTypeFor(request.headers.accept) : null;
    // After an error, Apollo Server executes the request again, and a mutation must not be executed twice.
    if (!operation || operation.operation.operation !== OperationTypeNode.QUERY || contentType === null)
      return null;
    let body: ResponseBytes | null = null;
    try {
      const context = await openContext(request);
      await admitOperation(limits, schema, operation, variables ?? {}, context, graphqlRequest);
      graphqlRequest.wasPlanned = true;
      body = await plans.execute(operation.document, operation.operation, variables ?? undefined, context);
      if (body && !context.pace.failure) {
        this.#count += 1;
        return { contentType, body };
      }
    } catch {
      // Apollo Server executes the request again and reports the error.
    }
    body?.release?.();
    graphqlRequest.charge?.refund();
    return null;
  }
}

/** Returns the content type that Apollo Server would choose; null if the client accepts none of the content types. */
function contentTypeFor(accept: string | undefined): string | null {
  // The default of browsers and HTTP libraries.
  if (!accept || accept === '*/*') return contentTypes[0];
  return new Negotiator({ headers: { accept } }).mediaType(contentTypes) ?? null;
}
