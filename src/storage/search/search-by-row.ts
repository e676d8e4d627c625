import { sql } from 'kysely';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { SearchCursor, SearchRequest } from '../../graph/ports/reading.js';
import type { SearchTerms } from '../../graph/search/search-query.js';
import { HitRanking, type Hit, type TextHits } from '../../graph/search/hit-ranking.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { isValidAt } from '../dialect/conditions.js';
import { FirstItems } from '../../graph/work/first-items.js';
import { conceptColumns, type ConceptRow } from '../session/records.js';
import { selectHits } from './search-hits.js';
import { isCitedSource, isOfKind, maxClaims, type FoundRows } from './search-row.js';
import type { Session } from '../session/session.js';

/**
 * The maximum number of concepts, and of texts, that one statement looks up. A statement reads its keys in one step, which takes longer for
 * texts.
 */
const conceptsPerStatement = 10_000;
const textsPerStatement = 2_000;

type FoundRow = ConceptRow & { readonly name_folded: string; readonly rank: number };

/**
 * Finds the rows that `searchBySql` finds, but ranks and truncates the hits in steps, because a statement of an
 * embedded database blocks the event loop. Runs one statement for the hits, one for each 10,000 concepts, and one for
 * each 2,000 texts that it looks up.
 */
export async function searchByRow(
  session: Session,
  revision: number,
  terms: SearchTerms,
  { kinds, first, after, layer }: SearchRequest,
): Promise<FoundRows> {
  const ranking = new HitRanking<string>(terms.query, isCitedSource);
  await session.each(
    sql<Hit<string>>`${sql.join(selectHits(session, revision, terms), sql` union all `)}`,
    (hit) => ranking.add(hit),
  );
  const ranks = await inSlices(ranking.ranks(), session.pace);
  // Like `searchBySql`, finds one concept more than the page has, to find out whether there is a next page.
  const found = new FirstItems<FoundRow>(first + 1, compareConcepts);
  const except = new Set(layer?.except);
  const { common } = ranking;
  const searched = [...ranks.keys()].filter((id) => !except.has(id));
  for (const ids of chunksOf(searched, conceptsPerStatement)) {
    const statement = sql<Omit<FoundRow, 'rank'>>`
      select c.name_folded, ${conceptColumns('c')}
      from ${session.syntax.keySet(ids)} k cross join concept c
      where c.id = k.key and ${isValidAt(revision, 'c')} and ${isOfKind(session, kinds)}`;
    await session.each(statement, (row) => {
      const ranked = { ...row, rank: ranks.get(row.id) ?? 0 };
      found.add(ranked, after === null || isBeyond(ranked, after));
    });
  }
  const { items, total } = found.result();
  if (items.length === 0) return { rows: [{ ...noConcept, total }], common };
  const texts = await inSlices(textsOfEach(ranking, items), session.pace);
  const claims = await claimsOf(session, revision, texts);
  const rows = items.flatMap((concept, index) => {
    const ofConcept = claims[index] ?? [];
    return (ofConcept.length > 0 ? ofConcept : [noClaim]).map((claim) => ({ total, ...concept, ...claim }));
  });
  return { rows, common };
}

interface ClaimOfSearch {
  readonly claim: string;
  readonly claim_text: string | null;
  readonly claim_value: string | null;
}

type FoundClaim = ClaimOfSearch & TextHits & { readonly position: number };

/**
 * Reads the best claims of each concept, at most `maxClaims`: those with the most words and pairs of the search.
 * @param texts the hits of each concept, by text id
 */
async function claimsOf(
  session: Session,
  revision: number,
  texts: readonly ReadonlyMap<number, TextHits>[],
): Promise<readonly (readonly ClaimOfSearch[])[]> {
  const best = texts.map(() => new FirstItems<FoundClaim>(maxClaims, compareClaims));
  const keys = texts.flatMap((ofConcept, ordinal) =>
    [...ofConcept.keys()].map((text) => [ordinal, text] as const),
  );
  for (const part of chunksOf(keys, textsPerStatement)) {
    const statement = sql<ClaimOfSearch & { ordinal: number; number: number; position: number }>`
      select r.ordinal, t.id as number, s.id as claim, s.text as claim_text, s.value as claim_value, s.position
      from ${session.syntax.rowSet({ ordinal: 'integer', number: 'integer' }, part)} r
      cross join searched_text t cross join claim s
      where t.id = r.number and s.id = t.claim and ${isValidAt(revision, 's')}`;
    await session.each(statement, ({ ordinal, number, ...claim }) => {
      const hits = texts[ordinal]?.get(number);
      if (hits) best[ordinal]?.add({ ...claim, ...hits }, true);
    });
  }
  return best.map((each) =>
    each.result().items.map(({ claim, claim_text, claim_value }) => ({ claim, claim_text, claim_value })),
  );
}

function* chunksOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function* textsOfEach(
  ranking: HitRanking<string>,
  concepts: readonly { readonly id: string }[],
): Steps<readonly ReadonlyMap<number, TextHits>[]> {
  const texts: ReadonlyMap<number, TextHits>[] = [];
  for (const { id } of concepts) {
    texts.push(ranking.textsOf(id));
    yield;
  }
  return texts;
}

function compareConcepts(left: FoundRow, right: FoundRow): number {
  return (
    right.rank - left.rank ||
    compareCodePoints(left.name_folded, right.name_folded) ||
    compareCodePoints(left.id, right.id)
  );
}

function isBeyond(row: FoundRow, [rank, name, id]: SearchCursor): boolean {
  const order = rank - row.rank || compareCodePoints(row.name_folded, name) || compareCodePoints(row.id, id);
  return order > 0;
}

function compareClaims(left: FoundClaim, right: FoundClaim): number {
  return (
    right.found - left.found ||
    right.level - left.level ||
    left.position - right.position ||
    compareCodePoints(left.claim, right.claim)
  );
}

const noClaim = { claim: null, claim_text: null, claim_value: null } as const;
const noConcept = {
  id: null,
  kind: null,
  slug: null,
  name: null,
  aliases: null,
  summary: null,
  same_as: null,
  properties: null,
} as const;
