import {
  getOperationAST,
  graphql,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { RequestContext } from '../../src/api/context.js';
import { Plans } from '../../src/api/execution/plans.js';
import { createSchema } from '../../src/api/schema.js';
import type { LoaderListeners } from '../../src/graph/loaders.js';
import type { GraphReader } from '../../src/graph/reading.js';
import type { GraphStore } from '../../src/graph/writing.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an answer has the shape of the operation that the test wrote */

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

/** What executes an operation: a compiled plan, or graphql-js. */
export const engines = ['plan', 'graphql-js'] as const;
export type Engine = (typeof engines)[number];

/** Executes an operation as one request, and gives its data; errors fail the test. */
export async function ask(store: Pick<GraphStore, 'reader'>, source: string): Promise<any> {
  return dataOf(await execute(store, source));
}

/**
 * Executes an operation as one request: by graphql-js, whose answer is given, and by a compiled plan, which
 * must come to the same bytes, or leave the answer to graphql-js where this has errors.
 */
export async function execute(
  store: Pick<GraphStore, 'reader'>,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult<any>> {
  const answer = await executeByGraphqlJs(store.reader, source, variables);
  const planned = await writeByPlan(store.reader, source, variables);
  const isPlannable = !answer.errors && !/__schema|__type\b/u.test(source);
  const expected = isPlannable ? JSON.stringify(answer.data) : null;
  if (planned !== expected) {
    throw new Error(`A plan wrote\n${planned}\nwhere graphql-js came to\n${expected}\nfor ${source}`);
  }
  return answer;
}

/** Executes an operation once, by one engine, and gives its data; errors fail the test. */
export async function askBy(
  engine: Engine,
  store: Pick<GraphStore, 'reader'>,
  source: string,
  listeners: LoaderListeners = {},
): Promise<any> {
  if (engine === 'graphql-js') return dataOf(await executeByGraphqlJs(store.reader, source, {}, listeners));
  const text = await writeByPlan(store.reader, source, {}, listeners);
  if (text === null) throw new Error(`There is no plan for ${source}`);
  return JSON.parse(text);
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

/** The answer's data as JSON; null where there is no plan, or the operation is not valid. */
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
  return plans.write(document, operation, variables, await RequestContext.open(reader, listeners));
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
