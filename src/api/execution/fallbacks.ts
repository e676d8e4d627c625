/**
 * Why graphql-js executes an operation instead of a plan:
 *
 * - `NOT_PLANNED`: it has something that plans do not do;
 * - `TOO_MANY_PLANS`: its document has as many plans as it may have, one for each outcome of its conditions;
 * - `VARIABLES_REFUSED`: a variable has a value that it may not have;
 * - `FAILED`: a resolver failed, or gave a value that its type does not allow.
 *
 * In the last two cases the answer has errors, whose messages and paths graphql-js makes.
 */
export const fallbackReasons = ['NOT_PLANNED', 'TOO_MANY_PLANS', 'VARIABLES_REFUSED', 'FAILED'] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

export interface Fallback {
  readonly reason: FallbackReason;
  /** What was thrown; undefined where nothing was. */
  readonly cause?: unknown;
}

/** How many operations plans have answered, and how many were left to graphql-js, by reason, since the start. */
export interface ExecutionCounts {
  readonly planned: number;
  readonly fallbacks: Readonly<Record<FallbackReason, number>>;
}
