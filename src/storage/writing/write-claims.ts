import { sql } from 'kysely';
import { checkClaim, type PlacedChange, type PutClaim } from '../../graph/changes/check-change.js';
import { claimFingerprint, claimId } from '../../graph/identity.js';
import type { ClaimDraft, RevisionNote } from '../../graph/ports/writing.js';
import type { KeyedRow } from '../session/align.js';
import { isAmong } from '../dialect/conditions.js';
import type { Cell, Columns } from '../dialect/columns.js';
import { learnConcepts, namedConcepts } from './last-concepts.js';
import type { Session } from '../session/session.js';
import { comesTwice, insertRows, touch, type WriteSet } from './write-set.js';

const claimRow = {
  id: 'text',
  subject: 'text',
  predicate: 'text',
  target: 'text',
  value: 'json',
  absence: 'text',
  text: 'text',
  qualifiers: 'json',
  rank: 'text',
  source: 'text',
  position: 'integer',
  supersedes: 'text',
  fingerprint: 'text',
} as const satisfies Columns;
const citationRow = {
  claim: 'text',
  ordinal: 'integer',
  locator: 'text',
  quote: 'text',
  prefix: 'text',
  suffix: 'text',
  start: 'integer',
  end: 'integer',
  text_hash: 'text',
} as const satisfies Columns;

const none: ReadonlySet<string> = new Set();

interface IdentifiedClaim {
  readonly placed: PlacedChange<PutClaim>;
  readonly id: string;
  readonly fingerprint: string;
  readonly claim: ClaimDraft;
}

/**
 * Puts the claims of a batch.
 * @throws {TertiumError} INVALID_CHANGE where a claim comes twice, or does not fit what it names
 */
export async function putClaims(set: WriteSet, puts: readonly PlacedChange<PutClaim>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision } = set;
  const claims = await checked(set, puts);
  const ids = claims.map(({ id }) => id);
  const last = await findLastClaims(session, ids);
  const superseded = set.origin === 'IMPORT' ? await findSuperseded(session, ids) : none;
  const seen = new Set<string>();
  const known: IdentifiedClaim[] = [];
  const fresh: IdentifiedClaim[] = [];
  const replaced: string[] = [];
  for (const claim of claims) {
    const before = last.get(claim.id);
    if (before?.since === revision || seen.has(claim.id)) throw comesTwice(claim);
    seen.add(claim.id);
    const holds = before?.until === null;
    const isUnchanged = holds && before.fingerprint === claim.fingerprint;
    const isBarred =
      set.origin === 'IMPORT' && !holds && (before?.ended_by === 'EDIT' || superseded.has(claim.id));
    if (holds || isBarred) known.push(claim);
    if (isUnchanged || isBarred) continue;
    fresh.push(claim);
    if (holds) replaced.push(claim.id);
  }
  await touch(set, known);
  set.claims.changed += replaced.length;
  set.claims.added += fresh.length - replaced.length;
  if (fresh.length === 0) return;
  if (replaced.length > 0) {
    const isReplaced = isAmong(session.forms, 'id', replaced);
    await session.change(sql`update claim set until = ${revision} where until is null and ${isReplaced}`);
  }
  await insertRows(set, 'claim', claimRow, fresh.map(asRow));
  await insertRows(set, 'citation', citationRow, fresh.flatMap(citationsOf));
  await set.searchIndex.addClaims(
    fresh.map(({ id, claim: { subject, text, value } }) => ({
      id,
      subject,
      text,
      value,
      since: revision,
      until: null,
    })),
  );
}

/** The claims with their ids; those of an import that name what an edit has ended are left out. */
async function checked(
  { session, origin, knownConcepts }: WriteSet,
  puts: readonly PlacedChange<PutClaim>[],
): Promise<readonly IdentifiedClaim[]> {
  const named = new Set<string>();
  for (const { change } of puts) {
    named.add(change.claim.subject).add(change.claim.source);
    if (change.claim.target !== null) named.add(change.claim.target);
  }
  await learnConcepts(session, knownConcepts, named);
  const { held, gone } = namedConcepts(knownConcepts, named, origin);
  return puts
    .filter(
      ({ change: { claim } }) => ![claim.subject, claim.source, claim.target].some((id) => gone.has(id)),
    )
    .map((placed) => {
      const claim = checkClaim(placed, held);
      const id = claimId(claim);
      return { placed, id, claim, fingerprint: claimFingerprint({ id, ...claim }, claim.citations) };
    });
}

interface LastClaimRow extends KeyedRow {
  readonly fingerprint: string;
  readonly since: number;
  readonly until: number | null;
  readonly ended_by: RevisionNote['origin'] | null;
}

/** Each claim as the graph has it, or had it last. */
async function findLastClaims(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LastClaimRow>> {
  const rows = await session.rows<LastClaimRow>(sql`
    select k.ordinal, c.fingerprint, c.since, c.until, r.origin as ended_by
    from ${session.forms.keySet(ids)} k cross join claim c left join revision r on r.number = c.until
    where c.id = k.key and c.since = (select max(v.since) from claim v where v.id = k.key)`);
  return new Map(rows.map((row) => [ids[row.ordinal] ?? '', row]));
}

/** Which of the claims an edit has replaced by one that still holds. */
async function findSuperseded(session: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ id: string }>(sql`
    select k.key as id
    from ${session.forms.keySet(ids)} k cross join claim c join revision r on r.number = c.since
    where c.supersedes = k.key and c.until is null and r.origin = 'EDIT'`);
  return new Set(rows.map(({ id }) => id));
}

function asRow({ id, fingerprint, claim }: IdentifiedClaim): Cell[] {
  return [
    id,
    claim.subject,
    claim.predicate,
    claim.target,
    claim.value === null ? null : JSON.stringify(claim.value),
    claim.absence,
    claim.text,
    JSON.stringify(claim.qualifiers.map(({ key, value }) => ({ key, value }))),
    claim.rank,
    claim.source,
    claim.position,
    claim.supersedes,
    fingerprint,
  ];
}

function citationsOf({ id, claim }: IdentifiedClaim): Cell[][] {
  return claim.citations.map((citation, ordinal) => [
    id,
    ordinal,
    citation.locator,
    citation.quote,
    citation.prefix,
    citation.suffix,
    citation.start,
    citation.end,
    citation.textHash,
  ]);
}
