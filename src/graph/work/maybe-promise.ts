/**
 * A value, or a promise of it (`PromiseOrValue` in graphql-js). In-memory views mostly return the value itself. Do not
 * wrap a value in a promise: a promise per field takes more time than the field.
 */
export type MaybePromise<T> = T | Promise<T>;

/** Applies `next` to a value immediately, or to the value of a promise when the promise is fulfilled. */
export function mapMaybe<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/**
 * Returns all values: immediately if the list has no promise, otherwise when all promises are settled. Rejects as
 * `settleAll` does.
 */
export function allMaybe<T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> {
  return values.some((value) => value instanceof Promise) ? settleAll(values) : (values as readonly T[]);
}

/**
 * Like `Promise.all`, but waits until all promises are settled and rejects with the first failure in list order. The first failure in time
 * depends on the content of the caches, so the same request could report different errors.
 */
export async function settleAll<T extends readonly unknown[] | []>(
  promises: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const settled = await Promise.allSettled(promises);
  const values = settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  return values as never;
}
