import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { RequestContext } from '../../src/api/context.js';
import { createSchema } from '../../src/api/schema.js';
import type { LoaderListeners } from '../../src/graph/loaders.js';
import type { GraphStore } from '../../src/graph/writing.js';

/* eslint-disable @typescript-eslint/no-explicit-any -- an answer has the shape of the operation that the test wrote */

let schema: GraphQLSchema | undefined;

/** Executes an operation as one request, and gives its data; errors fail the test. */
export async function ask(store: GraphStore, source: string, listeners: LoaderListeners = {}): Promise<any> {
  const { data, errors } = await execute(store, source, listeners);
  if (errors) throw new Error(errors.map((error) => error.message).join('\n'), { cause: errors[0] });
  return data;
}

/** Executes an operation as one request. */
export async function execute(
  store: GraphStore,
  source: string,
  listeners: LoaderListeners = {},
): Promise<ExecutionResult<any>> {
  schema ??= createSchema();
  return graphql({ schema, source, contextValue: await RequestContext.open(store.reader, listeners) });
}
