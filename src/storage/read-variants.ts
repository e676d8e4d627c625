import { sql } from 'kysely';
import type { SearchTerms } from '../graph/search/find-words.js';
import type { SearchQuery } from '../graph/search/search-query.js';
import { mostTypos, typosBetween } from '../graph/search/typo.js';
import type { KeyedRow } from './align.js';
import type { Trigram } from './search-forms.js';
import { edgesOf } from './search-index.js';
import type { Session } from './session.js';

/** Words that share the most trigrams with a sought one, and words that have its edges: how many are compared. */
const mostCompared = 500;
/** How many words a sought one may stand for; those with the fewest typos. */
const mostVariants = 20;

const edgesColumns = { ordinal: 'integer', edges: 'text', size: 'integer' } as const;

/**
 * For each word that may have typos, the words of the graph that it may be misspelt for: one statement,
 * none where no word may. Trigrams find words in which a part is right, edges those with a typo in the midst
 * of a short word, which leaves no three letters as they are.
 */
export async function readVariants(session: Session, query: SearchQuery): Promise<SearchTerms['variants']> {
  const single = query.words.flatMap(({ parts }) => parts.flatMap((part) => (part.length === 1 ? part : [])));
  const sought = [...new Set(single)].filter((word) => mostTypos(word) > 0);
  if (sought.length === 0) return new Map();
  const trigrams = sought.flatMap((word, ordinal) =>
    trigramsOf(word).map((trigram) => [ordinal, trigram] as const),
  );
  const edges = sought.map((word, ordinal) => [ordinal, edgesOf(word), [...word].length]);
  const rows = await session.rows<KeyedRow & { word: string }>(sql`
    with alike as (
      select ordinal, word, row_number() over (partition by ordinal order by count(*) desc, word) as place
      from (${session.forms.search.wordsWith(trigrams)}) shared
      group by ordinal, word
    ), edged as (
      select e.ordinal, w.word, row_number() over (partition by e.ordinal order by w.size, w.word) as place
      from ${session.forms.rowSet(edgesColumns, edges)} e cross join word w
      where w.edges = e.edges and w.size between e.size - 1 and e.size + 1
    )
    select ordinal, word from alike where place <= ${sql.lit(mostCompared)}
    union
    select ordinal, word from edged where place <= ${sql.lit(mostCompared)}`);
  return new Map(
    sought.flatMap((word, ordinal) => {
      const variants = nearest(
        word,
        rows.filter((row) => row.ordinal === ordinal).map((row) => row.word),
      );
      return variants.size > 0 ? [[word, variants] as const] : [];
    }),
  );
}

/** Words that begin with the sought one are found as it is spelt. */
function nearest(sought: string, words: readonly string[]): ReadonlySet<string> {
  const near: { word: string; typos: number }[] = [];
  for (const word of words) {
    const typos = word.startsWith(sought) ? null : typosBetween(sought, word);
    if (typos !== null) near.push({ word, typos });
  }
  near.sort((one, other) => one.typos - other.typos || (one.word < other.word ? -1 : 1));
  return new Set(near.slice(0, mostVariants).map(({ word }) => word));
}

function trigramsOf(word: string): readonly Trigram[] {
  const letters = [...word];
  const inside = letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''));
  return [
    { letters: letters.slice(0, 2).join(''), isFirst: true },
    ...[...new Set(inside)].map((three) => ({ letters: three, isFirst: false })),
  ];
}
