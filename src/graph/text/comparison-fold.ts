import { fold } from './fold.js';

const hyphen = /(?<=\p{L})-(?=\p{L})/gu;
const urlWithFinalSlash = /^https?:\/\/\S*[^/\s]\/$/u;

/**
 * The folded form of a text or term whose meaning is compared: as `fold`, and a hyphen between letters equals a space,
 * and the final slash of a URL does not count. Ids and names of concepts keep the narrower `fold`.
 */
export function foldForComparison(text: string): string {
  const folded = fold(text);
  if (urlWithFinalSlash.test(folded)) return folded.slice(0, -1);
  return folded.includes('-') && !folded.includes('://') ? folded.replace(hyphen, ' ') : folded;
}
