import { fold } from '../text/fold.js';
import type { Support, SupportValue } from './support.js';
import { defaultMarks, SupportMarks } from './support-marks.js';
import {
  findSupportWords,
  stripParentheses,
  type SupportCertainty,
  type SupportWord,
} from './support-words.js';
import { ValueError } from './value-type.js';

/** The support that a text states, and its certainty. */
export interface WrittenSupport {
  readonly value: SupportValue;
  readonly certainty: SupportCertainty;
}

/** The maximum length of a text with a mark or word of support and a remark, in UTF-16 code units. */
const maxLength = 1_000;

const ownMarks = new SupportMarks(defaultMarks);

/**
 * Parses support as people write it: `Yes`, `No, but planned`, `Partial`, `✅ since 2.1`. Further words become the note.
 * @throws {ValueError} for all other texts, and for phrases that state support only beside others, such as "planned"
 */
export function parseWrittenSupport(text: string): SupportValue {
  const found = findWrittenSupport(text);
  if (found === null || found.certainty === 'IMPLIED')
    throw new ValueError('yes, no or partly, with a remark or without: Yes, No, Yes (paid), Partial', text);
  return found.value;
}

/**
 * Finds the support that a text states; null if it states none, contradicts itself (`✅ No`), repeats a mark as a rating
 * does, or has more than 1,000 UTF-16 code units.
 * @param marks the marks of the context, such as those of a legend
 */
export function findWrittenSupport(text: string, marks: SupportMarks = ownMarks): WrittenSupport | null {
  if (text.length > maxLength) return null;
  const written = text.trim().replaceAll(/[ \t]+/gu, ' ');
  const marked = marks.split(written);
  if (marked === null) return wordedSupport(written);
  if (marked.isRepeated) return null;
  const meanings = marked.marks.flatMap((mark) => marks.meaningOf(mark) ?? []);
  const [meaning, ...others] = meanings;
  if (!meaning) return null;
  // ✅ iOS ❌ Android: part of it is supported.
  if (others.some(({ support }) => support !== meaning.support)) return stated('PARTIAL', written, 'CERTAIN');
  return markedSupport(meaning.support, {
    written,
    words: marked.words,
    noteOfMark: others.length === 0 ? meaning.note : null,
  });
}

interface MarkedWords {
  readonly written: string;
  /** The words beside the mark. */
  readonly words: string;
  /** The words of a legend for the mark; null if there are none. */
  readonly noteOfMark: string | null;
}

function markedSupport(ofMark: Support, { written, words, noteOfMark }: MarkedWords): WrittenSupport | null {
  const remark = remarkIn(words);
  if (isEmpty(remark)) return stated(ofMark, noteOfMark ?? partlyNote(ofMark, written), 'CERTAIN');
  const worded = findSupportWords(words);
  if (worded === null || worded.support === ofMark) {
    const note = worded?.isPlain === true ? worded.remark : remark;
    return stated(ofMark, isEmpty(note) ? (noteOfMark ?? partlyNote(ofMark, remark)) : note, 'CERTAIN');
  }
  if (ofMark === 'PARTIAL') return stated('PARTIAL', remark, 'CERTAIN');
  // "✅ No" and "❌ yes" contradict themselves. Other words qualify the mark: "✅ no grant", "❌ beta".
  if (worded.support !== 'PARTIAL' && worded.certainty === 'CERTAIN') return null;
  const isPart = ofMark === 'YES' && statesPart(worded, words);
  return stated(isPart ? 'PARTIAL' : ofMark, remark, 'CERTAIN');
}

/** Whether a remark after a word or mark of support restricts it. "Yes (optional)" is full support. */
function statesPart({ support, certainty }: SupportWord, remark: string): boolean {
  return support === 'PARTIAL' && certainty === 'WORDED' && !/^\W*optional/iu.test(remark);
}

/** Removes the signs between a mark and its remark, and the parentheses around the remark. */
function remarkIn(words: string): string {
  return stripParentheses(words.replace(/^[\s,;:/–—-]+(?=\S)/u, '').replace(/^[-–—:,;.]$/u, ''));
}

function wordedSupport(written: string): WrittenSupport | null {
  const worded = findSupportWords(written);
  if (worded === null) return null;
  const { support, certainty, isPlain, remark } = worded;
  // "Yes (partial)" states a part.
  const ofRemark = support === 'YES' ? findSupportWords(remark) : null;
  if (ofRemark && statesPart(ofRemark, remark)) return stated('PARTIAL', remark, certainty);
  if (isPlain) return stated(support, remark, certainty);
  // The remark alone is the note of partial support, whose word adds nothing.
  return stated(support, support === 'PARTIAL' && !isEmpty(remark) ? remark : wordsOf(written), certainty);
}

/** The words of a text without an empty remark: "Partly (.)" is "Partly". */
function wordsOf(written: string): string {
  return written.replace(/\s*[([][^\p{L}\p{N}]*[)\]]$/u, '');
}

function partlyNote(support: Support, note: string): string | null {
  return support === 'PARTIAL' ? note : null;
}

function isEmpty(note: string): boolean {
  return fold(note) === '';
}

function stated(support: Support, note: string | null, certainty: SupportCertainty): WrittenSupport {
  const isNoted = note !== null && !isEmpty(note);
  return { value: { type: 'SUPPORT', support, note: isNoted ? note.trim() : null }, certainty };
}
