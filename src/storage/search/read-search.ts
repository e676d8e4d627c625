import { sql, type RawBuilder } from 'kysely';
import { groupBy } from '../../graph/group-by.js';
import type { SearchCursor, SearchHit, SearchPage, SearchRequest } from '../../graph/ports/reading.js';
import { foundPerWord } from '../../graph/search/hit-ranking.js';
import {
  lowestExact,
  rankBases,
  scoreOf,
  targetDiscount,
  unitsOf,
  wordLevels,
} from '../../graph/search/relevance.js';
import { matchesOf } from '../../graph/search/search-matches.js';
import {
  parseSearch,
  searchBounds,
  type SearchQuery,
  type SearchTerms,
} from '../../graph/search/search-query.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { isAmong, isValidAt } from '../dialect/conditions.js';
import { readVariants } from './read-variants.js';
import { conceptColumns, readConcept } from '../session/records.js';
import { searchByRow } from './search-by-row.js';
import { selectHits } from './search-hits.js';
import { isOfKind, levelInSql, maxClaims, type FoundRows, type SearchRow } from './search-row.js';
import type { Session } from '../session/session.js';
import { storableText } from '../dialect/storable.js';

/** Reads one page of the concepts that a search finds. */
export async function readSearchPage(
  session: Session,
  revision: number,
  request: SearchRequest,
): Promise<SearchPage> {
  const query = parseSearch(request.text);
  const terms = { query, variants: await readVariants(session, query, request.layer?.words) };
  const search = session.syntax.isEmbedded ? searchByRow : searchBySql;
  const { rows, common } = await search(session, revision, terms, request);
  const page = await inSlices(pageOf(rows, terms, request.first), session.pace);
  return request.layer ? { ...page, found: { variants: terms.variants, common } } : page;
}

/**
 * Finds, ranks and truncates the hits with one statement, for databases that are not embedded. `searchByRow` returns
 * equal rows.
 */
async function searchBySql(
  session: Session,
  revision: number,
  terms: SearchTerms,
  { kinds, first, after, layer }: SearchRequest,
): Promise<FoundRows> {
  const { query } = terms;
  const words = sql.lit(query.words.length);
  const isSearched = layer ? sql`not (${isAmong(session.syntax, 'c.id', layer.except)})` : sql`1 = 1`;
  const rows = await session.rows<SearchRow & { readonly common: string | null }>(sql`
    with found_hit as materialized (${sql.join(selectHits(session, revision, terms), sql` union all `)}),
    common as materialized (${commonItems(query)}),
    hit as materialized (
      select concept, item, level, is_name, text, size from found_hit
      union all
      select target, item, greatest(0, level - ${sql.lit(targetDiscount)}), is_name, text, size from found_hit
      where target is not null
    ), best as (
      select concept, item, max(level) as level, ${isCommon} as is_common
      from hit h where ${countsHit} group by concept, item
    ), covered as (
      select concept, max(least(100, 100 * units / greatest(1, size))) as share
      from (
        select concept, size, sum(${unitsOfItem(query)}) as units from hit
        where is_name = 1 and item between 1 and ${words} group by concept, text, size
      ) name group by concept
    ), judged as (
      select concept, max(case item when 0 then level else 0 end) as key_level,
        min(case when item between 1 and ${words} then level end) as least_level,
        sum(case when item between 1 and ${words} then level else 0 end) as sum_of_levels,
        sum(case when item between 1 and ${words} then is_common else 0 end) as commons,
        sum(case when item between 1 and ${words} then 1 else 0 end) as words,
        sum(case when item > ${words} then 1 else 0 end) as pairs
      from best group by concept
    ), ranked as (
      select judged.concept, cast(${rankOf(query)} as integer) as rank
      from judged left join covered on covered.concept = judged.concept
      cross join (select count(*) as commons from common where item <= ${words}) among
      where key_level >= ${sql.lit(lowestExact)}
        or words - judged.commons = ${words} - among.commons and (words > 0 or key_level > 0)
    ), found as (
      select r.rank, c.id, c.since, c.name_folded from ranked r cross join concept c
      where c.id = r.concept and ${isValidAt(revision, 'c')} and ${isOfKind(session, kinds)} and ${isSearched}
    ), page as materialized (
      select * from found where ${isBeyond(after)}
      order by rank desc, name_folded, id limit ${first + 1}
    ), shown as (
      select h.concept, h.text, max(h.level) as level,
        sum(case when h.item > ${words} then 1 else ${sql.lit(foundPerWord)} end) as found
      from hit h join page p on p.id = h.concept
      where h.is_name = 0 and h.text is not null and ${countsHit}
      group by h.concept, h.text
    ), claims as (
      select w.concept, s.id, s.text, s.value, row_number() over (
        partition by w.concept order by w.found desc, w.level desc, s.position, s.id
      ) as place
      from shown w cross join searched_text t cross join claim s
      where t.id = w.text and s.id = t.claim and ${isValidAt(revision, 's')}
    )
    select n.total, (select string_agg(cast(item as text), ' ') from common) as common, p.rank, p.name_folded, ${conceptColumns('c')},
      m.id as claim, m.text as claim_text, m.value as claim_value, m.place
    from (select count(*) as total from found) n
    left join page p on 1 = 1
    left join concept c on c.id = p.id and c.since = p.since
    left join claims m on m.concept = p.id and m.place <= ${sql.lit(maxClaims)}
    order by p.rank desc, p.name_folded, p.id, m.place`);
  const common = rows[0]?.common ?? '';
  return { rows, common: new Set(common === '' ? [] : common.split(' ').map(Number)) };
}

