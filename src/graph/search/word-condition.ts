import { foldPlural } from './plural.js';
import type { QueryWord, SearchQuery, SearchTerms, WordSequence } from './search-query.js';
import type { SearchedText } from './searched-words.js';

/**
 * A condition on the tokens of a text. The tokens of a sequence are adjacent.
 * @property matchesAsPrefix whether the last token of the sequence also matches as the prefix of longer tokens
 * @property butNot a condition that the text must not meet
 */
export type WordCondition =
  | { readonly all: readonly WordCondition[] }
  | { readonly any: readonly WordCondition[] }
  | { readonly only: WordCondition; readonly butNot: WordCondition }
  | { readonly sequence: readonly string[]; readonly matchesAsPrefix: boolean };

/**
 * The first character of the tokens of forms, so that a whole word differs from an equal form of another word. Words
 * never contain it.
 */
export const formMark = '~';

/** The tokens by which a text is indexed: its words in order, then its forms. */
export function tokensOf({ sequence, forms }: SearchedText): readonly string[] {
  return [...sequence.map(({ word }) => word), ...forms.map(({ word }) => formMark + word)];
}

/** The qualities of a match between a word of a query and a word of a text, best first. */
export const matchQualities = ['WHOLE', 'PART', 'ONE_TYPO', 'TWO_TYPOS'] as const;
export type MatchQuality = (typeof matchQualities)[number];

/**
 * The minimum length of a query word that also matches as the prefix of a longer word. Prefixes of one or two letters
 * would match almost all summaries and claims.
 */
export const minPrefixLength = Object.freeze({ inNames: 1, inTexts: 3 });

const dotted = /\d\.\d/u;

/** Whether a query word also matches as the prefix of a longer word. "3.1" does not match "3.10". */
export function matchesAsPrefix(word: string, minLength: number): boolean {
  return word.length >= minLength && !dotted.test(word);
}

/**
 * Creates the conditions that a text has a word of a query, one for each quality. A text meets at most one of them, the
 * condition of the best quality. Qualities that no text can have are omitted.
 * @param minLength the minimum length of a word that matches as a prefix
 */
export function wordConditions(
  word: QueryWord,
  { variants }: SearchTerms,
  minLength: number,
): readonly (readonly [MatchQuality, WordCondition])[] {
  const typos = Math.max(
    0,
    ...word.parts.flatMap(([part = '']) => [...(variants.get(part)?.values() ?? [])]),
  );
  const cumulative = [
    inQuality(word, whole),
    ...[0, 1, 2]
      .slice(0, typos + 1)
      .map((limit) => inQuality(word, (part) => partCondition(part, variants, minLength, limit))),
  ];
  return cumulative.map((condition, index) => {
    const better = cumulative[index - 1];
    const quality = matchQualities[index] ?? 'TWO_TYPOS';
    return [quality, better ? { only: condition, butNot: better } : condition] as const;
  });
}

/**
 * Creates the condition that a text has a part of a query word: as a word, as the prefix of a word, as a form of a
 * word, or misspelt.
 * @param limit the maximum number of typos
 */
export function partCondition(
  part: WordSequence,
  variants: SearchTerms['variants'],
  minLength: number,
  limit: number,
): WordCondition {
  const misspelt = [...(variants.get(part[0] ?? '') ?? [])].filter(([, count]) => count <= limit);
  if (part.length > 1 || misspelt.length === 0) return spelt(part, minLength);
  return { any: [spelt(part, minLength), ...misspelt.flatMap(([variant]) => variantConditions(variant))] };
}

/** Creates the condition that two words are adjacent in a text, or are written as one word. */
export function pairCondition([word, next]: SearchQuery['pairs'][number], minLength: number): WordCondition {
  const [first, second] = [foldPlural(word), foldPlural(next)];
  return {
    any: [
      exactly([first, second]),
      ...(matchesAsPrefix(next, minLength) ? [{ sequence: [first, next], matchesAsPrefix: true }] : []),
      spelt([word + next], minLength),
    ],
  };
}

type ConditionOfPart = (part: WordSequence) => WordCondition;

function inQuality({ parts, joined }: QueryWord, conditionOf: ConditionOfPart): WordCondition {
  const [only] = parts;
  const all = parts.length === 1 && only ? conditionOf(only) : { all: parts.map(conditionOf) };
  return joined === null ? all : { any: [all, conditionOf([joined])] };
}

function whole(part: WordSequence): WordCondition {
  return exactly(part.map(foldPlural));
}

function spelt(part: WordSequence, minLength: number): WordCondition {
  const [only = ''] = part;
  const isPrefix = matchesAsPrefix(part.at(-1) ?? '', minLength);
  if (part.length > 1) return { sequence: part, matchesAsPrefix: isPrefix };
  const folded = foldPlural(only);
  return {
    any: [
      exactly([folded]),
      ...(isPrefix ? [{ sequence: [only], matchesAsPrefix: true }] : []),
      { sequence: [formMark + only], matchesAsPrefix: isPrefix },
      ...(folded === only ? [] : [exactly([formMark + folded])]),
    ],
  };
}

/** Creates the conditions that a text has a word of the graph, as a word or as a form. */
function variantConditions(variant: string): readonly WordCondition[] {
  return [exactly([foldPlural(variant)]), exactly([formMark + variant])];
}

function exactly(sequence: readonly string[]): WordCondition {
  return { sequence, matchesAsPrefix: false };
}
