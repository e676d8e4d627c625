import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import {
  checkValue,
  rejection,
  type ValueDefinition,
  type NumberedChange,
  type Violation,
} from '../../graph/changes/check-change.js';
import { invalidChange, type TertiumError } from '../../graph/errors.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { Change, WriteOptions } from '../../graph/ports/writing.js';
import type { Columns } from '../dialect/columns.js';
import { existsByIndex } from '../dialect/conditions.js';
import { expectFewEnded } from './ended-share.js';
import { duplicateChange, endClaims, touch, type WriteSet } from './write-set.js';

type End = Extract<Change, { type: 'endConcept' | 'endClaim' | 'completeSource' }>;

const completedRow = { source: 'text', place: 'integer' } as const satisfies Columns;

/** Records the concepts and claims that a batch ends, and the sources that it completes. `applyEnds` uses the records after the entire set has been read. */
export async function recordEnds(set: WriteSet, ends: readonly NumberedChange<End>[]): Promise<void> {
  const completed: [source: string, place: number][] = [];
  const ended: { numbered: NumberedChange; id: string }[] = [];
  for (const numbered of ends) {
    if (numbered.change.type === 'completeSource') completed.push([numbered.change.source, numbered.number]);
    else {
      ended.push({ numbered, id: numbered.change.id });
      set.recordedEnds[numbered.change.type === 'endClaim' ? 'claims' : 'concepts'] += 1;
    }
  }
  await touch(set, ended);
  if (completed.length === 0) return;
  await set.session.change(sql`
    insert into completed_source (source, place)
    select source, place from ${set.session.syntax.rowSet(completedRow, completed)} fresh where 1 = 1
    on conflict do nothing`);
}

/**
 * Ends the recorded concepts and claims, and the claims that completed sources no longer contain, and checks the resulting graph. In a
 * completed source, an import that keeps edits does not end claims that edits added or put in place of imported claims.
 * @throws {TertiumError} INVALID_CHANGE if a recorded concept, claim or source never existed; if the set puts and ends the same claim; if a
 *   claim would name an ended concept; if claims would not fit their dimension; if too many claims of a source would end
 */
export async function applyEnds(set: WriteSet, { endedShare }: WriteOptions): Promise<void> {
  const { session, revision, recordedEnds } = set;
  // Not in the statement that ends claims of completed sources: in a single statement, PostgreSQL would compare every claim of a source with all claims that the set ends by id.
  const endedById = await endRecordedClaims(set);
  // A synchronous driver never yields, so other requests would wait for all statements together.
  await nextTurn();
  await rejectUnknown(set, endedById === recordedEnds.claims ? ['CONCEPT'] : ['CLAIM', 'CONCEPT']);
  await rejectPut(set);
  await nextTurn();
  set.claims.ended += endedById;
  set.claims.ended += await endClaims(
    set,
    sql`source in (select s.source from completed_source s)
      and since < ${revision}
      and not exists (select 1 from touched t where t.id = claim.id)
      and ${set.keepsEdits ? isNotOfEdit : sql`1 = 1`}`,
  );
  await reportEnds(set);
  if (endedShare !== undefined && set.claims.ended > 0) await expectFewEnded(set, endedShare);
  await nextTurn();
  await rejectNamed(set);
  await nextTurn();
  const ends = sql`(select t.id from touched t where t.ends = 1 and t.thing = 'CONCEPT')`;
  const ended = await session.change(
    sql`update concept set until = ${revision} where until is null and id in ${ends}`,
  );
  set.concepts.ended += ended;
  if (ended > 0) {
    await session.change(
      sql`update label set until = ${revision} where until is null and concept in ${ends}`,
    );
    await nextTurn();
  }
  if (set.claims.changed + set.claims.ended > 0) {
    await session.change(sql`
      update citation set until = ${revision}
      where until is null and since < ${revision}
        and ${session.syntax.isSelected(sql`claim`, sql`select c.id from claim c where c.until = ${revision}`)}`);
  }
  await nextTurn();
  await set.searchIndex.endTexts(revision, {
    concepts: set.concepts.changed + set.concepts.ended > 0,
    claims: set.claims.changed + set.claims.ended,
  });
  await nextTurn();
  await rejectMisfits(set);
}

/** The maximum number of recorded claims that one statement of an embedded database ends. A statement blocks the event loop. */
const claimsPerStatement = 5_000;

/** Ends the recorded claims. @returns the number of those that were current */
async function endRecordedClaims(set: WriteSet): Promise<number> {
  const { session } = set;
  const recorded = sql`select t.id from touched t where t.ends = 1 and t.thing = 'CLAIM'`;
  if (!session.syntax.isEmbedded) return endClaims(set, sql`id in (${recorded})`);
  let ended = 0;
  for (let last: string | null = ''; last !== null;) {
    const part: RawBuilder<unknown> = sql`${recorded} and t.id > ${last} order by t.id limit ${claimsPerStatement}`;
    ended += await endClaims(set, sql`id in (${part})`);
    const [row] = await session.rows<{ last: string | null }>(sql`select max(p.id) as last from (${part}) p`);
    last = row?.last ?? null;
    await nextTurn();
  }
  return ended;
}

/**
 * The condition that no edit added a claim, or put it in place of an imported claim. The source does not contain claims of edits, so these must
 * stay valid when the source is imported again. Rows that earlier versions of Tertium have written have no `stated`.
 */
const isNotOfEdit: RawBuilder<unknown> = sql`(
  (stated is null or cast(stated as text) <> 'null')
  and (supersedes is null or not exists (select 1 from revision r where r.number = claim.since and r.origin = 'EDIT'))
)`;

