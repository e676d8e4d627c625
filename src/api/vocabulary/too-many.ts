import type { ValidationArguments } from 'class-validator';

/**
 * Creates the message for a list with too many items, for `ArrayMaxSize`. The message contains the number of items.
 * @param argument the path of the list, such as `filter.without`
 * @param items the items in the plural
 */
export function tooMany(
  argument: string,
  maximum: number,
  items: string,
): (rejected: ValidationArguments) => string {
  return ({ value }) =>
    `${argument}: expected at most ${maximum} ${items}, got ${(value as readonly unknown[]).length}.`;
}
