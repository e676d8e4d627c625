import { sql } from 'kysely';
import type { Citation } from '../../graph/claim.js';
import { quotesOf, type ErasedQuotes } from '../../graph/erasing/erased-quotes.js';
import { TertiumError } from '../../graph/errors.js';
import type { ErasureKind } from '../../graph/ports/erasures.js';
import type { ErasureRequest } from '../../graph/ports/erasing.js';
import { storableKey } from '../dialect/storable.js';
import { isAmong } from '../dialect/conditions.js';
import { citationColumns, readCitation, type CitationRow } from '../session/records.js';
import type { Session } from '../session/session.js';
import { ErasureDigests, findErased } from './erased-things.js';

/** The scope of an erasure: the claims, sources and texts whose words or quotes it erases. */
export interface ErasureScope {
  readonly kind: ErasureKind;
  /** The sources whose words are erased. */
  readonly sources: ReadonlySet<string>;
  /** The claims that the request names. */
  readonly claims: ReadonlySet<string>;
  /** Whether the words of the covered claims are erased, and not only their quotes. */
  readonly coversWords: boolean;
  /** The hashes of the texts that are erased. */
  readonly texts: ReadonlySet<string>;
  /** The hashes of the texts from which all quotes are erased. */
  readonly quotedTexts: ReadonlySet<string>;
  /** The quotes of the named claims; null if the request names no claims. */
  readonly quotes: ErasedQuotes | null;
  /** The claims that supersede a named claim, or that a named claim supersedes; without the named claims. */
  readonly related: readonly string[];
  /** The sources whose claims are searched for words and quotes to erase. */
  readonly searchedSources: ReadonlySet<string>;
}

/**
 * Finds the scope of an erasure.
 * @throws {TertiumError} NOT_FOUND if a target was in no revision
 */
export async function scopeOf(session: Session, request: ErasureRequest): Promise<ErasureScope> {
  const { kind } = request;
  const targets = [...new Set(request.targets)];
  if (kind === 'TEXT') return scopeOfTexts(session, targets);
  return kind === 'SOURCE' ? scopeOfSources(session, targets) : scopeOfClaims(session, kind, targets);
}

const nothing: ReadonlySet<never> = new Set<never>();

async function scopeOfTexts(session: Session, hashes: readonly string[]): Promise<ErasureScope> {
  const found = await session.rows<{ key: string }>(sql`
    select k.key from ${session.syntax.keySet(hashes)} k
    where exists (select 1 from kept_text t where t.hash = k.key)
      or exists (select 1 from citation q where q.text_hash = k.key)`);
  expectAll(hashes, found, 'the hash of a text that is stored or cited, such as sha256:…');
  const texts = new Set(hashes);
  return {
    kind: 'TEXT',
    sources: nothing,
    claims: nothing,
    coversWords: false,
    texts,
    quotedTexts: texts,
    quotes: null,
    related: [],
    searchedSources: nothing,
  };
}

async function scopeOfSources(session: Session, sources: readonly string[]): Promise<ErasureScope> {
  const found = await session.rows<{ key: string }>(sql`
    select k.key from ${session.syntax.keySet(sources)} k
    where exists (select 1 from concept c where c.id = k.key and c.kind = 'CITED_SOURCE')`);
  expectAll(sources, found, 'the id of a cited source, such as cited-source/…');
  const rows = await session.rows<{ hash: string }>(sql`
    select t.hash from kept_text t where ${isAmong(session.syntax, 't.source', sources)}
    union
    select q.text_hash as hash from claim c cross join citation q
    where ${isAmong(session.syntax, 'c.source', sources)} and q.claim = c.id and q.since = c.since and q.text_hash is not null`);
  const texts = new Set(rows.map(({ hash }) => hash));
  return {
    kind: 'SOURCE',
    sources: new Set(sources),
    claims: nothing,
    coversWords: true,
    texts,
    quotedTexts: texts,
    quotes: null,
    related: [],
    searchedSources: new Set(sources),
  };
}

async function scopeOfClaims(
  session: Session,
  kind: 'QUOTE' | 'CLAIM',
  claims: readonly string[],
): Promise<ErasureScope> {
  const found = await session.rows<{ key: string; source: string }>(sql`
    select distinct k.key, c.source from ${session.syntax.keySet(claims)} k cross join claim c where c.id = k.key`);
  const digests = await ErasureDigests.read(session);
  const removed = await findErased(
    session,
    claims.map((id) => digests.ofRemovedClaim(id)),
  );
  const existing = [
    ...found,
    ...claims.filter((id) => removed(digests.ofRemovedClaim(id))).map((key) => ({ key })),
  ];
  expectAll(claims, existing, 'the id of a claim, such as claim/…');
  const citations: Citation[] = (
    await session.rows<CitationRow>(sql`
      select ${citationColumns('q')} from ${session.syntax.keySet(claims)} k cross join citation q where q.claim = k.key`)
  ).map(readCitation);
  return {
    kind,
    sources: nothing,
    claims: new Set(claims),
    coversWords: kind === 'CLAIM',
    texts: new Set(citations.flatMap(({ textHash }) => textHash ?? [])),
    quotedTexts: nothing,
    quotes: quotesOf(citations),
    related: await relatedTo(session, claims),
    searchedSources: new Set(found.map(({ source }) => source)),
  };
}

async function relatedTo(session: Session, claims: readonly string[]): Promise<readonly string[]> {
  const keys = session.syntax.keySet(claims);
  const rows = await session.rows<{ id: string }>(sql`
    select c.id from ${keys} k cross join claim c where c.supersedes = k.key
    union
    select c.supersedes as id from ${keys} k cross join claim c where c.id = k.key and c.supersedes is not null`);
  return rows
    .map(({ id }) => id)
    .filter((id) => !claims.includes(id))
    .sort();
}

function expectAll(
  targets: readonly string[],
  found: readonly { readonly key: string }[],
  expected: string,
): void {
  const keys = new Set(found.map(({ key }) => key));
  const unknown = targets.find((target) => !keys.has(storableKey(target) ?? ''));
  if (unknown === undefined) return;
  throw new TertiumError(
    'NOT_FOUND',
    `Expected ${expected}, got ${JSON.stringify(unknown)}: nothing was erased.`,
    { details: { target: unknown } },
  );
}
