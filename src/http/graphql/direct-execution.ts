import type { FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import Negotiator from 'negotiator';
import type { RequestContext } from '../../api/request/context.js';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';
import type { Plans } from '../../api/execution/plans.js';
import type { Limits } from '../../api/limits/limits.js';
import { admitOperation } from './admit-operation.js';
import type { GraphqlRequest } from './graphql-request.js';
import type { OperationCache } from './operation-cache.js';

/** What Apollo Server chooses from for one answer, in its order. */
const contentTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
] as const;

/** What answers with data are made of. */
export interface DirectExecutionOptions {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly plans: Plans;
  readonly known: OperationCache;
  readonly openContext: (request: FastifyRequest) => Promise<RequestContext>;
}

/** An answer without errors. */
export interface DirectResult {
  readonly contentType: string;
  readonly sent: ResponseBytes;
}

/**
 * Answers operations that Apollo Server accepted before by their compiled plans. Apollo's pipeline takes as long as a small comparison.
 * The law: what is answered here is what Apollo would answer, byte for byte, with the same headers. Everything that is not plain data
 * is left to Apollo: the first request of a document, persisted queries, and every error.
 */
export class DirectExecution {
  readonly #options: DirectExecutionOptions;
  #count = 0;

  constructor(options: DirectExecutionOptions) {
    this.#options = options;
  }

  /** How many requests were answered here. */
  get count(): number {
    return this.#count;
  }

  /** @returns null where Apollo has to answer; nothing is charged then */
  async execute(request: FastifyRequest, served: GraphqlRequest): Promise<DirectResult | null> {
    const { schema, limits, plans, known, openContext } = this.#options;
    const { query, operationName, variables, extensions } = served.body;
    const operation = query !== null && !extensions?.['persistedQuery'] && known.find(query, operationName);
    const contentType = operation ? contentTypeFor(request.headers.accept) : null;
    if (!operation || contentType === null) return null;
    let sent: ResponseBytes | null = null;
    try {
      const context = await openContext(request);
      await admitOperation(limits, schema, operation, variables ?? {}, context, served);
      served.wasPlanned = true;
      sent = await plans.execute(operation.document, operation.operation, variables ?? undefined, context);
      if (sent && !context.pace.failure) {
        this.#count += 1;
        return { contentType, sent };
      }
    } catch {
      // Apollo comes to the same error, and reports it.
    }
    sent?.release?.();
    served.charge?.refund();
    return null;
  }
}

/** The type that Apollo Server answers with; null where the client accepts none of them. */
function contentTypeFor(accept: string | undefined): string | null {
  // Browsers and HTTP libraries send this unless they are told otherwise.
  if (!accept || accept === '*/*') return contentTypes[0];
  return new Negotiator({ headers: { accept } }).mediaType(contentTypes) ?? null;
}
