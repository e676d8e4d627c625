/**
 * The reasons why graphql-js executes an operation instead of a plan:
 *
 * - `NOT_PLANNED`: plans do not support a feature of the operation;
 * - `TOO_MANY_PLANS`: the document already has the maximum number of plans;
 * - `VARIABLES_REFUSED`: a variable has an invalid value;
 * - `FAILED`: a resolver threw, or returned a value that the type of the field does not allow.
 *
 * In the last two cases, graphql-js determines the messages and paths of the errors.
 */
export const fallbackReasons = ['NOT_PLANNED', 'TOO_MANY_PLANS', 'VARIABLES_REFUSED', 'FAILED'] as const;
export type FallbackReason = (typeof fallbackReasons)[number];

/** The execution of an operation by graphql-js instead of a plan. */
export interface Fallback {
  readonly reason: FallbackReason;
  /** The error that was thrown; undefined if no error was thrown. */
  readonly cause?: unknown;
}

/** The number of operations that plans have executed, and of fallbacks by reason. */
export interface ExecutionCounts {
  readonly planned: number;
  readonly fallbacks: Readonly<Record<FallbackReason, number>>;
}