/** Reports the ended concepts and claims to `onChange`. */
async function reportEnds({ session, revision, onChange, reportsChanges }: WriteSet): Promise<void> {
  if (!reportsChanges) return;
  const claims = await session.rows<{ id: string }>(sql`
    select c.id from claim c
    where c.until = ${revision}
      and not ${existsByIndex(sql`select 1 from claim n where n.id = c.id and n.since = ${revision}`)}
    order by c.id`);
  for (const { id } of claims) onChange({ type: 'endClaim', id });
  const concepts = await session.rows<{ id: string }>(sql`
    select t.id from touched t cross join concept c
    where t.ends = 1 and t.thing = 'CONCEPT' and c.id = t.id and c.until is null order by t.id`);
  for (const { id } of concepts) onChange({ type: 'endConcept', id });
}

interface EndRow {
  readonly id: string;
  readonly thing: 'CONCEPT' | 'CLAIM';
  readonly place: number;
}

/** @param things which of the recorded ends may name unknown records */
async function rejectUnknown({ session }: WriteSet, things: readonly EndRow['thing'][]): Promise<void> {
  const [unknown] = await session.rows<EndRow>(sql`
    select t.id, t.thing, t.place from touched t
    where t.ends = 1 and t.thing in (${sql.join(things.map((thing) => sql.lit(thing)))})
      and not exists (select 1 from claim c where c.id = t.id)
      and not exists (select 1 from concept c where c.id = t.id)
    order by t.place limit 1`);
  if (unknown) {
    const thing = unknown.thing.toLowerCase();
    throw rejection(endOf(unknown), {
      rule: unknown.thing === 'CLAIM' ? 'UNKNOWN_CLAIM' : 'UNKNOWN_CONCEPT',
      path: ['id'],
      expected: `a ${thing} that the graph has or had`,
      got: unknown.id,
    });
  }
  const [unknownSource] = await session.rows<{ source: string; place: number }>(sql`
    select s.source, s.place from completed_source s
    where not exists (select 1 from concept c where c.id = s.source)
    order by s.place limit 1`);
  if (!unknownSource) return;
  const { source, place } = unknownSource;
  throw rejection(
    { number: place, change: { type: 'completeSource', source } },
    {
      rule: 'UNKNOWN_CONCEPT',
      path: ['source'],
      expected: 'a cited source that the graph has or had',
      got: source,
    },
  );
}

async function rejectPut({ session, revision }: WriteSet): Promise<void> {
  const [put] = await session.rows<EndRow>(sql`
    select t.id, t.thing, t.place from touched t cross join claim c
    where t.ends = 1 and c.id = t.id and c.since = ${revision}
    order by t.place limit 1`);
  if (put) throw duplicateChange({ numbered: endOf(put), id: put.id });
}

async function rejectNamed({ session }: WriteSet): Promise<void> {
  const found: (EndRow & { readonly claim: string })[] = [];
  for (const role of ['subject', 'target', 'source']) {
    const rows = await session.rows<EndRow & { readonly claim: string }>(sql`
      select t.id, t.thing, t.place, c.id as claim from touched t cross join claim c
      where t.ends = 1 and t.thing = 'CONCEPT' and ${sql.ref(`c.${role}`)} = t.id and c.until is null
      order by t.place, c.id limit 1`);
    found.push(...rows);
    await nextTurn();
  }
  const [named] = found.sort(
    (left, right) => left.place - right.place || compareCodePoints(left.claim, right.claim),
  );
  if (!named) return;
  throw rejection(endOf(named), {
    rule: 'CONCEPT_NAMED',
    path: ['id'],
    expected: 'a concept that no claim names',
    got: `a concept that ${named.claim} names`,
  });
}

function endOf({ id, thing, place }: EndRow): NumberedChange {
  return { number: place, change: { type: thing === 'CLAIM' ? 'endClaim' : 'endConcept', id } };
}

const pageSize = 1_000;

interface DimensionValueRow {
  readonly id: string;
  readonly target: string;
  readonly value: string;
  readonly properties: string;
  readonly place: number;
}

/** Rejects changes of dimensions that existing claims do not fit. */
async function rejectMisfits({ session }: WriteSet): Promise<void> {
  let after = ['', ''];
  for (;;) {
    const rows = await session.rows<DimensionValueRow>(sql`
      select c.id, c.target, c.value, d.properties, r.place
      from remeasured_dimension r cross join claim c cross join concept d
      where c.target = r.id and c.predicate = 'HAS_VALUE' and c.until is null and c.value is not null
        and d.id = r.id and d.until is null
        and (c.target, c.id) > (${sql.join(after)})
      order by c.target, c.id limit ${pageSize}`);
    for (const row of rows) {
      const checked = checkValue(
        JSON.parse(row.value) as ClaimValue,
        JSON.parse(row.properties) as ValueDefinition,
      );
      if ('misfit' in checked) throw misfitError(row, checked.misfit);
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = [last.target, last.id];
  }
}

function misfitError(
  { id, target, place }: DimensionValueRow,
  misfit: Pick<Violation, 'expected' | 'got'>,
): TertiumError {
  const expected = 'a dimension that all its claims fit';
  const got = `a dimension that ${id} does not fit: expected ${misfit.expected}, got ${misfit.got}`;
  return invalidChange(`Change ${place} (putConcept ${target}): expected ${expected}, got ${got}.`, {
    ...{ change: place, claim: id },
    ...({ rule: 'CLAIM_MISFIT', path: ['concept'], expected, got } satisfies Violation),
  });
}
