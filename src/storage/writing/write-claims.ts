import { sql } from 'kysely';
import { checkClaim, type NumberedChange, type PutClaim } from '../../graph/changes/check-change.js';
import { claimFingerprint, claimId } from '../../graph/identity.js';
import type { ClaimDraft, RevisionNote } from '../../graph/ports/writing.js';
import { alignToKeys, type KeyedRow } from '../session/align.js';
import {
  citationColumns,
  claimColumns,
  claimReader,
  readCitation,
  type CitationRow,
  type ClaimRow,
} from '../session/records.js';
import { isAmong } from '../dialect/conditions.js';
import type { Cell, Columns } from '../dialect/columns.js';
import { withoutErasedWords } from './leave-out-erased.js';
import { loadConcepts, namedConcepts } from './last-concepts.js';
import {
  mergeImport,
  readStated,
  statedAfterEdit,
  statedAfterPublishedImport,
  writeStated,
  type Members,
} from './merge-import.js';
import { findStillStated } from './replacements.js';
import type { Session } from '../session/session.js';
import {
  duplicateChange,
  endClaims,
  insertRows,
  recordKept,
  touch,
  type IdentifiedClaim,
  type WriteSet,
} from './write-set.js';

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
  stated: 'json',
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

/**
 * Writes the claims of a batch: adds new claims, replaces changed claims, and skips unchanged claims. An import that keeps edits does
 * not restore claims that an edit has ended or replaced, and does not change members that edits have set. No import restores erased words.
 * @throws {TertiumError} INVALID_CHANGE if a claim occurs twice, or is rejected by `checkClaim`
 */
export async function putClaims(set: WriteSet, puts: readonly NumberedChange<PutClaim>[]): Promise<void> {
  if (puts.length === 0) return;
  await writeClaims(set, await withoutErasedWords(set, await checkClaims(set, puts)));
}

/**
 * Writes each claim that `putClaims` has deferred, if the set also states the claim that an edit has replaced. Otherwise, the source has
 * changed the statement that the edit replaced, and the claim is proposed.
 */
export async function settleReplacements(set: WriteSet): Promise<void> {
  const { deferred } = set;
  if (deferred.length === 0) return;
  const stillStated = await findStillStated(
    set.session,
    deferred.map(({ replacement }) => replacement.id),
  );
  const written: IdentifiedClaim[] = [];
  for (const { claim, replacement } of deferred.splice(0)) {
    const { id, supersedes, since } = replacement;
    if (stillStated.has(id)) written.push(claim);
    else {
      const proposes = { type: 'putClaim', claim: { ...claim.claim, supersedes: id } } as const;
      recordKept(set, {
        thing: 'CLAIM',
        id: supersedes,
        edit: 'REPLACED',
        by: id,
        revision: since,
        proposes,
      });
    }
  }
  if (written.length > 0) await writeClaims(set, written, { defers: false });
}

