import { HeaderMap } from '@apollo/server';
import { GraphQLError, OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import { missingRight, neededRights } from '../../api/access/needed-rights.js';
import type { ValidOperation } from '../../api/execution/valid-operation.js';
import { checkLimits } from '../../api/limits/check-limits.js';
import type { Limits } from '../../api/limits/limits.js';
import { namesRevision } from '../../api/request/names-revision.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import { withinTime } from '../../graph/work/within-time.js';
import type { QuotaCharge } from '../quota/quota.js';
import { noRight, type AccessError, type AccessRefusal } from '../access/access-error.js';
import type { RequestError } from '../errors/request-error.js';
import { deadlineError } from '../errors/deadline-errors.js';
import { viewError } from '../errors/store-unavailable.js';

/** The state of a request that `admitOperation` reads and sets. */
export interface Admission {
  readonly isByGet: boolean;
  /** Takes the operation's cost from the client's quota; null if no quota applies to the request. */
  readonly charge: QuotaCharge | null;
  /** Set by `admitOperation`: whether all root fields name their revision. */
  namesRevision: boolean;
  /** Set by `admitOperation`: whether the result is for the holder of a right only, so that no cache may store it. */
  isConfidential: boolean;
  /** The error to report for a missing right if the credentials of the request could not be checked; otherwise null. */
  readonly unverified: RequestError | null;
  /** Set by `admitOperation`: why the operation was refused for lack of rights; null if it was not. */
  refusal: AccessRefusal | null;
}

/**
 * Checks an operation before it is planned or executed, and charges its cost to the client.
 * @param variables parsed from JSON, not coerced
 * @throws {GraphQLError} the errors of `checkOperationType`; UNAUTHENTICATED or FORBIDDEN if the request does not have the rights that the
 *   operation needs, or STORE_UNAVAILABLE if its credentials could not be checked; LIMIT_EXCEEDED; QUOTA_EXCEEDED; STORE_UNAVAILABLE or
 *   DEADLINE_EXCEEDED if the statistics of the graph cannot be read
 */
export async function admitOperation(
  limits: Limits,
  schema: GraphQLSchema,
  { document, operation }: ValidOperation,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
  admission: Admission,
): Promise<void> {
  checkOperationType(operation.operation, admission.isByGet, Boolean(schema.getMutationType()));
  const needed = neededRights(schema, document, operation, variables);
  const missing = missingRight(needed, context.rights);
  if (missing) throw refusalOf(noRight(missing, context.rights.principal), admission);
  admission.isConfidential = needed.length > 0 || operation.operation !== OperationTypeNode.QUERY;
  const statistics = await statisticsOf(context);
  const { cost } = checkLimits(limits, schema, document, operation, variables, statistics);
  admission.charge?.take(cost);
  admission.namesRevision = namesRevision(schema, document, operation, variables);
}

/** Returns the error for a missing right, which Apollo Server sends with its status. Records the refusal if the credentials were checked. */
function refusalOf(error: AccessError, admission: Admission): GraphQLError {
  if (!admission.unverified) admission.refusal = error.refusal;
  const { message, code, statusCode, headers, details } = admission.unverified ?? error;
  const http = { status: statusCode, headers: new HeaderMap(Object.entries(headers)) };
  return new GraphQLError(message, { extensions: { code, ...details, http: http as never } });
}

async function statisticsOf({ published, pace }: RequestContext): Promise<GraphStatistics> {
  try {
    const statistics = published.statistics();
    return await (statistics instanceof Promise ? withinTime(statistics, pace) : statistics);
  } catch (error) {
    throw pace.failure ? deadlineError(pace.failure) : viewError(error);
  }
}

/**
 * Rejects subscriptions, mutations by GET, and all mutations if the schema has none.
 * @throws {GraphQLError} BAD_REQUEST, or METHOD_NOT_ALLOWED by GET
 */
export function checkOperationType(operation: string, isByGet: boolean, hasMutations: boolean): void {
  if (operation === 'query' || (operation === 'mutation' && hasMutations && !isByGet)) return;
  // GraphQL over HTTP: a GET may only execute queries, even if the schema has mutations.
  const extensions: Record<string, unknown> = isByGet
    ? { code: 'METHOD_NOT_ALLOWED', http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } }
    : { code: 'BAD_REQUEST', http: { status: 400 } };
  const expected = isByGet || !hasMutations ? 'a query' : 'a query or a mutation';
  const advice =
    hasMutations && operation === 'mutation' ? 'Send mutations by POST.' : `The API has no ${operation}s.`;
  throw new GraphQLError(`Expected ${expected}, got a ${operation}. ${advice}`, { extensions });
}
