/**
 * A value that is at hand, or a promise of it. A store that has its answers in memory gives them at
 * once; callers must not turn them into promises, since a promise per field costs more than the field.
 */
export type Answer<T> = T | Promise<T>;

/** Applies `next` now where the value is at hand, and later where it is promised. */
export function then<T, R>(answer: Answer<T>, next: (value: T) => Answer<R>): Answer<R> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}

/**
 * All the values, now where every one is at hand, and otherwise once the last has come; of several failures, the one that `settleAll`
 * throws.
 */
export function all<T>(answers: readonly Answer<T>[]): Answer<readonly T[]> {
  return answers.some((answer) => answer instanceof Promise) ? settleAll(answers) : (answers as readonly T[]);
}

/**
 * As `Promise.all`, but waits for all, and throws the failure that is first in the list. Which one is first in time depends on what is
 * in a cache, so that the same request would be told one error now and another one later.
 */
export async function settleAll<T extends readonly unknown[] | []>(
  answers: T,
): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const settled = await Promise.allSettled(answers);
  const values = settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  return values as never;
}
