import { HeaderMap } from '@apollo/server';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../api/request/context.js';
import type { ValidOperation } from '../../api/execution/valid-operation.js';
import { checkLimits } from '../../api/limits/check-limits.js';
import type { Limits } from '../../api/limits/limits.js';
import { namesRevision } from '../../api/request/names-revision.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import { withinTime } from '../../graph/work/within-time.js';
import type { QuotaCharge } from '../quota/quota.js';
import { deadlineError } from '../errors/deadline-errors.js';
import { viewError } from '../errors/store-unavailable.js';

/** The state of a request that `admitOperation` reads and sets. */
export interface Admission {
  readonly isByGet: boolean;
  /** Takes the operation's cost from the client's quota; null if clients have no quota. */
  readonly charge: QuotaCharge | null;
  /** Set by `admitOperation`: whether every root field names a revision. */
  namesRevision: boolean;
}

/**
 * Checks an operation before it is executed, and charges its cost to the client.
 * @param variables parsed from JSON, not coerced
 * @throws {GraphQLError} BAD_REQUEST, or METHOD_NOT_ALLOWED by GET, for an operation that is not a query; LIMIT_EXCEEDED; QUOTA_EXCEEDED;
 *   STORE_UNAVAILABLE or DEADLINE_EXCEEDED if the statistics of the graph cannot be read
 */
export async function admitOperation(
  limits: Limits,
  schema: GraphQLSchema,
  { document, operation }: ValidOperation,
  variables: Readonly<Record<string, unknown>>,
  context: RequestContext,
  admission: Admission,
): Promise<void> {
  checkIsQuery(operation.operation, admission.isByGet);
  const statistics = await statisticsOf(context);
  const { cost } = checkLimits(limits, schema, document, operation, variables, statistics);
  admission.charge?.take(cost);
  admission.namesRevision = namesRevision(schema, document, operation, variables);
}

async function statisticsOf({ published, pace }: RequestContext): Promise<GraphStatistics> {
  try {
    const statistics = published.statistics();
    return await (statistics instanceof Promise ? withinTime(statistics, pace) : statistics);
  } catch (error) {
    throw pace.failure ? deadlineError(pace.failure) : viewError(error);
  }
}

/** Rejects mutations and subscriptions: the schema has neither. @throws {GraphQLError} BAD_REQUEST, or METHOD_NOT_ALLOWED by GET */
export function checkIsQuery(operation: string, isByGet: boolean): void {
  if (operation === 'query') return;
  // GraphQL over HTTP: a GET may only execute queries, even if the schema has mutations.
  const extensions: Record<string, unknown> = isByGet
    ? { code: 'METHOD_NOT_ALLOWED', http: { status: 405, headers: new HeaderMap([['allow', 'POST']]) } }
    : { code: 'BAD_REQUEST', http: { status: 400 } };
  throw new GraphQLError(`Expected a query, got a ${operation}. The API is read-only.`, {
    extensions,
  });
}
