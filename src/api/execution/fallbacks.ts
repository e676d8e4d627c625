/**
 * Why graphql-js executes an operation instead of a plan:
 *
 * - `NOT_PLANNED`: plans do not support something in the operation;
 * - `TOO_MANY_PLANS`: the document has the maximum number of plans, one for each combination of its conditions;
 * - `VARIABLES_REFUSED`: a variable has an invalid value;
 * - `FAILED`: a resolver threw, or returned a value that its type does not allow.
 *
 * In the last two cases the result has errors, and graphql-js gives their messages and paths.
 */
export const fallbackReasons = ['NOT_PLANNED', 'TOO_MANY_PLANS', 'VARIABLES_REFUSED', 'FAILED'] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

export interface Fallback {
  readonly reason: FallbackReason;
  /** The error that was thrown; undefined if there was none. */
  readonly cause?: unknown;
}

/** The number of operations since the start that plans executed, and of those that fell back, by reason. */
export interface ExecutionCounts {
  readonly planned: number;
  readonly fallbacks: Readonly<Record<FallbackReason, number>>;
}
