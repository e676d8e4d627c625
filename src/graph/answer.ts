/**
 * A value that is at hand, or a promise of it. A store that has its answers in memory gives them at
 * once; callers must not turn them into promises, since a promise per field costs more than the field.
 */
export type Answer<T> = T | Promise<T>;

/** Applies `next` now where the value is at hand, and later where it is promised. */
export function then<T, R>(answer: Answer<T>, next: (value: T) => Answer<R>): Answer<R> {
  return answer instanceof Promise ? answer.then(next) : next(answer);
}

/** All the values, now where every one is at hand, and otherwise once the last has come. */
export function all<T>(answers: readonly Answer<T>[]): Answer<readonly T[]> {
  return answers.some((answer) => answer instanceof Promise)
    ? Promise.all(answers as readonly Promise<T>[])
    : (answers as readonly T[]);
}
