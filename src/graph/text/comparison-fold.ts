import { fold } from './fold.js';

const hyphen = /(?<=\p{L})-(?=\p{L})/gu;
const urlWithFinalSlash = /^https?:\/\/\S*[^/\s]\/$/u;

/**
 * Folds a text or term to compare its meaning: as `fold`, but a hyphen between letters equals a space, unless the text
 * contains `://`, and the final slash of an HTTP(S) URL is removed. Ids and names of concepts use the narrower `fold`.
 */
export function foldForComparison(text: string): string {
  const folded = fold(text);
  if (urlWithFinalSlash.test(folded)) return folded.slice(0, -1);
  return folded.includes('-') && !folded.includes('://') ? folded.replace(hyphen, ' ') : folded;
}
