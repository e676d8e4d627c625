import {
  getOperationAST,
  graphql,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { RequestContext } from '../../src/api/request/context.js';
import { Plans } from '../../src/api/execution/plans.js';
import { createSchema } from '../../src/api/schema.js';
import type { LoaderListeners } from '../../src/graph/loaders/loaders.js';
import type { GraphReader } from '../../src/graph/ports/reading.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { inMemoryReaderOf } from './in-memory-readers.js';

/* oxlint-disable typescript/no-explicit-any -- a result has the shape of the operation that the test wrote */

interface Api {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
}

let api: Api | undefined;

function sharedApi(): Api {
  if (!api) {
    const schema = createSchema();
    api = { schema, plans: new Plans(schema) };
  }
  return api;
}

/** The engines that execute operations: compiled plans, and graphql-js. */
export const engines = ['plan', 'graphql-js'] as const;
export type Engine = (typeof engines)[number];

/** The parts of a store that the execution of a request needs. */
type ExecutionTarget = Pick<GraphStore, 'reader' | 'feed'>;

/** Executes an operation as one request and returns its data; errors fail the test. */
export async function ask(store: ExecutionTarget, source: string): Promise<any> {
  return dataOf(await execute(store, source));
}

/**
 * Executes an operation as one request, by graphql-js and by a compiled plan. The plan must write the same result as JSON.
 * If the result has errors, or if the operation is an introspection with variables, the plan must fall back instead. Also
 * runs the plan twice on an in-memory view, the second time with the bytes that the first run cached, and graphql-js once.
 * @returns the result of graphql-js
 * @throws {Error} if two results differ
 */
export async function execute(
  store: ExecutionTarget,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult<any>> {
  const result = await executeByGraphqlJs(store.reader, source, variables);
  // Introspection with variables falls back to graphql-js.
  const isPlannable = !result.errors && !(/__schema|__type\b/u.test(source) && source.includes('$'));
  const expected = isPlannable ? `${JSON.stringify({ data: result.data })}\n` : null;
  const expectBytes = (bytes: string | null, engine: string): void => {
    if (bytes === expected) return;
    throw new Error(
      `Expected the result of graphql-js for ${source}\n${expected}\nbut ${engine} returned\n${bytes}`,
    );
  };
  expectBytes(await writeByPlan(store.reader, source, variables), 'a plan');
  const inMemory = await inMemoryReaderOf(store);
  expectBytes(await writeByPlan(inMemory, source, variables), 'a plan on an in-memory view');
  expectBytes(
    await writeByPlan(inMemory, source, variables),
    'a plan on an in-memory view with cached bytes',
  );
  const inMemoryResult = await executeByGraphqlJs(inMemory, source, variables);
  if (JSON.stringify(inMemoryResult) !== JSON.stringify(result)) {
    throw new Error(
      `Expected the result of graphql-js on the database for ${source}\n${JSON.stringify(result)}\nbut an in-memory view returned\n${JSON.stringify(inMemoryResult)}`,
    );
  }
  return result;
}

/** Executes an operation once, by one engine, and returns its data; errors fail the test. */
export async function askBy(
  engine: Engine,
  store: Pick<GraphStore, 'reader'>,
  source: string,
  listeners: LoaderListeners = {},
): Promise<any> {
  if (engine === 'graphql-js') return dataOf(await executeByGraphqlJs(store.reader, source, {}, listeners));
  const text = await writeByPlan(store.reader, source, {}, listeners);
  if (text === null) throw new Error(`Expected a plan for ${source}`);
  return JSON.parse(text).data;
}

async function executeByGraphqlJs(
  reader: GraphReader,
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
  listeners: LoaderListeners = {},
): Promise<ExecutionResult> {
  const { schema } = sharedApi();
  return graphql({
    schema,
    source,
    variableValues,
    contextValue: await RequestContext.open(reader, listeners),
  });
}

const documents = new Map<string, DocumentNode | null>();

/** Executes an operation by its plan. @returns the result as JSON; null if the plan falls back to graphql-js, or if the operation is invalid */
async function writeByPlan(
  reader: GraphReader,
  source: string,
  variables: Readonly<Record<string, unknown>>,
  listeners: LoaderListeners = {},
): Promise<string | null> {
  const { schema, plans } = sharedApi();
  const document = documents.get(source) ?? parseValid(schema, source);
  documents.set(source, document);
  const operation = document && getOperationAST(document);
  if (!document || !operation) return null;
  const result = await plans.execute(
    document,
    operation,
    variables,
    await RequestContext.open(reader, listeners),
  );
  const text = result?.bytes.toString() ?? null;
  result?.release?.();
  return text;
}

function parseValid(schema: GraphQLSchema, source: string): DocumentNode | null {
  try {
    const document = parse(source);
    return validate(schema, document).length === 0 ? document : null;
  } catch {
    return null;
  }
}

function dataOf({ data, errors }: ExecutionResult): any {
  if (errors) throw new Error(errors.map((error) => error.message).join('\n'), { cause: errors[0] });
  return data;
}
