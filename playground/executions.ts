import type { ExecutionResult } from 'graphql';

/** An operation as it was sent. */
export interface ExecutedOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The maximum number of cached operations; readers rarely have more tabs open. */
const maxExecutions = 20;
const executions = new Map<string, ExecutedOperation>();

/** Caches the operation of a response, because the text in the editor may change after the operation was sent. */
export function cacheExecution(
  { query, operationName, variables }: { query: string; operationName?: string | null; variables?: unknown },
  result: ExecutionResult,
): void {
  // The text that GraphiQL shows for the result.
  const response = JSON.stringify(result, null, 2);
  executions.delete(response);
  executions.set(response, {
    query,
    operationName: operationName ?? null,
    variables: (variables ?? {}) as ExecutedOperation['variables'],
  });
  const [oldest] = executions.keys();
  if (executions.size > maxExecutions && oldest !== undefined) executions.delete(oldest);
}

/** Returns the operation of a response, given the text that GraphiQL shows; null if the operation is not cached. */
export function executionOf(response: string): ExecutedOperation | null {
  return executions.get(response) ?? null;
}
