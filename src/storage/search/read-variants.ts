import { sql } from 'kysely';
import type { SearchQuery, SearchTerms } from '../../graph/search/search-query.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import {
  edgesOf,
  maxCompared,
  nearestVariants,
  trigramsOf,
  withMoreWords,
  wordsWithTypos,
  type Trigram,
} from '../../graph/search/variants.js';
import { sorted } from '../../graph/work/sort.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { KeyedRow } from '../session/align.js';
import type { Cell } from '../dialect/columns.js';
import { FirstItems } from '../../graph/work/first-items.js';
import type { Session } from '../session/session.js';

const edgesColumns = { ordinal: 'integer', edges: 'text', size: 'integer' } as const;

/**
 * Finds the variants of the query's words: the words of the graph of which a query word may be a misspelling. Runs one
 * statement, or none if no word may have typos.
 *
 * Trigrams find words with a correctly spelt part. Edges (the first and last letter) find short words with a typo in
 * the middle. Such a typo leaves no three adjacent letters unchanged.
 * @param moreWords words of which a query word may also be a misspelling
 */
export async function readVariants(
  session: Session,
  query: SearchQuery,
  moreWords: readonly string[] = [],
): Promise<SearchTerms['variants']> {
  const searched = wordsWithTypos(query);
  if (searched.length === 0) return new Map();
  const trigrams = searched.flatMap((word, ordinal) =>
    trigramsOf(word).map((trigram) => [ordinal, trigram] as const),
  );
  const edges = searched.map((word, ordinal) => [ordinal, edgesOf(word), [...word].length]);
  const find = session.syntax.isEmbedded ? findByRow : findBySql;
  const words = await find(session, trigrams, edges, searched.length);
  return inSlices(nearestOf(searched, words, moreWords), session.pace);
}

type Numbered<Item> = readonly (readonly [ordinal: number, item: Item])[];

/** Finds the candidates of each word with one statement, which counts and truncates. */
async function findBySql(
  session: Session,
  trigrams: Numbered<Trigram>,
  edges: readonly (readonly Cell[])[],
  count: number,
): Promise<readonly ReadonlySet<string>[]> {
  const words = Array.from({ length: count }, () => new Set<string>());
  const statement = sql<KeyedRow & { word: string }>`
    with alike as (
      select ordinal, word, row_number() over (partition by ordinal order by count(*) desc, word) as place
      from (${session.syntax.search.wordsWith(trigrams)}) shared
      group by ordinal, word
    ), edged as (
      select e.ordinal, w.word, row_number() over (partition by e.ordinal order by w.size, w.word) as place
      from ${session.syntax.rowSet(edgesColumns, edges)} e cross join word w
      where w.edges = e.edges and w.size between e.size - 1 and e.size + 1
    )
    select ordinal, word from alike where place <= ${sql.lit(maxCompared)}
    union
    select ordinal, word from edged where place <= ${sql.lit(maxCompared)}`;
  await session.each(statement, ({ ordinal, word }) => words[ordinal]?.add(word));
  return words;
}

/** Finds the candidates of each word, and counts and truncates them while they are read. For embedded databases. */
async function findByRow(
  session: Session,
  trigrams: Numbered<Trigram>,
  edges: readonly (readonly Cell[])[],
  count: number,
): Promise<readonly ReadonlySet<string>[]> {
  const shared = Array.from({ length: count }, () => new Map<string, number>());
  const edged = shared.map(() => new FirstItems<{ word: string; size: number }>(maxCompared, bySize));
  const statement = sql<KeyedRow & { word: string; size: number | null }>`
    select ordinal, word, null as size from (${session.syntax.search.wordsWith(trigrams)}) shared
    union all
    select e.ordinal, w.word, w.size
    from ${session.syntax.rowSet(edgesColumns, edges)} e cross join word w
    where w.edges = e.edges and w.size between e.size - 1 and e.size + 1`;
  await session.each(statement, ({ ordinal, word, size }) => {
    if (size !== null) edged[ordinal]?.add({ word, size }, true);
    else shared[ordinal]?.set(word, (shared[ordinal].get(word) ?? 0) + 1);
  });
  return inSlices(firstOfBoth(shared, edged), session.pace);
}

function* firstOfBoth(
  shared: readonly ReadonlyMap<string, number>[],
  edged: readonly FirstItems<{ word: string; size: number }>[],
): Steps<readonly ReadonlySet<string>[]> {
  const words: ReadonlySet<string>[] = [];
  for (const [ordinal, counts] of shared.entries()) {
    const similar = yield* sorted([...counts], ([one, oneCount], [other, otherCount]) => {
      return otherCount - oneCount || compareCodePoints(one, other);
    });
    const withEdges = edged[ordinal]?.result().items ?? [];
    words.push(
      new Set([...similar.slice(0, maxCompared).map(([word]) => word), ...withEdges.map(({ word }) => word)]),
    );
    yield;
  }
  return words;
}

function bySize(one: { word: string; size: number }, other: { word: string; size: number }): number {
  return one.size - other.size || compareCodePoints(one.word, other.word);
}

function* nearestOf(
  searched: readonly string[],
  words: readonly ReadonlySet<string>[],
  moreWords: readonly string[],
): Steps<SearchTerms['variants']> {
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const [ordinal, word] of searched.entries()) {
    const variants = withMoreWords(word, nearestVariants(word, words[ordinal] ?? []), moreWords);
    if (variants.size > 0) found.set(word, variants);
    yield;
  }
  return found;
}
