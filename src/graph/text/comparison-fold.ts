import { fold } from './fold.js';

const hyphen = /(?<=\p{L})-(?=\p{L})/gu;
const urlWithFinalSlash = /^https?:\/\/\S*[^/\s]\/$/u;

/**
 * Folds a text or term to compare its meaning. Unlike `fold`, it replaces a hyphen between letters by a space, except in texts with `://`. It also
 * removes a single final slash of a text that is an HTTP(S) URL. Ids of claims and names of concepts use `fold`.
 */
export function foldForComparison(text: string): string {
  const folded = fold(text);
  if (urlWithFinalSlash.test(folded)) return folded.slice(0, -1);
  return folded.includes('-') && !folded.includes('://') ? folded.replace(hyphen, ' ') : folded;
}
