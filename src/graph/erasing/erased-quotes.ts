import type { Citation } from '../claim.js';
import { fold } from '../text/fold.js';

/** The quotes of the claims that an erasure names, to find them in other citations. */
export interface ErasedQuotes {
  /** The ranges of the quotes, by the hash of the source text. */
  readonly ranges: ReadonlyMap<string, readonly QuoteRange[]>;
  /** The folded quotes that are not blank. */
  readonly folded: ReadonlySet<string>;
}

/** A range of a text in Unicode code points: `start` (inclusive) to `end` (exclusive). */
export interface QuoteRange {
  readonly start: number;
  readonly end: number;
}

/** Removes the quote, its surroundings and the locator of a citation. The other members contain no words of the source. */
export function withoutQuote(citation: Citation): Citation {
  return { ...citation, locator: null, quote: null, prefix: null, suffix: null };
}

/** Whether a citation has a quote, a prefix, a suffix or a locator. */
export function hasWords({ locator, quote, prefix, suffix }: Citation): boolean {
  return [locator, quote, prefix, suffix].some((member) => member !== null);
}

/**
 * Removes erased quotes from a citation of another claim. If the quote of the citation overlaps an erased quote, or
 * contains the words of one, removes the quote, its surroundings and the locator. Otherwise, removes only a prefix or
 * suffix that does so.
 */
export function withoutQuotesOf(citation: Citation, { ranges, folded }: ErasedQuotes): Citation {
  const { quote, prefix, suffix, start, end, textHash } = citation;
  const erased = textHash === null ? [] : (ranges.get(textHash) ?? []);
  const overlaps = (from: number, to: number): boolean =>
    erased.some((range) => range.start < to && from < range.end);
  const hasErasedWords = (text: string | null): boolean => {
    if (text === null) return false;
    const words = fold(text);
    for (const each of folded) if (words.includes(each)) return true;
    return false;
  };
  if (hasErasedWords(quote) || (start !== null && end !== null && overlaps(start, end)))
    return withoutQuote(citation);
  const isPrefixErased =
    hasErasedWords(prefix) ||
    (prefix !== null && start !== null && overlaps(start - lengthOf(prefix), start));
  const isSuffixErased =
    hasErasedWords(suffix) || (suffix !== null && end !== null && overlaps(end, end + lengthOf(suffix)));
  if (!isPrefixErased && !isSuffixErased) return citation;
  return { ...citation, prefix: isPrefixErased ? null : prefix, suffix: isSuffixErased ? null : suffix };
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** Collects the folded quotes and the text ranges of citations. */
export function quotesOf(citations: readonly Citation[]): ErasedQuotes {
  const ranges = new Map<string, QuoteRange[]>();
  const folded = new Set<string>();
  for (const { quote, start, end, textHash } of citations) {
    if (quote !== null && fold(quote) !== '') folded.add(fold(quote));
    if (textHash === null || start === null || end === null || start === end) continue;
    const ofText = ranges.get(textHash) ?? [];
    ranges.set(textHash, ofText);
    ofText.push({ start, end });
  }
  return { ranges, folded };
}
