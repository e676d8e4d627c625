import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';

/** Returns a short name of a comparison: `A vs B`, or `A, B and 3 more`. */
export function comparisonName(locale: Locale, names: readonly string[]): string {
  const [first = '', second = ''] = names;
  return names.length <= 2
    ? message(locale, 'widget.verdict.two', { first, second })
    : message(locale, 'widget.verdict.more', { first, second, count: names.length - 2 });
}
