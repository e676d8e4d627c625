import { GraphQLError, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { textKey, type CacheKey } from '../../graph/cache-keys.js';
import type { GraphStatistics } from '../../graph/ports/statistics.js';
import type { Limit, Limits } from './limits.js';
import { estimateOperation, type OperationEstimate } from './estimate/estimate-operation.js';

const meanings: Readonly<Record<Exclude<Limit, 'tokens'>, string>> = {
  depth: 'fields within fields',
  aliases: 'aliases',
  fragments: 'fragment definitions',
  pageSize: 'items in a page (first)',
  schemas: 'fields __schema',
  cost: 'microseconds of work',
};

/** In which order they are checked: what costs nothing to know comes first. */
const checked = ['fragments', 'depth', 'aliases', 'schemas', 'pageSize', 'cost'] as const;

/**
 * Refuses an operation that asks too much, before anything of it is executed.
 * @param variables as JSON gives them
 * @param statistics of the view that the operation reads
 * @returns its measure, whose `cost` is what answering it takes, predicted, in microseconds
 * @throws {GraphQLError} LIMIT_EXCEEDED, naming the limit, what it is, what came, and the field that costs most
 */
export function checkLimits(
  limits: Limits,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationEstimate {
  const measure = estimateCached(schema, document, operation, variables, statistics);
  for (const limit of checked) {
    if (measure[limit] > limits[limit]) throw limitExceeded(limit, limits[limit], measure[limit], measure);
  }
  return measure;
}

/** The measures of an operation on one view, by its variables. */
interface MeasuredOnView {
  readonly statistics: GraphStatistics;
  readonly byVariables: Map<CacheKey, OperationEstimate>;
}

/** Parsed documents are cached, so that the same operation is asked again and again. */
const measured = new WeakMap<OperationDefinitionNode, MeasuredOnView>();
const mostMeasuresKept = 512;
/** In characters. Longer variables take as long to compare as to measure. */
const longestVariables = 1_000;

/**
 * The measure of an operation, from a cache where the same was measured on the same view.
 * @param variables as JSON gives them
 */
export function estimateCached(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationEstimate {
  // As JSON a variable that is null differs from one that is not given.
  const key = textKey(operation.variableDefinitions?.length ? JSON.stringify(variables) : '');
  if (key.length > longestVariables)
    return estimateOperation(schema, document, operation, variables, statistics);
  let onView = measured.get(operation);
  if (onView?.statistics !== statistics) {
    onView = { statistics, byVariables: new Map() };
    measured.set(operation, onView);
  }
  let measure = onView.byVariables.get(key);
  if (!measure) {
    measure = estimateOperation(schema, document, operation, variables, statistics);
    if (onView.byVariables.size >= mostMeasuresKept) onView.byVariables.clear();
    onView.byVariables.set(key, measure);
  }
  return measure;
}

function limitExceeded(
  limit: keyof typeof meanings,
  atMost: number,
  came: number,
  { costliest }: OperationEstimate,
): GraphQLError {
  const where =
    costliest === null ? '' : ` Most of it is asked by "${costliest.path}", which costs ${costliest.cost}.`;
  return new GraphQLError(
    `The operation asks too much: expected ${atMost} ${meanings[limit]} at most, got ${came}.${where} Ask for smaller pages or in several requests.`,
    {
      extensions: {
        code: 'LIMIT_EXCEEDED',
        limit,
        atMost,
        came,
        ...(costliest === null ? {} : { field: costliest.path }),
        http: { status: 400 },
      },
    },
  );
}