const hitsPerStep = 10;

function* pageOf(rows: readonly SearchRow[], terms: SearchTerms, first: number): Steps<SearchPage> {
  const hits: SearchHit[] = [];
  const cursors: SearchCursor[] = [];
  const found = [
    ...groupBy(
      rows.filter((row) => row.id !== null),
      (row) => row.id,
    ).values(),
  ];
  for (const rowsOfConcept of found.slice(0, first)) {
    const [row] = rowsOfConcept;
    if (!row) continue;
    const concept = readConcept(row);
    const claims = rowsOfConcept.flatMap(({ claim, claim_text: text, claim_value: value }) =>
      claim === null
        ? []
        : [{ id: claim, text, value: value === null ? null : (JSON.parse(value) as ClaimValue) }],
    );
    hits.push(
      Object.freeze({
        concept,
        score: scoreOf(row.rank),
        matches: Object.freeze(matchesOf(concept, claims, terms)),
      }),
    );
    cursors.push(Object.freeze([row.rank, row.name_folded, row.id] as const));
    if (cursors.length % hitsPerStep === 0) yield;
  }
  return Object.freeze({
    items: Object.freeze(hits),
    cursors: Object.freeze(cursors),
    hasNextPage: found.length > first,
    totalCount: rows[0]?.total ?? 0,
  });
}

/**
 * Selects the common items: words and pairs with at least `searchBounds.textsOfWord` hits in texts. The statement limits
 * the hits in texts, and so may miss any hit of such an item. Therefore common items do not decide which concepts are
 * found. If all words are common, no word counts as common.
 */
function commonItems({ words }: SearchQuery): RawBuilder<unknown> {
  const count = sql.lit(words.length);
  return sql`
    select item from (
      select item, sum(case when item <= ${count} then 1 else 0 end) over () as commons
      from found_hit where is_name = 0
      group by item having count(*) >= ${sql.lit(searchBounds.textsOfWord)}
    ) counted where item > ${count} or commons < ${count}`;
}

/** Whether the hit `h` has a common item: 1 or 0. */
const isCommon = sql`case when h.item in (select item from common) then 1 else 0 end`;

/** The condition that the hit `h` counts: the hit is in a name, or its item is not common. */
const countsHit = sql`(h.is_name = 1 or h.item not in (select item from common))`;

/** Returns the SQL expression for the number of words of a name that the item of a hit covers. */
function unitsOfItem({ words }: SearchQuery): RawBuilder<unknown> {
  const cases = words.flatMap((word, index) => {
    const units = unitsOf(word);
    return units === 1 ? [] : [sql`when ${sql.lit(index + 1)} then ${sql.lit(units)}`];
  });
  return cases.length === 0 ? sql`1` : sql`case item ${sql.join(cases, sql` `)} else 1 end`;
}

/**
 * Returns the SQL expression for the rank of a concept from its best hits by item: see `relevance.ts`. A common word that is not found counts as a
 * word in a claim.
 */
function rankOf({ words }: SearchQuery): RawBuilder<unknown> {
  const count = sql.lit(Math.max(1, words.length));
  const claimLevel = sql.lit(wordLevels.WHOLE.CLAIM);
  const { pairs, share, isLeading, mean } = rankBases;
  const level = sql`
    case when words = 0 then key_level
      when judged.commons < among.commons then least(least_level, ${claimLevel}) else least_level end`;
  return sql`
    case when key_level >= ${sql.lit(lowestExact)} then ${levelInSql(sql`key_level`)} * ${sql.lit(pairs * share * isLeading * mean)} else (
      (
        ${levelInSql(level)} * ${sql.lit(pairs)} + pairs
      ) * ${sql.lit(share)} + coalesce(share, 0)
    ) * ${sql.lit(isLeading * mean)} + case when key_level > 0 then ${sql.lit(mean)} else 0 end
      + (sum_of_levels + ${claimLevel} * (among.commons - judged.commons)) / ${count}
    end`;
}

function isBeyond(after: SearchCursor | null): RawBuilder<unknown> {
  if (!after) return sql`1 = 1`;
  const [rank, name, id] = after;
  const number = sql`cast(${rank} as double precision)`;
  return sql`(rank < ${number} or rank = ${number} and (name_folded, id) > (${storableText(name)}, ${storableText(id)}))`;
}
