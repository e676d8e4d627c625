import type { Citation } from './claim.js';

/**
 * The URL that a citation quotes: a link in the source, beside the statement. Null for other quotes. Web pages write `&` as `&amp;`.
 */
export function citedUrl({ quote }: Pick<Citation, 'quote'>): string | null {
  return quote !== null && /^https?:\/\/[^\s/]\S*$/iu.test(quote) ? quote.replaceAll('&amp;', '&') : null;
}
