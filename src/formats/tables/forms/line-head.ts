import { PlacedText } from '../../input/placed-text.js';
import { stopWords, tokensOf, type Token } from '../../input/tokens.js';
import type { DocumentWords } from './document-words.js';
import { labelHead } from './text-form.js';

/** The head of a table as a line of text. */
export interface LineHead {
  /** The head of the names of rows; blank if it is missing. */
  readonly label: PlacedText;
  /** The heads of the other columns, at least two. */
  readonly names: readonly PlacedText[];
  /** Whether cells follow each other without a space, as in `FeatureOakElm`. */
  readonly isGlued: boolean;
  /** Whether witnesses name at least two columns. */
  readonly isWitnessed: boolean;
}

/** The lines that can be a table. Their words are not evidence for the names in the head of the table. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

const maxLength = 240;
const maxLabelWords = 4;
const glued = /(?<=[\p{Ll}\p{N})])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu;

/**
 * Cuts a line into the heads of a table: up to four words as the head of the names of rows, then at least two names.
 * Names are those of witnesses, and phrases that occur elsewhere in the document.
 * @returns null if the line is not such a head
 */
export function lineHead(content: PlacedText, range: LineRange, words: DocumentWords): LineHead | null {
  const { text } = content;
  if (text.length > maxLength || /[.;!,:：?]$/u.test(text)) return null;
  const tokens = tokensOf(text);
  if (tokens.length > 24) return null;
  return spacedHead(content, tokens, range, words) ?? gluedHead(content, range, words);
}

/** A range of a text, in UTF-16 code units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

function spacedHead(
  content: PlacedText,
  tokens: readonly Token[],
  range: LineRange,
  words: DocumentWords,
): LineHead | null {
  const { text } = content;
  if (tokens.length < 2) return null;
  const mentions = words.mentionsIn(text);
  const names = new Set(mentions.map(({ name }) => name));
  const isWitnessed = names.size >= 2;
  const labelEnd = endOfLabel(tokens);
  // If witnesses name fewer than two columns, the word "Feature" or the like must show that the line is a head.
  if (!isWitnessed && labelEnd === 0) return null;
  const parts = isWitnessed ? namesAround(text, tokens, mentions, range, words) : [];
  const found =
    parts.length > 0
      ? parts
      : phrasesIn(
          tokens.filter(({ start }) => start >= labelEnd),
          range,
          words,
        );
  const ranges = found === null ? [] : withGlosses(text, found);
  const [first] = ranges;
  if (!first || ranges.length < 2) return null;
  const keys = ranges.map(({ start, end }) => text.slice(start, end).toLowerCase());
  if (new Set(keys).size < keys.length) return null;
  // Only white space may be between the names.
  if (ranges.some(({ end }, index) => /\S/u.test(text.slice(end, ranges[index + 1]?.start)))) return null;
  const label = content.slice(0, first.start).trim();
  if (!isLabel(label.text)) return null;
  return {
    label,
    names: ranges.map(({ start, end }) => content.slice(start, end)),
    isGlued: false,
    isWitnessed,
  };
}

function isLabel(text: string): boolean {
  return (
    text.split(/\s+/u).length <= maxLabelWords &&
    !/[,;:?(]|\b(?:vs|versus|and|or|between|the|is|of)$/iu.test(text)
  );
}

/** The end offset of the last word such as "feature" or "aspect" among the first four words; 0 if there is none. */
function endOfLabel(tokens: readonly Token[]): number {
  return tokens.slice(0, maxLabelWords).findLast(({ text }) => labelHead.test(text))?.end ?? 0;
}

/** The names of witnesses, and further names between, before and after them; empty if the line has other text. */
function namesAround(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Range[],
  range: LineRange,
  words: DocumentWords,
): readonly Range[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of mentions) {
    const last = merged.at(-1);
    // A name in parentheses explains the name before it.
    if (last && /^\s*[(（]$/u.test(text.slice(last.end, start))) last.end = end;
    else merged.push({ start, end });
  }
  const first = merged[0]?.start ?? 0;
  const isFree = ({ start, end }: Range): boolean =>
    !merged.some((mention) => mention.start < end && mention.end > start);
  const isOutsideParentheses = ({ start }: Range): boolean =>
    (text.slice(0, start).match(/[(（]/gu)?.length ?? 0) ===
    (text.slice(0, start).match(/[)）]/gu)?.length ?? 0);
  const free = tokens.filter((token) => isFree(token) && isOutsideParentheses(token));
  const labelEnd = endOfLabel(tokens);
  const before = labelEnd > 0 ? free.filter(({ start }) => start >= labelEnd && start < first) : [];
  const beforeNames = before.length > 0 ? (phrasesIn(before, range, words) ?? []) : [];
  const inner: Range[] = [];
  for (const [index, { end }] of merged.entries()) {
    const next = merged[index + 1]?.start ?? text.length;
    const gap = free.filter((token) => token.start >= end && token.start < next);
    if (gap.some(({ text: word }) => !/^[\p{Lu}\p{N}]/u.test(word))) return [];
    inner.push(...segmentsOf(gap, range, words));
  }
  return [...beforeNames, ...merged, ...inner].sort((a, b) => a.start - b.start);
}

