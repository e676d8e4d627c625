import type { PlacedText } from '../../input/placed-text.js';
import { isTitleCase } from '../text/title-case.js';

/**
 * Whether the line break after a line is a space.
 * @param index the index of the line, which is not the last one
 * @param startsParagraph whether the line is the first line of its paragraph
 */
export type LineJoiner = (lines: readonly PlacedText[], index: number, startsParagraph: boolean) => boolean;

/** The minimum length of a line that was wrapped before a word in lower case, in UTF-16 code units. Shorter lines do not count for the width. */
const minWrappedLength = 32;
/** The minimum number of words of a line that was wrapped after a function word, a comma or another sign of `openEnd`. */
const minWords = 4;
/** The maximum number of UTF-16 code units by which most wrapped lines are shorter than the width. */
const maxRagged = 18;

/** Matches a word or sign at the end of a line that rarely ends a sentence, heading or table cell. */
const openEnd =
  /(?:[\s(“"‘]|^)(?:an?|the|of|to|in|on|at|by|for|from|with|without|and|or|but|as|is|are|was|were|be|that|which|than|into|its|their|your|our|this|these|if|when|while|because|whereas|has|have|can|will|may|not)$|[,(]$|\s[•▪●‣]$/iu;
const sentenceEnd = /[.!?:;…|。！？][\s"'“”’)\]*_]*$/u;
/** Matches the first line of a list item, if it has 24 or more characters before a semicolon at its end. */
const itemBeforeSemicolon = /^\s*[-*+•]\s.{24,};$/u;
const isQuestion = /^\s*\p{Lu}[^.?!]{4,80}\?\s*$/u;
const wholeSentence = /^\s*\p{Lu}[^.!?:;]+[.!]\s*$/u;
const hasBullets = /\s[•▪●‣]\s/u;
const hasPunctuation = /[.!?](?:\s|$)/u;
const startsLowerCase = /^\s*["'“‘([*_`]{0,3}\p{Ll}/u;
const labelled = /^\s*["“*_]{0,3}\p{Lu}[^.!?:]{0,40}[:：]\s/u;

/** The maximum number of UTF-16 code units by which a wrapped line is longer than the width. */
const maxLonger = 10;
/** The minimum length of a wrapped line before a long word other than a URL, as a share of the width. */
const minFilled = 0.6;
/** The maximum length of a wrapped line of Markdown that ends a sentence, in UTF-16 code units. */
const maxWidth = 140;
/** The maximum number of lines that are searched for the punctuation of a sentence. */
const maxLookahead = 40;
/** The minimum length of a wrapped line of Markdown that neither fills the width nor ends a sentence, in UTF-16 code units. */
const minProseLength = 50;
const emphasisedLabel = /^\s*(\*\*|__)[^*_]{1,120}?(?:[:.：]\s*\1|\1\s*[:：–—-])/u;
const emphasisedLine = /^\s*(\*\*|__)(?:(?!\1).)+\1[\s:]*$/u;

/**
 * Creates a joiner of the lines of a plain text. A line break is a space within a sentence. It is also a space after a line
 * that fills the width, unless the lines look separate, such as headings, labels and table rows.
 */
export function textJoiner(lines: readonly PlacedText[]): LineJoiner {
  const width = wrapWidthOf(lines.map(({ text }) => text));
  const isDense = !lines.some(({ isBlank }, index) => isBlank && index > 0 && index < lines.length - 1);
  return (paragraph, index, startsParagraph) => {
    const [line, next] = textsAt(paragraph, index);
    if (endsWithinSentence(line, next)) return true;
    if (!isFull(line, next, width)) return false;
    const endsSentence = sentenceEnd.test(line.trimEnd());
    if (labelled.test(next) && (endsSentence || (labelled.test(line) && !hasBullets.test(line))))
      return false;
    if (endsSentence) {
      // Headings, lead-ins, and sentences on one line each are not joined.
      const isHeading = isQuestion.test(next) || (startsParagraph && /[?:：]\s*$/u.test(line));
      const areSentences = startsParagraph && wholeSentence.test(line) && wholeSentence.test(next);
      return !isHeading && !areSentences && endsInSentence(paragraph, index + 1, width);
    }
    if (!startsParagraph || hasBullets.test(line)) return true;
    // Headings and rows of tables can be as long as wrapped lines.
    if (isTitleCase(line) && !isTitleCase(next) && isDense) return false;
    return (isTitleCase(line) && isTitleCase(next)) || endsInSentence(paragraph, index, width);
  };
}

/** Whether one of the full lines from an index on, or the line after them, has the punctuation of a sentence. Searches `maxLookahead` lines at most. */
function endsInSentence(lines: readonly PlacedText[], index: number, width: number): boolean {
  for (let at = index; at < index + maxLookahead; at += 1) {
    const [line, next] = textsAt(lines, at);
    if (hasPunctuation.test(line)) return true;
    if (next.trim() === '' || !isFull(line, next, width)) return false;
  }
  return false;
}

function textsAt(lines: readonly PlacedText[], index: number): readonly [line: string, next: string] {
  return [lines[index]?.text ?? '', lines[index + 1]?.text ?? ''];
}

/**
 * Creates a joiner of the lines of Markdown paragraphs. A line break is a space unless it is a hard line break, or the lines
 * look like separate lines that were copied into Markdown, such as headings, labels, and paragraphs on one line.
 */
export function markdownJoiner(raw: string): LineJoiner {
  const width = wrapWidthOf(raw.split(/\r\n|\n|\r/u));
  return (lines, index, startsParagraph) => {
    const [line, next] = textsAt(lines, index);
    const rawLine = rawLineAt(raw, lines[index]?.start ?? 0);
    const rawNext = rawLineAt(raw, lines[index + 1]?.start ?? 0);
    if (/(?:\\| {2}|<br\s*\/?>\s*)$/iu.test(rawLine) || emphasisedLine.test(rawLine)) return false;
    if (endsWithinSentence(line, next)) return true;
    const isLabelled = emphasisedLabel.test(rawNext) || labelled.test(next);
    const endsSentence = sentenceEnd.test(line.trimEnd());
    if (isLabelled && (endsSentence || labelled.test(line) || emphasisedLabel.test(rawLine))) return false;
    // Text that was copied into Markdown: headings that are questions, and paragraphs on one line each.
    if (endsSentence && (isQuestion.test(next) || rawLine.length > maxWidth)) return false;
    if (isFull(rawLine, rawNext, width)) return true;
    return endsSentence ? !startsParagraph || !/[?:：]\s*$/u.test(line) : rawLine.length >= minProseLength;
  };
}

/** The maximum number of UTF-16 code units of a raw line that are read before and after an offset. */
const maxRawLength = 4_000;

function rawLineAt(raw: string, offset: number): string {
  const before = raw.slice(Math.max(0, offset - maxRawLength), offset);
  const after = raw.slice(offset, offset + maxRawLength);
  const start = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  return start + (/^[^\n\r]*/u.exec(after)?.[0] ?? '');
}

/**
 * Whether a line ends within a sentence that the next line continues. A line break within a sentence is a space, no
 * matter where the lines of the document are wrapped.
 */
function endsWithinSentence(line: string, next: string): boolean {
  const text = line.trimEnd();
  if (itemBeforeSemicolon.test(text) && startsLowerCase.test(next)) return true;
  if (sentenceEnd.test(text)) return false;
  const hasOpenEnd = openEnd.test(text) && text.trim().split(/\s+/u).length >= minWords;
  return hasOpenEnd || (text.trim().length >= minWrappedLength && startsLowerCase.test(next));
}

/**
 * The width at which the lines of a document are wrapped, in UTF-16 code units: the length of the longest line that
 * ends within a sentence; 0 if the lines are not wrapped at one width.
 */
function wrapWidthOf(lines: readonly string[]): number {
  const lengths = lines.flatMap((text, index) => {
    const next = lines[index + 1] ?? '';
    const line = text.trimEnd();
    return line.length >= minWrappedLength && next.trim() !== '' && endsWithinSentence(line, next)
      ? [line.length]
      : [];
  });
  const width = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  const nearWidth = lengths.filter((length) => length >= width - maxRagged).length;
  return nearWidth >= 2 && nearWidth * 2 > lengths.length ? width : 0;
}

/**
 * Whether a line is so long that the first word of the next line did not fit. False if the lines are not wrapped at one width.
 * @param width see `wrapWidthOf`
 */
function isFull(line: string, next: string, width: number): boolean {
  const { length } = line.trimEnd();
  const word = /^\s*(\S+)/u.exec(next)?.[1] ?? '';
  // A short line above a URL can be wrapped. Other long words can be table cells that were joined without spaces.
  const isLong = length >= width * minFilled || word.includes('://');
  return width > 0 && isLong && length <= width + maxLonger && length + 1 + word.length > width;
}
