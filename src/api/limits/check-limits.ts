import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { textKey, type CacheKey } from '../../graph/cache-keys.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import { limitExceeded } from './limit-exceeded.js';
import type { Limits } from './limits.js';
import { estimateOperation, type OperationEstimate } from './estimate/estimate-operation.js';

/** The limits that `checkLimits` checks, in this order. The error names the first limit that is exceeded. */
const limitsInOrder = ['fragments', 'depth', 'aliases', 'schemas', 'pageSize', 'cost'] as const;

/**
 * Rejects an operation that exceeds a limit, before it is executed.
 * @param variables parsed from JSON, not coerced
 * @param statistics of the view that the operation reads
 * @returns the estimate, whose `cost` is in microseconds on the reference core
 * @throws {GraphQLError} LIMIT_EXCEEDED, with the limit, its value, the value of the operation, and the costliest field, if any
 */
export function checkLimits(
  limits: Limits,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationEstimate {
  const estimate = estimateCached(schema, document, operation, variables, statistics);
  for (const limit of limitsInOrder) {
    if (estimate[limit] > limits[limit]) throw rejection(limit, limits[limit], estimate);
  }
  return estimate;
}

/** The estimates of an operation for one view, by the variables of the request. */
interface ViewEstimates {
  readonly statistics: GraphStatistics;
  readonly byVariables: Map<CacheKey, OperationEstimate>;
}

/** The estimates by operation. Parsed documents are cached, so an operation object is checked repeatedly. */
const cache = new WeakMap<OperationDefinitionNode, ViewEstimates>();
/** The maximum number of cached estimates of an operation. */
const maxEstimates = 512;
/** The maximum length of a cache key, in UTF-16 code units. Operations with a longer key are estimated each time. */
const maxKeyLength = 1_000;

/**
 * Estimates an operation. Caches the estimates of the last view of each operation, by variables.
 * @param variables parsed from JSON, not coerced
 */
export function estimateCached(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationEstimate {
  // JSON distinguishes a null variable from an absent variable.
  const key = textKey(operation.variableDefinitions?.length ? JSON.stringify(variables) : '');
  if (key.length > maxKeyLength) return estimateOperation(schema, document, operation, variables, statistics);
  let viewEstimates = cache.get(operation);
  if (viewEstimates?.statistics !== statistics) {
    viewEstimates = { statistics, byVariables: new Map() };
    cache.set(operation, viewEstimates);
  }
  let estimate = viewEstimates.byVariables.get(key);
  if (!estimate) {
    estimate = estimateOperation(schema, document, operation, variables, statistics);
    if (viewEstimates.byVariables.size >= maxEstimates) viewEstimates.byVariables.clear();
    viewEstimates.byVariables.set(key, estimate);
  }
  return estimate;
}

function rejection(
  limit: (typeof limitsInOrder)[number],
  atMost: number,
  estimate: OperationEstimate,
): GraphQLError {
  const error = limitExceeded(limit, atMost, estimate[limit], estimate.costliest);
  return new GraphQLError(error.message, {
    extensions: { code: error.code, ...error.details, http: { status: 400 } },
  });
}
