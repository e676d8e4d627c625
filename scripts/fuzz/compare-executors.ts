import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  execute,
  getNullableType,
  getOperationAST,
  GraphQLList,
  isListType,
  parse,
  validate,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { RequestContext } from '../../src/api/request/context.js';
import type { Plans } from '../../src/api/execution/plans.js';
import { formatError } from '../../src/api/request/format-error.js';
import { estimateOperation } from '../../src/api/limits/estimate/estimate-operation.js';
import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { FuzzedOperation, Variables } from './operations.js';

/** The API and its plans. */
export interface Api {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
  /** A copy of the schema in which all fields are nullable. Errors do not propagate in it, so that a result contains all errors. */
  readonly lenient: GraphQLSchema;
}

/** Creates the API of a schema, with a lenient copy of the schema. */
export function apiOf(schema: GraphQLSchema, plans: Plans): Api {
  const nullable = (type: GraphQLOutputType): GraphQLOutputType => {
    const withoutNonNull = getNullableType(type);
    return isListType(withoutNonNull) ? new GraphQLList(nullable(withoutNonNull.ofType)) : withoutNonNull;
  };
  const lenient = mapSchema(schema, {
    [MapperKind.COMPOSITE_FIELD]: (field) => ({ ...field, type: nullable(field.type) }),
  });
  return { schema, plans, lenient };
}

/** A reader whose results are compared with the reference, and its name in reports. */
export interface NamedReader {
  readonly name: string;
  readonly reader: GraphReader;
}

/** The outcome of one operation. */
export interface Comparison {
  /** Descriptions of the differences from the reference. */
  readonly differences: readonly string[];
  /** The number of results without errors that plans returned. */
  readonly planned: number;
  /** The number of results without errors that graphql-js returned as the fallback. Introspection is not counted. */
  readonly unplanned: number;
  /** The number of sets of variables with errors in the reference. */
  readonly failed: number;
  /** Whether the operation was executed: only if the document is valid, and the cost is at most `maxCost`. */
  readonly isExecuted: boolean;
}

const notExecuted: Comparison = { differences: [], planned: 0, unplanned: 0, failed: 0, isExecuted: false };

const isIntrospection = /\b__(?:schema|type)\b/u;

/** The maximum cost of an executed operation in microseconds. More expensive operations take longer, and do not find more differences. */
const maxCost = 20_000;

/** An operation of a valid document. */
interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Executes an operation with several sets of variables. The reference is graphql-js on a reader without caches, in a new request each time. On
 * each reader, the result of a plan must have the bytes of the reference. If the reference has errors, the plan must fall back to graphql-js.
 * The result of a fallback must also be equal, independent of earlier requests.
 */
export async function compareExecutors(
  api: Api,
  reference: GraphReader,
  readers: readonly NamedReader[],
  { source, operationName, sequence }: FuzzedOperation,
): Promise<Comparison> {
  const prepared = await prepare(api, reference, source, operationName, sequence);
  if (!prepared) return notExecuted;
  const differences: string[] = [];
  const count = { planned: 0, unplanned: 0, failed: 0 };
  for (const variables of sequence) {
    const expected = await byGraphqlJs(api.schema, prepared, variables, reference);
    if (expected.errors.length > 0) count.failed += 1;
    for (const { name, reader } of readers) {
      const planned = await byPlan(api, prepared, variables, reader);
      const isPlanned = planned !== null;
      if (isPlanned) count.planned += 1;
      else if (expected.errors.length === 0 && !isIntrospection.test(source)) count.unplanned += 1;
      const actual = isPlanned
        ? { data: planned, errors: [] }
        : await byGraphqlJs(api.schema, prepared, variables, reader);
      if (await areEqual(actual, expected, () => byGraphqlJs(api.lenient, prepared, variables, reference)))
        continue;
      const executor = isPlanned ? 'A plan' : 'graphql-js';
      differences.push(
        [
          `${executor} on ${name}, with ${JSON.stringify(variables)}:`,
          ...[actual.data, ...actual.errors, 'The reference:', expected.data, ...expected.errors],
        ].join('\n'),
      );
    }
  }
  return { differences, ...count, isExecuted: true };
}

/**
 * Checks whether a result equals the reference. If several fields below a non-null field fail, GraphQL reports one error, which depends on the order in
 * which promises settle. So it is sufficient that each reported error is one of all errors.
 * @param findAllErrors executes the operation on the lenient schema
 */
async function areEqual(
  actual: SerialisedResult,
  expected: SerialisedResult,
  findAllErrors: () => Promise<SerialisedResult>,
): Promise<boolean> {
  if (actual.data !== expected.data) return false;
  if (actual.errors.join() === expected.errors.join()) return true;
  if (actual.errors.length === 0 || expected.errors.length === 0) return false;
  const { errors } = await findAllErrors();
  return actual.errors.every((error) => errors.includes(error));
}

async function prepare(
  { schema }: Api,
  reader: GraphReader,
  source: string,
  operationName: string | null,
  [variables = {}]: readonly Variables[],
): Promise<Prepared | null> {
  const document = parse(source);
  if (validate(schema, document).length > 0) return null;
  const operation = getOperationAST(document, operationName);
  if (!operation) return null;
  const statistics = await (await reader.openView())?.statistics();
  if (!statistics) throw new TypeError('Expected the published view, got none.');
  const { cost } = estimateOperation(schema, document, operation, variables, statistics);
  return cost > maxCost ? null : { document, operation };
}

interface SerialisedResult {
  /** The data as JSON. */
  readonly data: string;
  /** Each error as JSON, sorted. */
  readonly errors: readonly string[];
}

async function byGraphqlJs(
  schema: GraphQLSchema,
  { document, operation }: Prepared,
  variableValues: Variables,
  reader: GraphReader,
): Promise<SerialisedResult> {
  const { data, errors = [] } = await execute({
    schema,
    document,
    operationName: operation.name?.value ?? null,
    variableValues,
    contextValue: await RequestContext.open(reader),
  });
  return {
    data: JSON.stringify({ data }),
    errors: errors.map((error) => JSON.stringify(formatError(error.toJSON(), error))).sort(),
  };
}

/** Executes an operation with its plan. @returns the result as JSON; null if graphql-js must execute the operation */
async function byPlan(
  { plans }: Api,
  { document, operation }: Prepared,
  variables: Variables,
  reader: GraphReader,
): Promise<string | null> {
  const result = await plans.execute(document, operation, variables, await RequestContext.open(reader));
  const text = result?.bytes.toString().trimEnd() ?? null;
  result?.release?.();
  return text;
}
