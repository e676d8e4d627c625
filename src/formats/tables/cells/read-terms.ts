import { parseWrittenTerms } from '../../../graph/values/written-terms.js';
import type { TermsValue } from '../../../graph/values/terms.js';
import { ValueError } from '../../../graph/values/value-type.js';
import { reading, type HeadedWords, type WordsReading } from './words-reading.js';

/** Heads of sets of names. */
const setHead =
  /^(?:(?:supported|available|target|source|client|programming|scripting|query|file|input|output|data|host|other) )*(?:platforms?|operating systems?|os(?:es)?|licen[cs]es?|licensing|languages?|(?:language )?bindings?|written in|implemented in|sdks?|protocols?|browsers?|databases?|formats?|backends?|frameworks?|architectures?|integrations?|distributions?|distros?|tags|categories|topics|keywords)(?: (?:support|supported))?$/iu;
/** One name of a list: a few words without the signs of sentences. */
const term = /^[\p{L}\p{N}.][^,;:?!()]*(?:\([^()]*\))?$/u;
const maxTermWords = 4;
const maxTermLength = 40;

/**
 * Reads lists of names separated by commas or semicolons as sets, if the head names a set, such as platforms or
 * licences. Null if a cell is not a list of short names, or if no cell has several names.
 */
export function readTerms({ head, stated }: HeadedWords): WordsReading | null {
  if (!setHead.test(head.trim())) return null;
  const found = stated.map(({ text }) => termsIn(text));
  if (found.includes(null) || !found.some((value) => value !== null && value.terms.length > 1)) return null;
  return {
    ...reading(head, 'TERMS', 'lists of names'),
    valueOf({ text, hasOtherMarks }) {
      const value = termsIn(text);
      return value && { value, hasRemark: hasOtherMarks, confidence: 1 };
    },
  };
}

/** The names in a cell; null if it is not a list of short names. */
function termsIn(text: string): TermsValue | null {
  const parts = text.split(text.includes(';') ? ';' : ',').map((part) => part.trim());
  const areTerms = parts.every(
    (part) => term.test(part) && part.length <= maxTermLength && part.split(/\s+/u).length <= maxTermWords,
  );
  if (!areTerms || /(?:^|\s)(?:and|or|etc\.?)(?:\s|$)/iu.test(text)) return null;
  try {
    return parseWrittenTerms(text);
  } catch (error) {
    if (error instanceof ValueError) return null;
    throw error;
  }
}
