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
  /** The same schema with all fields nullable, so that errors do not propagate: a result then contains all errors. */
  readonly lenient: GraphQLSchema;
}

export function apiOf(schema: GraphQLSchema, plans: Plans): Api {
  const mayBeNull = (type: GraphQLOutputType): GraphQLOutputType => {
    const present = getNullableType(type);
    return isListType(present) ? new GraphQLList(mayBeNull(present.ofType)) : present;
  };
  const lenient = mapSchema(schema, {
    [MapperKind.COMPOSITE_FIELD]: (field) => ({ ...field, type: mayBeNull(field.type) }),
  });
  return { schema, plans, lenient };
}

/** A reader that is compared, with its name in reports. */
export interface NamedReader {
  readonly name: string;
  readonly reader: GraphReader;
}

/** The outcome of one operation. */
export interface Comparison {
  /** Descriptions of the differences from the reference. Empty if there are none. */
  readonly differences: readonly string[];
  /** The number of results without errors that plans returned. */
  readonly planned: number;
  /** The number of results without errors that needed the fallback to graphql-js, without introspection. */
  readonly unplanned: number;
  /** The number of results with errors. */
  readonly failed: number;
  /** Whether the document was executed: it is valid, and its cost is below the limit. */
  readonly isExecuted: boolean;
}

const notExecuted: Comparison = { differences: [], planned: 0, unplanned: 0, failed: 0, isExecuted: false };

const isIntrospection = /\b__(?:schema|type)\b/u;

/** The largest cost of an operation in microseconds. Larger operations take long and find no more. */
const maxCost = 20_000;

/** An operation of a valid document. */
interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/**
 * Executes an operation with several sets of variables. The reference is graphql-js on a reader without caches, in a new request each time. On
 * each reader, plans must return the same bytes if the reference has no errors, and must fall back to graphql-js if it has. The result of
 * the fallback must be the same too, independent of earlier requests.
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
      const came = isPlanned
        ? { data: planned, errors: [] }
        : await byGraphqlJs(api.schema, prepared, variables, reader);
      if (await isSame(came, expected, () => byGraphqlJs(api.lenient, prepared, variables, reference)))
        continue;
      const by = isPlanned ? 'A plan' : 'graphql-js';
      differences.push(
        [
          `${by} on ${name}, with ${JSON.stringify(variables)}:`,
          ...[came.data, ...came.errors, 'The reference:', expected.data, ...expected.errors],
        ].join('\n'),
      );
    }
  }
  return { differences, ...count, isExecuted: true };
}

/**
 * If several fields below a non-null field fail, GraphQL reports one of them, and the specification does not say which: it depends on the order in
 * which promises settle. Then each reported error must be one of all errors.
 */
async function isSame(
  came: Answered,
  expected: Answered,
  findErrors: () => Promise<Answered>,
): Promise<boolean> {
  if (came.data !== expected.data) return false;
  if (came.errors.join() === expected.errors.join()) return true;
  if (came.errors.length === 0 || expected.errors.length === 0) return false;
  const { errors } = await findErrors();
  return came.errors.every((error) => errors.includes(error));
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
  if (!statistics) throw new TypeError('The published view is always there.');
  const { cost } = estimateOperation(schema, document, operation, variables, statistics);
  return cost > maxCost ? null : { document, operation };
}

interface Answered {
  /** As JSON. */
  readonly data: string;
  /** As JSON, sorted. */
  readonly errors: readonly string[];
}

async function byGraphqlJs(
  schema: GraphQLSchema,
  { document, operation }: Prepared,
  variableValues: Variables,
  reader: GraphReader,
): Promise<Answered> {
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

/** @returns null if graphql-js must execute it */
async function byPlan(
  { plans }: Api,
  { document, operation }: Prepared,
  variables: Variables,
  reader: GraphReader,
): Promise<string | null> {
  const answer = await plans.execute(document, operation, variables, await RequestContext.open(reader));
  const text = answer?.bytes.toString().trimEnd() ?? null;
  answer?.release?.();
  return text;
}
