import type { Citation } from './claim.js';

/**
 * Returns the URL that a citation quotes, with `&` instead of `&amp;`.
 * @returns null if the citation has no quote, or if its quote is not exactly one HTTP(S) URL
 */
export function citedUrl({ quote }: Pick<Citation, 'quote'>): string | null {
  return quote !== null && /^https?:\/\/[^\s/]\S*$/iu.test(quote) ? quote.replaceAll('&amp;', '&') : null;
}
