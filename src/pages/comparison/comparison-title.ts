import { listText, message } from '../../words/catalogue.js';
import { isolated } from '../../words/sentences/isolated-text.js';
import type { Locale } from '../../words/locale.js';

/** Returns the title of a comparison without a question, with the names of its approaches. */
export function comparisonTitle(locale: Locale, approaches: readonly { readonly name: string }[]): string {
  const names = approaches.map(({ name }) => isolated(name));
  return message(locale, 'page.comparisonTitle', { approaches: listText(locale, names) });
}
