import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Citation, Claim } from '../../graph/claim.js';
import { withoutQuote, withoutQuotesOf } from '../../graph/erasing/erased-quotes.js';
import { statesWords } from '../../graph/erasing/stated-words.js';
import { claimFingerprint } from '../../graph/identity.js';
import type { Columns } from '../dialect/columns.js';
import { isAmong } from '../dialect/conditions.js';
import {
  citationColumns,
  claimColumns,
  claimReader,
  readCitation,
  type CitationRow,
  type ClaimRow,
} from '../session/records.js';
import type { Session } from '../session/session.js';
import type { ErasureScope } from './erasure-scope.js';

const batchSize = 500;

const claimRow = {
  id: 'text',
  since: 'integer',
  text: 'text',
  supersedes: 'text',
  fingerprint: 'text',
  stated: 'json',
} as const satisfies Columns;
const citationRow = {
  claim: 'text',
  since: 'integer',
  ordinal: 'integer',
  locator: 'text',
  quote: 'text',
  prefix: 'text',
  suffix: 'text',
} as const satisfies Columns;

/** The changes of an erasure in the claims of all revisions. */
export interface ErasedClaims {
  /** The ids of the removed claims. */
  readonly removed: readonly string[];
  /** The ids of the remaining claims that have lost words or quotes. */
  readonly changed: readonly string[];
  /** The number of claims that have lost their text. */
  readonly reworded: number;
  /** The number of changed versions of citations. */
  readonly citations: number;
  /** The erased quotes, each with its source. */
  readonly quotes: readonly { readonly source: string; readonly quote: string }[];
}

type StoredCitation = CitationRow & {
  readonly claim: string;
  readonly since: number;
  readonly ordinal: number;
};
type StoredClaim = ClaimRow & { readonly stated: string | null };

/**
 * Erases the words and quotes of a scope from all versions of claims. If the scope covers words, removes the covered claims that state words: see
 * `statesWords`.
 */
export async function eraseClaims(session: Session, scope: ErasureScope): Promise<ErasedClaims> {
  const found = new Changes();
  const ids = await candidates(session, scope);
  for (let start = 0; start < ids.length; start += batchSize) {
    await eraseBatch(session, scope, ids.slice(start, start + batchSize), found);
    // A synchronous driver never yields, so a stop signal would not be handled before the end.
    await nextTurn();
  }
  await removeClaims(session, [...found.removed]);
  const superseding = await idsOf(session, [...found.removed], 'supersedes');
  for (let start = 0; start < superseding.length; start += batchSize) {
    await removeSupersededIds(session, superseding.slice(start, start + batchSize), found.removed);
  }
  return {
    removed: [...found.removed],
    changed: [...found.changed].filter((id) => !found.removed.has(id)),
    reworded: found.reworded.size,
    citations: found.citations,
    quotes: [...found.quotes.values()],
  };
}

class Changes {
  readonly removed = new Set<string>();
  readonly changed = new Set<string>();
  readonly reworded = new Set<string>();
  readonly quotes = new Map<string, { readonly source: string; readonly quote: string }>();
  citations = 0;

  addQuote(source: string, { quote }: Citation): void {
    if (quote !== null) this.quotes.set(JSON.stringify([source, quote]), { source, quote });
  }
}

/** Finds the ids of the claims that may have words or quotes to erase, sorted. */
async function candidates(session: Session, scope: ErasureScope): Promise<readonly string[]> {
  const { claims, searchedSources, texts } = scope;
  const ids = new Set(claims);
  for (const id of await idsOf(session, [...searchedSources], 'source')) ids.add(id);
  if (texts.size > 0) {
    const rows = await session.rows<{ id: string }>(sql`
      select distinct q.claim as id from citation q where ${isAmong(session.syntax, 'q.text_hash', [...texts])}`);
    for (const { id } of rows) ids.add(id);
  }
  return [...ids].sort();
}

/** Finds the ids of the claims that cite one of the given sources, or that supersede one of the given claims. @param keys ids of sources or claims */
export async function idsOf(
  session: Session,
  keys: readonly string[],
  column: 'source' | 'supersedes',
): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const rows = await session.rows<{ id: string }>(sql`
    select distinct c.id from claim c where ${isAmong(session.syntax, `c.${column}`, keys)}`);
  return rows.map(({ id }) => id);
}

/** Loads all versions of claims with their citations. */
async function loadVersions(
  session: Session,
  ids: readonly string[],
): Promise<readonly { readonly row: StoredClaim; readonly citations: readonly StoredCitation[] }[]> {
  const claims = await session.rows<StoredClaim>(sql`
    select ${claimColumns('c')}, cast(c.stated as text) as stated
    from ${session.syntax.keySet(ids)} k cross join claim c where c.id = k.key order by c.id, c.since`);
  const citations = await session.rows<StoredCitation>(sql`
    select q.claim, q.since, q.ordinal, ${citationColumns('q')}
    from ${session.syntax.keySet(ids)} k cross join citation q where q.claim = k.key order by q.claim, q.since, q.ordinal`);
  const byVersion = new Map<string, StoredCitation[]>();
  for (const citation of citations) {
    const key = `${citation.claim} ${citation.since}`;
    const ofVersion = byVersion.get(key) ?? [];
    byVersion.set(key, ofVersion);
    ofVersion.push(citation);
  }
  return claims.map((row) => ({ row, citations: byVersion.get(`${row.id} ${row.since}`) ?? [] }));
}

