import type { ExecutionResult } from 'graphql';

/** An operation as it was sent. */
export interface ExecutedOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** As many as GraphiQL usually has open tabs. */
const mostExecutions = 20;
const executions = new Map<string, ExecutedOperation>();

/** Remembers which operation a response belongs to. The text in the editor can be a later one. */
export function rememberExecution(
  { query, operationName, variables }: { query: string; operationName?: string | null; variables?: unknown },
  result: ExecutionResult,
): void {
  // As GraphiQL prints it.
  const response = JSON.stringify(result, null, 2);
  executions.delete(response);
  executions.set(response, {
    query,
    operationName: operationName ?? null,
    variables: (variables ?? {}) as ExecutedOperation['variables'],
  });
  const [oldest] = executions.keys();
  if (executions.size > mostExecutions && oldest !== undefined) executions.delete(oldest);
}

/** The operation of a response, as GraphiQL prints it; null if it was executed before the page was loaded. */
export function executionOf(response: string): ExecutedOperation | null {
  return executions.get(response) ?? null;
}
