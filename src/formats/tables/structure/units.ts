import { parseWrittenUnit } from '../../../graph/values/written-unit.js';
import { ValueError } from '../../../graph/values/value-type.js';

/**
 * Whether a text is a unit that `parseWrittenUnit` accepts, or a dash, which states that there is no unit. Parentheses or square brackets
 * around it are ignored. A text that does not begin with a letter must have at most 20 characters and no digit.
 */
export function isUnit(text: string): boolean {
  const bare = text.replace(/^[([]\s*(.*?)\s*[)\]]$/u, '$1');
  if (!/^\D{1,20}$/u.test(bare) && !/^\p{L}/u.test(bare)) return false;
  if (/^[-–—]$/u.test(bare)) return true;
  try {
    return parseWrittenUnit(bare) !== '';
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}
