import { cacheKey, type CacheKey, type KeyPart } from '../../../graph/cache-keys.js';
import type { ImmutableRecords } from './lasting-records.js';

type Variables = Readonly<Record<string, unknown>>;

/** Where the texts of a selection are kept. */
export interface SelectionCaching {
  /** A number that no two selections of a plan share. */
  readonly number: number;
  /** The key under which the texts are kept for these variables. */
  readonly keyOf: (variables: Variables) => CacheKey;
  readonly records: ImmutableRecords;
}

/** How many selections there have been, in all plans: each has a number of its own. */
let selections = 0;

/**
 * The keys of a new selection, by the coerced variables that it uses. A variable that was not given differs from one that is null: the
 * argument's default stands in for the first, and the second may be refused.
 */
export function keyOfSelection(names: readonly string[]): (variables: Variables) => CacheKey {
  selections += 1;
  const selection = selections;
  if (names.length === 0) {
    const key = cacheKey(selection);
    return () => key;
  }
  return (variables) => cacheKey(selection, ...names.map((name) => valueOf(variables, name)));
}

/** @returns undefined where the variable was not given, and has no default */
function valueOf(variables: Variables, name: string): KeyPart {
  return Object.hasOwn(variables, name) ? (variables[name] as KeyPart) : undefined;
}
