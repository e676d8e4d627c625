import type { Absence } from '../../../graph/claim.js';
import type { Support } from '../../../graph/values/support.js';
import { defaultMarks } from '../../../graph/values/support-marks.js';
import { findSupportWords } from '../../../graph/values/support-words.js';
import { absenceIn } from './absent-words.js';

/** The meaning of a mark in a legend. */
export interface LegendEntry {
  /** The meaning in the words of the legend. */
  readonly words: string;
  /** The support that the mark states; null if it states none. */
  readonly support: Support | null;
  readonly absence: Absence | null;
}

const parts =
  /\b(?:part|partly|partial(?:ly)?|limited|plug-?ins?|add-?ons?|extensions?|third[- ]party|3rd[- ]party|community|some|incomplete|work-?arounds?|experimental|optional|beta|paid|needs?|needed|requires?|required|manual(?:ly)?|with (?:restrictions|limitations|caveats)|only)\b/iu;
const denialAtStart =
  /^(?:no|not|none|never|un(?:supported|available|implemented)|missing|absent|lacks?|lacking|without|impossible|planned|on the roadmap|in development)\b/iu;
const denial = /\b(?:not|never|cannot|(?:ca|do|does|is|are|was|wo)n['’]t)\b/iu;
const affirmation =
  /\b(?:yes|support(?:s|ed)?|built[- ]?in|full(?:y)?|available|included|native(?:ly)?|has|have|works?|out of the box|official(?:ly)?|implemented|complete(?:ly)?|enabled|possible|present|true)\b/iu;

/**
 * Finds the meaning of a mark from the words of a legend. An absence determines the meaning of any mark, and so does a
 * plain word of support unless it contradicts the fixed meaning of the mark. Other words determine the meaning of a
 * mark without a fixed meaning, and can weaken a fixed YES to PARTIAL.
 */
export function meaningOf(mark: string, text: string): LegendEntry {
  const words = text.replace(/^that (?=\S)/iu, '');
  const absence = absenceIn(words)?.absence ?? null;
  if (absence !== null) return { words, support: null, absence };
  const custom = defaultMarks.get(mark)?.support ?? null;
  const plain = plainSupport(words);
  const isOpposite =
    plain !== null && custom !== null && plain !== custom && plain !== 'PARTIAL' && custom !== 'PARTIAL';
  // A legend that contradicts the fixed meaning of its mark states no certain support.
  if (isOpposite) return { words, support: null, absence: null };
  const described = plain ?? describedSupport(words);
  const isQualified = custom === 'YES' && described === 'PARTIAL';
  return {
    words,
    support: custom === null || plain !== null || isQualified ? described : custom,
    absence: null,
  };
}

/** The support of words that are a statement of support and nothing else; null for all other words. */
export function plainSupport(words: string): Support | null {
  const worded = findSupportWords(words);
  return worded && worded.certainty !== 'IMPLIED' && worded.remark === '' ? worded.support : null;
}

/** The support that a description states; null if it states no certain support. */
function describedSupport(words: string): Support | null {
  if (denialAtStart.test(words)) return 'NO';
  const denied = denial.exec(words)?.index ?? null;
  const affirmed = affirmation.exec(words)?.index ?? null;
  if (denied !== null) return affirmed === null || denied < affirmed ? 'NO' : null;
  if (parts.test(words)) return 'PARTIAL';
  const implied = findSupportWords(words)?.support ?? null;
  return implied ?? (affirmed === null || /\b(?:no|without|missing|lacks?)\b/iu.test(words) ? null : 'YES');
}
