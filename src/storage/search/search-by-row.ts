import { sql } from 'kysely';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { SearchCursor, SearchRequest } from '../../graph/ports/reading.js';
import type { SearchTerms } from '../../graph/search/find-words.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { holdsAt } from '../dialect/conditions.js';
import { FirstItems } from '../session/first-items.js';
import { conceptColumns, type ConceptRow } from '../session/records.js';
import { hits } from './search-hits.js';
import { isOfKind, mostClaims, type SearchRow } from './search-row.js';
import { SearchTally, type HitRow, type TextHits } from './search-tally.js';
import type { Session } from '../session/session.js';

/** So many concepts, and texts, are looked up by one statement: it reads their keys at a stretch, which takes longer of texts. */
const conceptsAtATime = 10_000;
const textsAtATime = 2_000;

type FoundRow = ConceptRow & { readonly name_folded: string; readonly rank: number };

/**
 * Finds the rows that `searchBySql` does, where a statement holds the event loop: what has a part of the search is ranked and cut here. So
 * there are up to three statements, and one more for each 10,000 concepts and 2,000 texts that are looked up.
 */
export async function searchByRow(
  session: Session,
  revision: number,
  terms: SearchTerms,
  { kinds, first, after }: SearchRequest,
): Promise<readonly SearchRow[]> {
  const tally = new SearchTally(terms.query.words.length);
  await session.each(sql<HitRow>`${sql.join(hits(session, revision, terms), sql` union all `)}`, (hit) =>
    tally.add(hit),
  );
  const ranks = await inSlices(tally.ranks(), session.pace);
  // As the database does, it finds one more than are shown, which tells whether there are more.
  const found = new FirstItems<FoundRow>(first + 1, inOrder);
  for (const ids of inParts([...ranks.keys()], conceptsAtATime)) {
    const statement = sql<Omit<FoundRow, 'rank'>>`
      select c.name_folded, ${conceptColumns('c')}
      from ${session.forms.keySet(ids)} k cross join concept c
      where c.id = k.key and ${holdsAt(revision, 'c')} and ${isOfKind(session, kinds)}`;
    await session.each(statement, (row) => {
      const ranked = { ...row, rank: ranks.get(row.id) ?? 0 };
      found.add(ranked, after === null || isBeyond(ranked, after));
    });
  }
  const { items, total } = found.result();
  if (items.length === 0) return [{ ...noConcept, total }];
  const texts = await inSlices(textsOfEach(tally, items), session.pace);
  const claims = await claimsOf(session, revision, texts);
  return items.flatMap((concept, index) => {
    const own = claims[index] ?? [];
    return (own.length > 0 ? own : [noClaim]).map((claim) => ({ total, ...concept, ...claim }));
  });
}

interface ClaimOfSearch {
  readonly claim: string;
  readonly claim_text: string | null;
  readonly claim_value: string | null;
}

type FoundClaim = ClaimOfSearch & TextHits & { readonly position: number };

/** For each concept, its claims that have the most of a search. @param texts of each concept, by their numbers */
async function claimsOf(
  session: Session,
  revision: number,
  texts: readonly ReadonlyMap<number, TextHits>[],
): Promise<readonly (readonly ClaimOfSearch[])[]> {
  const best = texts.map(() => new FirstItems<FoundClaim>(mostClaims, inOrderOfClaims));
  const asked = texts.flatMap((own, ordinal) => [...own.keys()].map((text) => [ordinal, text] as const));
  for (const part of inParts(asked, textsAtATime)) {
    const statement = sql<ClaimOfSearch & { ordinal: number; number: number; position: number }>`
      select r.ordinal, t.id as number, s.id as claim, s.text as claim_text, s.value as claim_value, s.position
      from ${session.forms.rowSet({ ordinal: 'integer', number: 'integer' }, part)} r
      cross join searched_text t cross join claim s
      where t.id = r.number and s.id = t.claim and ${holdsAt(revision, 's')}`;
    await session.each(statement, ({ ordinal, number, ...claim }) => {
      const hits = texts[ordinal]?.get(number);
      if (hits) best[ordinal]?.add({ ...claim, ...hits }, true);
    });
  }
  return best.map((each) =>
    each.result().items.map(({ claim, claim_text, claim_value }) => ({ claim, claim_text, claim_value })),
  );
}

function* inParts<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function* textsOfEach(
  tally: SearchTally,
  concepts: readonly { readonly id: string }[],
): Steps<readonly ReadonlyMap<number, TextHits>[]> {
  const texts: ReadonlyMap<number, TextHits>[] = [];
  for (const { id } of concepts) {
    texts.push(tally.textsOf(id));
    yield;
  }
  return texts;
}

function inOrder(left: FoundRow, right: FoundRow): number {
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

function inOrderOfClaims(left: FoundClaim, right: FoundClaim): number {
  return (
    right.words - left.words ||
    right.weight - left.weight ||
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