async function eraseBatch(
  session: Session,
  scope: ErasureScope,
  ids: readonly string[],
  found: Changes,
): Promise<void> {
  const read = claimReader();
  const claimRows: (string | number | null)[][] = [];
  const citationRows: (string | number | null)[][] = [];
  for (const { row, citations } of await loadVersions(session, ids)) {
    const claim = read(row);
    const isCovered = covers(scope, claim);
    const erased = citations.map((each) => eraseCitation(scope, claim, readCitation(each)));
    for (const [index, citation] of citations.entries()) {
      const after = erased[index] as Citation;
      const before = readCitation(citation);
      if (isEqual(before, after)) continue;
      found.citations += 1;
      if (after.quote === null) found.addQuote(claim.source, before);
      citationRows.push([
        claim.id,
        claim.since,
        citation.ordinal,
        after.locator,
        after.quote,
        after.prefix,
        after.suffix,
      ]);
    }
    if (isCovered && scope.coversWords && statesWords(claim)) {
      found.removed.add(claim.id);
      continue;
    }
    const losesWords = isCovered && scope.coversWords;
    const text = losesWords ? null : claim.text;
    const stated = row.stated === null ? null : eraseStated(scope, claim, row.stated, losesWords);
    if (text !== claim.text) found.reworded.add(claim.id);
    const isChanged =
      text !== claim.text || stated !== row.stated || !isEqual(citations.map(readCitation), erased);
    if (!isChanged) continue;
    found.changed.add(claim.id);
    const fingerprint = claimFingerprint({ ...claim, text }, erased);
    claimRows.push([claim.id, claim.since, text, claim.supersedes, fingerprint, stated]);
  }
  await updateCitations(session, citationRows);
  await updateClaims(session, claimRows);
}

/** Returns whether an erasure covers a claim as a whole. */
function covers({ claims, sources }: ErasureScope, { id, source }: Claim): boolean {
  return claims.has(id) || sources.has(source);
}

function eraseCitation(scope: ErasureScope, claim: Claim, citation: Citation): Citation {
  const { textHash } = citation;
  if (covers(scope, claim) || (textHash !== null && scope.quotedTexts.has(textHash)))
    return withoutQuote(citation);
  return scope.quotes ? withoutQuotesOf(citation, scope.quotes) : citation;
}

/** Erases words and quotes from `stated`: the values that imports state for the members that edits have set. */
function eraseStated(scope: ErasureScope, claim: Claim, stated: string, losesWords: boolean): string {
  const members = JSON.parse(stated) as Record<string, unknown> | null;
  if (members === null) return stated;
  if (losesWords && 'text' in members) members['text'] = null;
  if (Array.isArray(members['citations']))
    members['citations'] = (members['citations'] as Citation[]).map((each) =>
      eraseCitation(scope, claim, each),
    );
  return JSON.stringify(members);
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function updateClaims(session: Session, rows: readonly (string | number | null)[][]): Promise<void> {
  if (rows.length === 0) return;
  await session.change(sql`
    update claim
    set text = e.text, supersedes = e.supersedes, fingerprint = e.fingerprint, stated = e.stated
    from ${session.syntax.rowSet(claimRow, rows)} e where claim.id = e.id and claim.since = e.since`);
}

async function updateCitations(session: Session, rows: readonly (string | number | null)[][]): Promise<void> {
  if (rows.length === 0) return;
  await session.change(sql`
    update citation
    set locator = e.locator, quote = e.quote, prefix = e.prefix, suffix = e.suffix
    from ${session.syntax.rowSet(citationRow, rows)} e
    where citation.claim = e.claim and citation.since = e.since and citation.ordinal = e.ordinal`);
}

async function removeClaims(session: Session, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += batchSize) {
    const batch = ids.slice(start, start + batchSize);
    await session.change(sql`delete from citation where ${isAmong(session.syntax, 'claim', batch)}`);
    await session.change(sql`delete from claim where ${isAmong(session.syntax, 'id', batch)}`);
    await nextTurn();
  }
}

/**
 * Removes the ids of removed claims from the claims that supersede them. Such an id is a hash of the erased words: anyone
 * could check a guess of the words with the id.
 */
async function removeSupersededIds(
  session: Session,
  ids: readonly string[],
  removed: ReadonlySet<string>,
): Promise<void> {
  const read = claimReader();
  const rows = (await loadVersions(session, ids)).flatMap(({ row, citations }) => {
    const claim = read(row);
    if (claim.supersedes === null || !removed.has(claim.supersedes)) return [];
    const fingerprint = claimFingerprint({ ...claim, supersedes: null }, citations.map(readCitation));
    return [[claim.id, claim.since, claim.text, null, fingerprint, row.stated]];
  });
  await updateClaims(session, rows);
}