async function writeClaims(
  set: WriteSet,
  claims: readonly IdentifiedClaim[],
  { defers } = { defers: set.keepsEdits },
): Promise<void> {
  const { session, revision, keepsEdits } = set;
  const ids = claims.map(({ id }) => id);
  const last = await findLastClaims(session, ids);
  const superseded = keepsEdits ? await findSuperseded(session, ids) : noReplacements;
  if (defers) await set.replacements.load(claims.map(({ claim }) => claim.source));
  const contents = await readContents(
    session,
    claims.filter((claim) => needsContent(set, claim, last.get(claim.id))).map(({ id }) => id),
  );
  const seen = new Set<string>();
  const existing: IdentifiedClaim[] = [];
  const written: IdentifiedClaim[] = [];
  const replaced: string[] = [];
  for (const claim of claims) {
    const before = last.get(claim.id);
    if (before?.since === revision || seen.has(claim.id)) throw duplicateChange(claim);
    seen.add(claim.id);
    const isCurrent = before?.until === null;
    const by = superseded.get(claim.id);
    if (keepsEdits && before !== undefined && !isCurrent && (before.ended_by === 'EDIT' || by)) {
      existing.push(claim);
      recordNotRestored(set, claim.id, before, by);
      continue;
    }
    if (keepsEdits && before === undefined && by) {
      existing.push(claim);
      continue;
    }
    if (isCurrent) existing.push(claim);
    const replacement =
      defers && !isCurrent && canReplace(set, claim) ? set.replacements.of(claim.claim) : undefined;
    if (replacement) {
      set.deferred.push({ claim, replacement });
      continue;
    }
    const merged = withStated(set, claim, before, contents.get(claim.id));
    if (isCurrent && before.fingerprint === merged.fingerprint) continue;
    written.push(merged);
    if (isCurrent) replaced.push(claim.id);
  }
  await touch(set, existing);
  set.claims.changed += replaced.length;
  set.claims.added += written.length - replaced.length;
  if (written.length === 0) return;
  if (replaced.length > 0) await endClaims(set, isAmong(session.syntax, 'id', replaced));
  await insertRows(set, 'claim', claimRow, written.map(asRow));
  await insertRows(set, 'citation', citationRow, written.flatMap(citationsOf));
  for (const { claim } of written) set.onChange({ type: 'putClaim', claim });
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

/** Returns whether a claim can replace another claim of its source in the same cell. Along a dimension of cardinality MULTIPLE, claims accumulate. */
function canReplace({ conceptCache }: WriteSet, { claim: { target } }: IdentifiedClaim): boolean {
  return target !== null && conceptCache.get(target)?.isMultiple !== true;
}

function recordNotRestored(
  set: WriteSet,
  id: string,
  { until, since }: LastClaimRow,
  by: { readonly id: string; readonly since: number } | undefined,
): void {
  const edit = by ? 'REPLACED' : 'ENDED';
  const revision = by?.since ?? until ?? since;
  recordKept(set, { thing: 'CLAIM', id, edit, by: by?.id ?? null, revision, proposes: null });
}

/** Returns whether the members of the last version of a claim are needed to write the claim. */
function needsContent(
  { keepsEdits, origin }: WriteSet,
  claim: IdentifiedClaim,
  last: LastClaimRow | undefined,
): boolean {
  if (!last) return false;
  const isCurrent = last.until === null;
  if (isCurrent && last.fingerprint === claim.fingerprint) return false;
  if (origin === 'IMPORT') return isCurrent && last.stated !== null && (keepsEdits || last.stated !== 'null');
  return last.stated !== 'null' && (isCurrent || last.ended_by === 'EDIT');
}

/** Merges an import with the edits of a claim, and computes `stated`. */
function withStated(
  set: WriteSet,
  identified: IdentifiedClaim,
  last: LastClaimRow | undefined,
  content: ClaimDraft | undefined,
): IdentifiedClaim {
  const { origin, keepsEdits } = set;
  const stated = readStated(last?.stated ?? null);
  const imported = membersOf(identified.claim);
  if (!last || !content) {
    if (origin === 'EDIT') return { ...identified, stated: null };
    return last?.until === null ? { ...identified, stated } : identified;
  }
  const current = membersOf(content);
  if (origin === 'EDIT') return { ...identified, stated: statedAfterEdit(current, imported, stated) };
  if (!keepsEdits || stated === undefined)
    return { ...identified, stated: statedAfterPublishedImport(current, imported, stated) };
  const { members, kept, restated } = mergeImport(current, imported, stated);
  const claim = { ...identified.claim, ...members };
  const { id } = identified;
  if (kept.some((name) => name !== 'position')) {
    const proposes = restated.some((name) => name !== 'position')
      ? ({ type: 'putClaim', claim: { ...identified.claim, supersedes: content.supersedes } } as const)
      : null;
    recordKept(set, { thing: 'CLAIM', id, edit: 'CHANGED', by: null, revision: last.since, proposes });
  }
  return { ...identified, claim, fingerprint: claimFingerprint({ id, ...claim }, claim.citations), stated };
}

/** Returns the members that a change in place can set. */
function membersOf({ value, text, rank, position, supersedes, citations }: ClaimDraft): Members {
  return { value, text, rank, position, supersedes, citations };
}

/** Reads the last version of each claim with its citations, by id. */
async function readContents(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ClaimDraft>> {
  if (ids.length === 0) return new Map();
  const isLast = sql`c.id = k.key and c.since = (select max(v.since) from claim v where v.id = k.key)`;
  const claims = await session.rows<ClaimRow>(sql`
    select ${claimColumns('c')} from ${session.syntax.keySet(ids)} k cross join claim c where ${isLast}`);
  const rows = await session.rows<CitationRow & KeyedRow>(sql`
    select k.ordinal, ${citationColumns('q')}
    from ${session.syntax.keySet(ids)} k cross join claim c cross join citation q
    where ${isLast} and q.claim = c.id and q.since = c.since
    order by k.ordinal, q.ordinal`);
  const citations = alignToKeys(ids, rows, readCitation);
  const citationsById = new Map(ids.map((id, index) => [id, citations[index] ?? []]));
  const read = claimReader();
  return new Map(claims.map((row) => [row.id, { ...read(row), citations: citationsById.get(row.id) ?? [] }]));
}

/** Checks claims and computes their ids. If the set keeps edits, skips claims that name a concept that an edit has ended. */
async function checkClaims(
  set: WriteSet,
  puts: readonly NumberedChange<PutClaim>[],
): Promise<readonly IdentifiedClaim[]> {
  const { session, keepsEdits, conceptCache } = set;
  const named = new Set<string>();
  for (const { change } of puts) {
    named.add(change.claim.subject).add(change.claim.source);
    if (change.claim.target !== null) named.add(change.claim.target);
  }
  await loadConcepts(session, conceptCache, named);
  const { current, notRestored } = namedConcepts(conceptCache, named, keepsEdits);
  return puts
    .filter(({ change: { claim } }) => {
      const ended = [claim.subject, claim.source, claim.target].find((id) => notRestored.has(id));
      if (ended == null) return true;
      const revision = conceptCache.get(ended)?.until ?? set.revision;
      recordKept(set, {
        thing: 'CLAIM',
        id: claimId(claim),
        edit: 'ENDED',
        by: null,
        revision,
        proposes: null,
      });
      return false;
    })
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
  readonly stated: string | null;
}

/** Finds the last version of each claim, current or ended, by id. */
async function findLastClaims(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LastClaimRow>> {
  const rows = await session.rows<LastClaimRow>(sql`
    select k.ordinal, c.fingerprint, c.since, c.until, c.stated, r.origin as ended_by
    from ${session.syntax.keySet(ids)} k cross join claim c left join revision r on r.number = c.until
    where c.id = k.key and c.since = (select max(v.since) from claim v where v.id = k.key)`);
  return new Map(rows.map((row) => [ids[row.ordinal] ?? '', row]));
}

interface ReplacingClaim {
  readonly id: string;
  readonly since: number;
}
const noReplacements: ReadonlyMap<string, ReplacingClaim> = new Map();

/** Finds the current claims that edits put in place of other claims. The keys are the ids of the replaced claims. */
async function findSuperseded(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReplacingClaim>> {
  const rows = await session.rows<ReplacingClaim & { readonly replaced: string }>(sql`
    select k.key as replaced, c.id, c.since
    from ${session.syntax.keySet(ids)} k cross join claim c join revision r on r.number = c.since
    where c.supersedes = k.key and c.until is null and (r.origin = 'EDIT' or cast(c.stated as text) = 'null')`);
  return new Map(rows.map(({ replaced, id, since }) => [replaced, { id, since }]));
}

function asRow({ id, fingerprint, claim, stated }: IdentifiedClaim): Cell[] {
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
    writeStated(stated),
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
