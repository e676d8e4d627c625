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

/* eslint-disable @typescript-eslint/no-explicit-any -- a result has the shape of the operation that the test wrote */

interface Api {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
}

let api: Api | undefined;

function theApi(): Api {
  if (!api) {
    const schema = createSchema();
    api = { schema, plans: new Plans(schema) };
  }
  return api;
}

/** The engine that executes an operation: a compiled plan, or graphql-js. */
export const engines = ['plan', 'graphql-js'] as const;
export type Engine = (typeof engines)[number];

/** The view or store that a request is executed on. */
type ExecutionTarget = Pick<GraphStore, 'reader' | 'feed'>;

/** Executes an operation as one request and returns its data; errors fail the test. */
export async function ask(store: ExecutionTarget, source: string): Promise<any> {
  return dataOf(await execute(store, source));
}

/**
 * Executes an operation as one request: by graphql-js, whose result is returned, and by a compiled plan, which
 * must write the same bytes, or fall back to graphql-js if the result has errors. With an in-memory view, both are
 * run again and must return the same; the second run of the plan uses the bytes that it cached in the first.
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
  const mustCome = (to: string | null, by: string): void => {
    if (to === expected) return;
    throw new Error(`${by} came to\n${to}\nwhere graphql-js came to\n${expected}\nfor ${source}`);
  };
  mustCome(await writeByPlan(store.reader, source, variables), 'A plan');
  const inMemory = await inMemoryReaderOf(store);
  mustCome(await writeByPlan(inMemory, source, variables), 'A plan on an in-memory view');
  mustCome(await writeByPlan(inMemory, source, variables), 'A plan on an in-memory view, again,');
  const again = await executeByGraphqlJs(inMemory, source, variables);
  if (JSON.stringify(again) !== JSON.stringify(result)) {
    throw new Error(
      `On a held view graphql-js came to\n${JSON.stringify(again)}\nand otherwise to\n${JSON.stringify(result)}\nfor ${source}`,
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
  if (text === null) throw new Error(`There is no plan for ${source}`);
  return JSON.parse(text).data;
}

async function executeByGraphqlJs(
  reader: GraphReader,
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
  listeners: LoaderListeners = {},
): Promise<ExecutionResult> {
  const { schema } = theApi();
  return graphql({
    schema,
    source,
    variableValues,
    contextValue: await RequestContext.open(reader, listeners),
  });
}

const documents = new Map<string, DocumentNode | null>();

/** The result as JSON; null if there is no plan or the operation is not valid. */
async function writeByPlan(
  reader: GraphReader,
  source: string,
  variables: Readonly<Record<string, unknown>>,
  listeners: LoaderListeners = {},
): Promise<string | null> {
  const { schema, plans } = theApi();
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
