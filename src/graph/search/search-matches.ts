import { axisPredicates, type Claim, type Predicate } from '../claim.js';
import type { Concept } from '../concept.js';
import { ruleOf, type ClaimValue } from '../values/value-rules.js';
import { findWords, type TextRange } from './find-words.js';
import type { SearchTerms } from './search-query.js';
import { searchedWords, searchKey } from './searched-words.js';
import { snippetOf } from './snippet.js';
import { minPrefixLength } from './word-condition.js';

/** The fields that are searched, in descending order of `wordLevels`; CLAIM and VALUE have equal levels. */
export const searchFields = ['NAME', 'ALIAS', 'SUMMARY', 'CLAIM', 'VALUE'] as const;
export type SearchField = (typeof searchFields)[number];

/** A text in which words of a search were found, with their ranges. */
export interface SearchMatch {
  readonly field: SearchField;
  /** The text, or an excerpt of the text around the first found word. */
  readonly text: string;
  /** Ranges in `text`: sorted, without overlaps, at least one. */
  readonly ranges: readonly TextRange[];
  /** The id of the claim that has the text; null for a text of the concept. */
  readonly claim: string | null;
}

function searchedTextOf(value: ClaimValue | null): string | null {
  return value && ruleOf(value).searched(value);
}

/** The searched text of a claim: its text and the searched text of its value; null if it has neither. */
export function searchedTextOfClaim({ text, value }: Pick<Claim, 'text' | 'value'>): string | null {
  const texts = [text, searchedTextOf(value)].filter((each) => each !== null);
  return texts.length === 0 ? null : texts.join('\n');
}

const predicatesOfAxes: ReadonlySet<Predicate> = new Set(Object.values(axisPredicates));

/**
 * The axis that a search finds by the words of a claim, in addition to the subject: the dimension, feature, benefit,
 * drawback or use case of the claim; null if it has none.
 */
export function searchedTargetOf<Target>(claim: {
  readonly predicate: Predicate;
  readonly target: Target | null;
}): Target | null {
  return predicatesOfAxes.has(claim.predicate) ? claim.target : null;
}

/** The searched members of a claim. */
type SearchedClaim = Pick<Claim, 'id' | 'text' | 'value'>;

/** Finds the words of a search in a concept's names and summary, and in claims about it, or along it if it is an axis. */
export function matchesOf(
  concept: Concept,
  claims: readonly SearchedClaim[],
  terms: SearchTerms,
): readonly SearchMatch[] {
  const conceptTexts: readonly (readonly [SearchField, string | null])[] = [
    ['NAME', concept.name],
    ...concept.aliases.map((alias) => ['ALIAS', alias] as const),
    ['SUMMARY', concept.summary],
  ];
  return [
    ...conceptTexts.flatMap(([field, text]) => {
      const punctuation = text !== null && field !== 'SUMMARY' ? punctuationMatch(text, terms) : null;
      return punctuation
        ? [toMatch(field, punctuation.text, punctuation.ranges, null)]
        : matchesIn([[field, text]], terms, null);
    }),
    ...claims.flatMap(({ id, text, value }) =>
      matchesIn(
        [
          ['CLAIM', text],
          ['VALUE', searchedTextOf(value)],
        ],
        terms,
        id,
      ),
    ),
  ];
}

function matchesIn(
  fields: readonly (readonly [SearchField, string | null])[],
  terms: SearchTerms,
  claim: string | null,
): readonly SearchMatch[] {
  const texts = fields.flatMap(([field, text]) => (text === null ? [] : [{ field, text }]));
  const { ranges } = findWords(
    texts.map(({ text }) => searchedWords(text)),
    terms,
    fields.some(([field]) => field === 'NAME' || field === 'ALIAS')
      ? minPrefixLength.inNames
      : minPrefixLength.inTexts,
  );
  return texts.flatMap(({ field, text }, index) => {
    const found = ranges[index] ?? [];
    return found.length === 0 ? [] : [toMatch(field, text, found, claim)];
  });
}

function toMatch(
  field: SearchField,
  text: string,
  ranges: readonly TextRange[],
  claim: string | null,
): SearchMatch {
  return Object.freeze({ field, ...snippetOf(text, ranges), claim });
}

/**
 * Matches a name with a query that has only punctuation; null if the query has words, or if the name does not start
 * with the query.
 */
function punctuationMatch(text: string, { query }: SearchTerms) {
  if (query.words.length > 0 || !searchKey(text).startsWith(query.key)) return null;
  return { text, ranges: [{ start: 0, end: [...text].length }] };
}
