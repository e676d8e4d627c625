import type { ExecutionResult } from 'graphql';
import type { GraphiQLProps } from 'graphiql';

import { cacheExecution } from './executions.js';
import { SCHEMA_OPERATION, withoutFederation } from './hidden-fields.js';
import { serverUrl } from './server-url.js';

/** The fetcher of GraphiQL: sends an operation, and caches it for the views of its response. Hides Apollo Federation in the schema. */
export const fetchResult: GraphiQLProps['fetcher'] = async (operation, options) => {
  const result = await sendOperation(operation, options?.headers);
  if (operation.operationName === SCHEMA_OPERATION) return withoutFederation(result);
  cacheExecution(operation, result);
  return result;
};

/**
 * Sends one operation to the server that serves this page.
 * @throws {Error} if the request fails or is aborted, or if the response is not JSON
 */
export async function sendOperation(
  operation: { readonly query: string; readonly variables?: unknown; readonly operationName?: string | null },
  headers: Readonly<Record<string, unknown>> = {},
  signal: AbortSignal | null = null,
): Promise<ExecutionResult> {
  const response = await fetch(serverUrl('graphql'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(headers as Record<string, string>),
    },
    body: JSON.stringify(operation),
    signal,
  });
  const body = await response.text();
  try {
    return JSON.parse(body) as ExecutionResult;
  } catch (cause) {
    // Not a GraphQL response; for example, a proxy sent an error page.
    throw new Error(`Expected JSON, got a response with status ${response.status}: ${body.slice(0, 200)}`, {
      cause,
    });
  }
}
