import { supportRule, type Support, type SupportValue } from './support.js';
import { defaultMarks, SupportMarks } from './support-marks.js';
import { findSupportWords, stripParentheses, type SupportCertainty } from './support-words.js';
import { noScale, ValueError } from './value-type.js';

/** The support that a text states, and its certainty. */
export interface WrittenSupport {
  readonly value: SupportValue;
  readonly certainty: SupportCertainty;
}

const ownMarks = new SupportMarks(defaultMarks);

/**
 * Parses support as people write it: `Yes`, `No, but planned`, `Partial`, `✅ since 2.1`. Words after the mark or word
 * become the note.
 * @throws {ValueError} for all other texts, and for phrases that state support only beside others, such as "planned"
 */
export function parseWrittenSupport(text: string): SupportValue {
  const found = findWrittenSupport(text);
  if (found === null || found.certainty === 'IMPLIED')
    throw new ValueError('yes, no or partly, with a remark or without: Yes, No, Yes (paid), Partial', text);
  return found.value;
}

/**
 * Finds the support that a text states; null if it states none, or contradicts itself (`✅ No`).
 * @param marks the marks of the context, such as those of a legend
 */
export function findWrittenSupport(text: string, marks: SupportMarks = ownMarks): WrittenSupport | null {
  const written = text.trim().replaceAll(/[ \t]+/gu, ' ');
  const marked = marks.split(written);
  if (marked === null) return wordedSupport(written);
  if (marked.isRepeated) return null;
  const meanings = marked.marks.flatMap((mark) => marks.meaningOf(mark) ?? []);
  const supports = new Set(meanings.map(({ support }) => support));
  const [meaning, ...others] = meanings;
  if (!meaning) return null;
  // ✅ iOS ❌ Android: part of it is supported.
  if (supports.size > 1) return support('PARTIAL', written, 'CERTAIN');
  const noteOfMark = others.length === 0 ? meaning.note : null;
  return markedSupport(meaning.support, noteOfMark, marked.words, marked.marks[0] ?? written);
}

function markedSupport(
  ofMark: Support,
  noteOfMark: string | null,
  words: string,
  mark: string,
): WrittenSupport | null {
  const remark = remarkOf(words);
  if (remark === '') return support(ofMark, noteOfMark ?? (ofMark === 'PARTIAL' ? mark : null), 'CERTAIN');
  const worded = findSupportWords(words);
  const note = worded?.isPlain === true ? worded.remark : remark;
  if (worded === null || worded.support === ofMark)
    return support(ofMark, note || noteOfMark || remarkIfPartial(ofMark, remark), 'CERTAIN');
  if (ofMark === 'PARTIAL') return support('PARTIAL', remark, 'CERTAIN');
  // "✅ planned" and "❌ yes" contradict themselves; "✅ partial" and "❌ beta" do not.
  if (worded.support !== 'PARTIAL') return null;
  return support(ofMark === 'YES' ? 'PARTIAL' : 'NO', remark, 'CERTAIN');
}

function remarkIfPartial(ofMark: Support, remark: string): string | null {
  return ofMark === 'PARTIAL' ? remark : null;
}

/** Removes the sign or the parentheses between a mark and its remark. */
function remarkOf(words: string): string {
  return stripParentheses(words.replace(/^[\s,;:/–—-]+(?=\S)/u, '').replace(/^[-–—:,;.]$/u, ''));
}

function wordedSupport(written: string): WrittenSupport | null {
  const worded = findSupportWords(written);
  if (worded === null) return null;
  const { certainty, isPlain, remark } = worded;
  // "Yes (partial)" states a part.
  const ofRemark = worded.support === 'YES' ? findSupportWords(remark) : null;
  if (ofRemark?.support === 'PARTIAL' && ofRemark.certainty === 'WORDED')
    return support('PARTIAL', remark, certainty);
  const isNoted = !isPlain && remark === '';
  return support(
    worded.support,
    isNoted ? written : isPlain ? remark : withWord(written, remark, worded.support),
    certainty,
  );
}

/** The note of a phrase with a remark: the remark alone for partial support, whose word adds nothing. */
function withWord(written: string, remark: string, ofPhrase: Support): string {
  return ofPhrase === 'PARTIAL' ? remark : written;
}

function support(ofText: Support, note: string | null, certainty: SupportCertainty): WrittenSupport {
  return {
    value: supportRule.parse({ support: ofText, note: note === '' ? null : note }, noScale),
    certainty,
  };
}
