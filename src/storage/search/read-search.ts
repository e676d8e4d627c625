import { sql, type RawBuilder } from 'kysely';
import { groupBy } from '../../graph/group-by.js';
import type { Page, SearchCursor, SearchHit, SearchRequest } from '../../graph/ports/reading.js';
import type { SearchTerms } from '../../graph/search/find-words.js';
import { scoreOf, wordWeights } from '../../graph/search/relevance.js';
import { matchesOf } from '../../graph/search/search-matches.js';
import { parseSearch, searchBounds, type SearchQuery } from '../../graph/search/search-query.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { isValidAt } from '../dialect/conditions.js';
import { readVariants } from './read-variants.js';
import { conceptColumns, readConcept } from '../session/records.js';
import { searchByRow } from './search-by-row.js';
import { selectHits } from './search-hits.js';
import { isOfKind, maxClaims, type SearchRow } from './search-row.js';
import type { Session } from '../session/session.js';
import { storableText } from '../dialect/storable.js';

/** One page of the concepts that a search finds. */
export async function readSearchPage(
  session: Session,
  revision: number,
  request: SearchRequest,
): Promise<Page<SearchHit, SearchCursor>> {
  const query = parseSearch(request.text);
  const terms = { query, variants: await readVariants(session, query) };
  const search = session.syntax.isEmbedded ? searchByRow : searchBySql;
  const rows = await search(session, revision, terms, request);
  return inSlices(pageOf(rows, terms, request.first), session.pace);
}

/** Finds, ranks and truncates with one statement. For databases that are not embedded: `searchByRow` returns the same rows. */
function searchBySql(
  session: Session,
  revision: number,
  terms: SearchTerms,
  { kinds, first, after }: SearchRequest,
): Promise<readonly SearchRow[]> {
  const { query } = terms;
  return session.rows<SearchRow>(sql`
    with hit as materialized (${sql.join(selectHits(session, revision, terms), sql` union all `)}),
    common as materialized (${commonWords(query)}),
    best as (
      select concept, word, max(weight) as weight, ${isCommon} as is_common
      from hit h where ${isDecisive} group by concept, word
    ), judged as (
      select concept, min(word) as first_word, max(case word when 0 then weight else 0 end) as whole_weight,
        min(weight) as least_weight, sum(weight) as sum_of_weights, sum(is_common) as commons,
        sum(case when word > 0 then 1 else 0 end) as words
      from best group by concept
    ), ranked as (
      select concept, ${rankOf(query)} as rank
      from judged cross join (select count(*) as commons from common) among
      where first_word = 0 or words - judged.commons = ${sql.lit(query.words.length)} - among.commons
    ), found as (
      select r.rank, c.id, c.since, c.name_folded from ranked r cross join concept c
      where c.id = r.concept and ${isValidAt(revision, 'c')} and ${isOfKind(session, kinds)}
    ), page as materialized (
      select * from found where ${isBeyond(after)}
      order by rank desc, name_folded, id limit ${first + 1}
    ), shown as (
      select h.concept, h.text, count(distinct h.word) as words, max(h.weight) as weight
      from hit h join page p on p.id = h.concept
      where h.text is not null and ${isDecisive}
      group by h.concept, h.text
    ), claims as (
      select w.concept, s.id, s.text, s.value, row_number() over (
        partition by w.concept order by w.words desc, w.weight desc, s.position, s.id
      ) as place
      from shown w cross join searched_text t cross join claim s
      where t.id = w.text and s.id = t.claim and ${isValidAt(revision, 's')}
    )
    select n.total, p.rank, p.name_folded, ${conceptColumns('c')},
      m.id as claim, m.text as claim_text, m.value as claim_value, m.place
    from (select count(*) as total from found) n
    left join page p on 1 = 1
    left join concept c on c.id = p.id and c.since = p.since
    left join claims m on m.concept = p.id and m.place <= ${sql.lit(maxClaims)}
    order by p.rank desc, p.name_folded, p.id, m.place`);
}

const hitsPerStep = 10;

function* pageOf(
  rows: readonly SearchRow[],
  terms: SearchTerms,
  first: number,
): Steps<Page<SearchHit, SearchCursor>> {
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
 * Selects the common words: words in more texts than a search reads. Selects no words if all words are common. The selection of the texts
 * that were read is arbitrary, so common words do not decide which concepts are found.
 */
function commonWords({ words }: SearchQuery): RawBuilder<unknown> {
  return sql`
    select word from (
      select word, count(*) over () as commons from hit where is_name = 0
      group by word having count(*) >= ${sql.lit(searchBounds.textsOfWord)}
    ) counted where commons < ${sql.lit(words.length)}`;
}

/** Whether the hit `h` has a common word: 1 or 0. */
const isCommon = sql`case when h.word in (select word from common) then 1 else 0 end`;

/** The condition that the hit `h` decides which concepts are found: all hits in names, and hits in texts of words that are not common. */
const isDecisive = sql`(h.is_name = 1 or h.word not in (select word from common))`;

/** The rank of a concept from its best hits by word: see `relevance.ts`. A missing common word counts like a word in a claim. */
function rankOf({ words }: SearchQuery): RawBuilder<unknown> {
  const count = sql.lit(Math.max(1, words.length));
  const claimWeight = sql.lit(wordWeights.spelt.CLAIM);
  return sql`
    case when first_word = 0 then 100 * whole_weight else
      100 * case when judged.commons < among.commons and least_weight > ${claimWeight} then ${claimWeight} else least_weight end
      + (sum_of_weights + ${claimWeight} * (among.commons - judged.commons)) / ${count}
    end`;
}

function isBeyond(after: SearchCursor | null): RawBuilder<unknown> {
  if (!after) return sql`1 = 1`;
  const [rank, name, id] = after;
  const number = sql`cast(${rank} as double precision)`;
  return sql`(rank < ${number} or rank = ${number} and (name_folded, id) > (${storableText(name)}, ${storableText(id)}))`;
}
