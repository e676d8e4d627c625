import { sql, type RawBuilder } from 'kysely';
import { matchesAsPrefix, minPrefixLength, type SearchTerms } from '../../graph/search/find-words.js';
import { keyWeights, wordWeights } from '../../graph/search/relevance.js';
import { searchBounds, type QueryWord } from '../../graph/search/search-query.js';
import { isValidAt } from '../dialect/conditions.js';
import type { TextTable, WordCondition } from '../dialect/search-syntax.js';
import type { Session } from '../session/session.js';
import { storableKey } from '../dialect/storable.js';

/**
 * Selects the hits of a search: one row for each word in a searched text. Columns: `concept`; `word`, the number of the word from 1, or 0 for
 * the entire search text; `weight`; `is_name`, whether the text is a name; `text`, the id of the text of a claim.
 */
export function selectHits(
  session: Session,
  revision: number,
  terms: SearchTerms,
): readonly RawBuilder<unknown>[] {
  const { query, variants } = terms;
  return [
    withKey(query.key, revision),
    ...query.words.flatMap((word, index) =>
      (['spelt', 'misspelt'] as const).flatMap((spelling) => {
        const isSpelt = spelling === 'spelt';
        if (!isSpelt && !word.parts.some(([part = '']) => variants.has(part))) return [];
        const weights = wordWeights[spelling];
        const number = sql.lit(index + 1);
        const withWord = (table: TextTable, minLength: number): RawBuilder<unknown> => sql`
          ${session.syntax.search.textsWith(table, conditionOf(word, minLength, isSpelt ? null : variants))}
            and ${isValidAt(revision, 't')}`;
        return [
          sql`
            select t.concept, ${number} as word,
              case t.field when 'NAME' then ${sql.lit(weights.NAME)} else ${sql.lit(weights.ALIAS)} end as weight,
              1 as is_name, cast(null as integer) as text
            ${withWord('searched_name', minPrefixLength.inNames)}`,
          sql`
            select concept, word, weight, 0 as is_name, text from (
              select t.concept, ${number} as word,
                case when t.claim is null then ${sql.lit(weights.SUMMARY)} else ${sql.lit(weights.CLAIM)} end as weight,
                case when t.claim is null then null else t.id end as text
              ${withWord('searched_text', minPrefixLength.inTexts)}
              limit ${sql.lit(searchBounds.textsOfWord)}
            ) ${sql.ref(`${spelling}_${index + 1}`)}`,
        ];
      }),
    ),
  ];
}

/** Selects the names and aliases that equal the search text or begin with it. */
function withKey(key: string, revision: number): RawBuilder<unknown> {
  const storable = storableKey(key);
  const beyond = storable === null ? null : `${storable}\u{10FFFF}`;
  const weightOf = (field: keyof typeof keyWeights) => sql`
    case t.key when ${storable} then ${sql.lit(keyWeights[field].exact)} else ${sql.lit(keyWeights[field].prefix)} end`;
  return sql`
    select t.concept, 0 as word,
      case t.field when 'NAME' then ${weightOf('NAME')} else ${weightOf('ALIAS')} end as weight,
      1 as is_name, cast(null as integer) as text
    from searched_name t
    where t.key >= ${storable} and t.key < ${beyond} and ${isValidAt(revision, 't')}`;
}

/**
 * The condition that a text has a word: each of its parts, or the parts joined.
 * @param minLength the minimum length of a word that matches as a prefix
 * @param variants other spellings that also match; null for exact matches only
 */
function conditionOf(
  word: QueryWord,
  minLength: number,
  variants: SearchTerms['variants'] | null,
): WordCondition {
  const spelt = (sequence: readonly string[]): WordCondition => ({
    sequence,
    matchesAsPrefix: matchesAsPrefix(sequence.at(-1) ?? '', minLength),
  });
  const all = word.parts.map((part): WordCondition => {
    const spellings = variants?.get(part[0] ?? '');
    if (part.length > 1 || !spellings) return spelt(part);
    return {
      any: [
        spelt(part),
        ...[...spellings].map((variant): WordCondition => ({ sequence: [variant], matchesAsPrefix: false })),
      ],
    };
  });
  return word.joined === null ? { all } : { any: [{ all }, spelt([word.joined])] };
}