/** Cuts words into phrases; null unless all of them look like names and occur elsewhere in the document. */
function phrasesIn(
  tokens: readonly Token[],
  range: LineRange,
  words: DocumentWords,
): readonly Range[] | null {
  const segments = segmentsOf(tokens, range, words);
  const isPhrase = ({ start, end }: Range): boolean => {
    const own = tokens.filter((token) => token.start >= start && token.end <= end);
    const isName = own.every(({ key }) => !stopWords.has(key)) && /^[\p{Lu}\p{N}]/u.test(own[0]?.text ?? '');
    return (
      isName &&
      words.occursOutside(
        own.map(({ key }) => key),
        range.start,
        range.end,
      )
    );
  };
  return segments.length > 0 && segments.every(isPhrase) ? segments : null;
}

/** Joins neighbouring words that are also neighbours elsewhere in the document. */
function segmentsOf(
  tokens: readonly Token[],
  { start, end }: LineRange,
  words: DocumentWords,
): readonly Range[] {
  const segments: { start: number; end: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const isJoined = before && words.occursOutside([before.key, token.key], start, end);
    const last = segments.at(-1);
    if (isJoined && last) last.end = token.end;
    else segments.push({ start: token.start, end: token.end });
  }
  return segments;
}

/** Extends names by plural endings and explanations in parentheses. */
function withGlosses(text: string, ranges: readonly Range[]): readonly Range[] {
  return ranges.map(({ start, end }, index) => {
    const gap = text.slice(end, ranges[index + 1]?.start);
    const gloss = /^s?(?:\s*\)|\s*[(（][^()（）]{1,40}[)）])?/u.exec(gap)?.[0] ?? '';
    return { start, end: end + gloss.length };
  });
}

function gluedHead(content: PlacedText, range: LineRange, words: DocumentWords): LineHead | null {
  const { text } = content;
  const cuts = [...text.matchAll(glued)]
    .map(({ index }) => index)
    .filter((cut) => {
      const start = text.slice(0, cut).search(/[\p{L}\p{N}]+$/u);
      const word = (/^[\p{L}\p{N}]+/u.exec(text.slice(Math.max(start, 0))) ?? [''])[0];
      // A name such as `JavaScript` is not glued.
      return !words.hasWordOutside(word, range.start, range.end);
    });
  if (cuts.length === 0) return null;
  const bounds = [0, ...cuts, text.length];
  const cells = bounds.slice(1).map((end, index) => content.slice(bounds[index] ?? 0, end).trim());
  const [first = PlacedText.empty, ...others] = cells;
  const inFirst = words.mentionsIn(first.text).at(-1);
  // The first name may be after a space: "Key feature OakElm".
  const isSplit = inFirst !== undefined && /^s?\)?$/u.test(first.text.slice(inFirst.end));
  const label = isSplit ? first.slice(0, inFirst.start).trim() : first;
  const names = isSplit ? [first.slice(inFirst.start).trim(), ...others] : others;
  if (names.length < 2 || !isLabel(label.text)) return null;
  const keysOfName = (name: string): readonly string[] =>
    tokensOf(name.replace(/\s*\([^)]*\)?$/u, '')).map(({ key }) => key);
  const witnessed = names.filter(({ text: name }) => words.nameIn(name) !== null).length;
  const occurring = names.filter(({ text: name }) =>
    words.occursOutside(keysOfName(name), range.start, range.end),
  ).length;
  if (witnessed < 2 && !(occurring === names.length && labelHead.test(label.text))) return null;
  return { label, names, isGlued: true, isWitnessed: witnessed >= 2 };
}
