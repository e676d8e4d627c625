import { sql } from 'kysely';
import { checkClaim, type NumberedChange, type PutClaim } from '../../graph/changes/check-change.js';
import { claimFingerprint, claimId } from '../../graph/identity.js';
import type { ClaimDraft, RevisionNote } from '../../graph/ports/writing.js';
import type { KeyedRow } from '../session/align.js';
import { isAmong } from '../dialect/conditions.js';
import type { Cell, Columns } from '../dialect/columns.js';
import { loadConcepts, namedConcepts } from './last-concepts.js';
import type { Session } from '../session/session.js';
import { duplicateChange, insertRows, touch, type WriteSet } from './write-set.js';

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

const noIds: ReadonlySet<string> = new Set();

interface IdentifiedClaim {
  readonly numbered: NumberedChange<PutClaim>;
  readonly id: string;
  readonly fingerprint: string;
  readonly claim: ClaimDraft;
}

/**
 * Writes the claims of a batch: adds new claims, replaces changed claims, and skips unchanged claims. An import does not restore claims that an
 * edit has ended or replaced.
 * @throws {TertiumError} INVALID_CHANGE if a claim occurs twice, or does not fit the concepts that it names
 */
export async function putClaims(set: WriteSet, puts: readonly NumberedChange<PutClaim>[]): Promise<void> {
  if (puts.length === 0) return;
  const { session, revision } = set;
  const claims = await checkClaims(set, puts);
  const ids = claims.map(({ id }) => id);
  const last = await findLastClaims(session, ids);
  const superseded = set.origin === 'IMPORT' ? await findSuperseded(session, ids) : noIds;
  const seen = new Set<string>();
  const existing: IdentifiedClaim[] = [];
  const written: IdentifiedClaim[] = [];
  const replaced: string[] = [];
  for (const claim of claims) {
    const before = last.get(claim.id);
    if (before?.since === revision || seen.has(claim.id)) throw duplicateChange(claim);
    seen.add(claim.id);
    const isCurrent = before?.until === null;
    const isUnchanged = isCurrent && before.fingerprint === claim.fingerprint;
    const isNotRestored =
      set.origin === 'IMPORT' && !isCurrent && (before?.ended_by === 'EDIT' || superseded.has(claim.id));
    if (isCurrent || isNotRestored) existing.push(claim);
    if (isUnchanged || isNotRestored) continue;
    written.push(claim);
    if (isCurrent) replaced.push(claim.id);
  }
  await touch(set, existing);
  set.claims.changed += replaced.length;
  set.claims.added += written.length - replaced.length;
  if (written.length === 0) return;
  if (replaced.length > 0) {
    const isReplaced = isAmong(session.syntax, 'id', replaced);
    await session.change(sql`update claim set until = ${revision} where until is null and ${isReplaced}`);
  }
  await insertRows(set, 'claim', claimRow, written.map(asRow));
  await insertRows(set, 'citation', citationRow, written.flatMap(citationsOf));
  await set.searchIndex.addClaims(
    written.map(({ id, claim: { subject, predicate, target, text, value } }) => ({
      id,
      subject,
      predicate,
      target,
      text,
      value,
      since: revision,
      until: null,
    })),
  );
}

/** Checks claims and computes their ids. Skips claims of an import about concepts that an edit has ended. */
async function checkClaims(
  { session, origin, conceptCache }: WriteSet,
  puts: readonly NumberedChange<PutClaim>[],
): Promise<readonly IdentifiedClaim[]> {
  const named = new Set<string>();
  for (const { change } of puts) {
    named.add(change.claim.subject).add(change.claim.source);
    if (change.claim.target !== null) named.add(change.claim.target);
  }
  await loadConcepts(session, conceptCache, named);
  const { current, notRestored } = namedConcepts(conceptCache, named, origin);
  return puts
    .filter(
      ({ change: { claim } }) =>
        ![claim.subject, claim.source, claim.target].some((id) => notRestored.has(id)),
    )
    .map((numbered) => {
      const claim = checkClaim(numbered, current);
      const id = claimId(claim);
      return { numbered, id, claim, fingerprint: claimFingerprint({ id, ...claim }, claim.citations) };
    });
}

interface LastClaimRow extends KeyedRow {
  readonly fingerprint: string;
  readonly since: number;
  readonly until: number | null;
  readonly ended_by: RevisionNote['origin'] | null;
}

/** Finds the last version of each claim, current or ended, by id. */
async function findLastClaims(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LastClaimRow>> {
  const rows = await session.rows<LastClaimRow>(sql`
    select k.ordinal, c.fingerprint, c.since, c.until, r.origin as ended_by
    from ${session.syntax.keySet(ids)} k cross join claim c left join revision r on r.number = c.until
    where c.id = k.key and c.since = (select max(v.since) from claim v where v.id = k.key)`);
  return new Map(rows.map((row) => [ids[row.ordinal] ?? '', row]));
}

/** Finds the ids of the claims that an edit has replaced by a claim that is still current. */
async function findSuperseded(session: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await session.rows<{ id: string }>(sql`
    select k.key as id
    from ${session.syntax.keySet(ids)} k cross join claim c join revision r on r.number = c.since
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
