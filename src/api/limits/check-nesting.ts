import { badUserInput } from '../../graph/errors.js';

/** The maximum nesting of lists and objects in a variable or an extension. The input types of the schema need only a few levels. */
export const maxVariableNesting = 32;

/**
 * Rejects variables or extensions that are nested too deeply. Later stages recurse over variables without a depth limit.
 * @param value the variables or extensions of a request, parsed from JSON
 * @param name the name of the value, for the message
 * @throws {TertiumError} BAD_USER_INPUT
 */
export function checkValueNesting(value: object, name: string): void {
  if (!isDeeperThan(value, maxVariableNesting)) return;
  throw badUserInput(
    `${name}: expected lists and objects nested ${maxVariableNesting} levels deep at most, got more. ` +
      'No argument takes a value that is nested so deep.',
    { argument: name },
  );
}

/** Returns whether lists and objects in a value are nested more than `levels` deep, not counting the value itself. */
function isDeeperThan(value: object, levels: number): boolean {
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const item of items) {
    if (typeof item !== 'object' || item === null) continue;
    if (levels === 0 || isDeeperThan(item, levels - 1)) return true;
  }
  return false;
}
