import { parseWrittenUnit } from '../../../graph/values/written-unit.js';
import { ValueError } from '../../../graph/values/value-type.js';

/** Whether a text in a head, a row or a column of units is a unit, with or without parentheses; a dash means that there is no unit. */
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
