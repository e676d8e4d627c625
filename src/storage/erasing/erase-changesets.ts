import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Actor, EditTouch } from '../../graph/ports/changesets.js';
import type { ErasableEdit, ErasureOptions } from '../../graph/ports/erasing.js';
import { claimId, type ClaimIdentity } from '../../graph/identity.js';
import type { Columns } from '../dialect/columns.js';
import { isAmong } from '../dialect/conditions.js';
import { findChangeset, writeEdits, writeTransition } from '../editing/write-changesets.js';
import { claimColumns, claimReader, type ClaimRow } from '../session/records.js';
import type { Session } from '../session/session.js';
import { idsOf } from './erase-claims.js';
import { coveredClaims, eraseJson, idOf, mergeOf } from './erase-json.js';
import type { ErasureScope } from './erasure-scope.js';

const pageSize = 500;

const editRow = {
  changeset: 'text',
  number: 'integer',
  added: 'integer',
  edit: 'json',
  base: 'json',
} as const satisfies Columns;

interface EditRow {
  readonly changeset: string;
  readonly number: number;
  readonly added: number;
  readonly removed: number | null;
  readonly edit: string;
  readonly base: string;
}

/** The author and the time of an erasure, and a function that lists the ids that an edit touches. */
interface Eraser {
  readonly by: Actor;
  readonly now: Date;
  readonly touchedIds: ErasureOptions['touchedIds'];
}

export interface ErasedEdits {
  /** The number of changed records: versions of edits, lists of problems of changesets, and results of publications. */
  readonly edits: number;
  /** The number of edits that were removed from unfinished changesets. */
  readonly openEdits: number;
}

/**
 * Erases the words, quotes and texts of a scope from changesets: from every version of their edits, from problems, and
 * from the results of publications. If an edit of an unfinished changeset has such words, quotes or texts, the edit is
 * removed, because its publication would restore them. The changeset then returns to OPEN. Must precede `eraseClaims`.
 */
export async function eraseChangesets(
  session: Session,
  scope: ErasureScope,
  eraser: Eraser,
): Promise<ErasedEdits> {
  const covered = new Set([...scope.claims, ...(await idsOf(session, [...scope.sources], 'source'))]);
  /** The covered claims in edits, by id. A later edit of the same changeset can name such a claim by its id, even if no table has the claim. */
  const ofEdits = new Map<string, ClaimIdentity>();
  const addCovered = (id: string, claim: ClaimIdentity): void => {
    covered.add(id);
    ofEdits.set(id, claim);
  };
  const erase = (json: string): string => {
    const value: unknown = JSON.parse(json);
    for (const claim of coveredClaims(value, scope)) addCovered(idOf(claim), claim);
    const erased = JSON.stringify(eraseJson(value, scope, covered));
    // JSON without erased parts is returned with the white space that is stored, so that its row does not count as changed.
    return erased === JSON.stringify(value) ? json : erased;
  };
  let edits = 0;
  const stating = new Map<string, number[]>();
  for (let last: EditRow | undefined, isLast = false; !isLast;) {
    const rows = await session.rows<EditRow>(sql`
      select changeset, number, added, removed, cast(edit as text) as edit, cast(base as text) as base from changeset_edit
      where (changeset, number, added) > (${last?.changeset ?? ''}, ${last?.number ?? 0}, ${last?.added ?? 0})
      order by changeset, number, added limit ${pageSize}`);
    last = rows.at(-1);
    isLast = rows.length < pageSize;
    const changed: { readonly before: EditRow; readonly after: EditRow }[] = [];
    for (const row of rows) {
      if (scope.sources.size > 0 && row.edit.includes('mergeConcept')) {
        for (const claim of await mergedClaims(session, row, scope, [...ofEdits.values()]))
          addCovered(claimId(claim), claim);
      }
      const after = { ...row, edit: erase(row.edit), base: erase(row.base) };
      if (after.edit !== row.edit || after.base !== row.base) changed.push({ before: row, after });
    }
    edits += changed.length;
    for (const { before, after } of changed) {
      if (before.edit === after.edit || before.removed !== null) continue;
      const numbers = stating.get(before.changeset) ?? [];
      stating.set(before.changeset, numbers);
      numbers.push(before.number);
    }
    await updateEdits(
      session,
      changed.map(({ after }) => after),
    );
    await nextTurn();
  }
  let openEdits = 0;
  for (const [changeset, numbers] of stating)
    openEdits += await removeEdits(session, changeset, numbers, eraser);
  edits += await eraseColumn(session, { table: 'changeset', key: 'id', column: 'problems' }, erase);
  edits += await eraseColumn(session, { table: 'idempotency_key', key: 'key', column: 'result' }, erase);
  return { edits, openEdits };
}

/**
 * Lists the claims that replace the claims of the erased sources if an edit merges concepts. Until the changeset is published, no table has
 * these claims, but later edits can name them by their ids.
 * @param ofEdits the claims of earlier edits
 */
async function mergedClaims(
  session: Session,
  { edit }: EditRow,
  { sources }: ErasureScope,
  ofEdits: readonly ClaimIdentity[],
): Promise<readonly ClaimIdentity[]> {
  const merge = mergeOf(JSON.parse(edit));
  if (!merge) return [];
  const { id, into } = merge;
  const rows = await session.rows<ClaimRow>(sql`
    select ${claimColumns('c')} from claim c
    where ${isAmong(session.syntax, 'c.source', [...sources])} and (c.subject = ${id} or c.target = ${id} or c.source = ${id})`);
  const renamed = (concept: string): string => (concept === id ? into : concept);
  return [...rows.map(claimReader()), ...ofEdits].flatMap((claim) => {
    const { subject, target, source } = claim;
    if (![subject, target, source].includes(id)) return [];
    return [
      {
        ...claim,
        subject: renamed(subject),
        target: target === null ? null : renamed(target),
        source: renamed(source),
      },
    ];
  });
}

async function updateEdits(session: Session, rows: readonly EditRow[]): Promise<void> {
  if (rows.length === 0) return;
  const cells = rows.map(({ changeset, number, added, edit, base }) => [
    changeset,
    number,
    added,
    edit,
    base,
  ]);
  await session.change(sql`
    update changeset_edit set edit = e.edit, base = e.base from ${session.syntax.rowSet(editRow, cells)} e
    where changeset_edit.changeset = e.changeset and changeset_edit.number = e.number and changeset_edit.added = e.added`);
}

/** Removes edits from a changeset, unless it is published or withdrawn. @returns the number of removed edits */
async function removeEdits(
  session: Session,
  changeset: string,
  numbers: readonly number[],
  { by, now, touchedIds = () => [] }: Eraser,
): Promise<number> {
  const { state } = await findChangeset(session, changeset);
  if (state === 'PUBLISHED' || state === 'WITHDRAWN') return 0;
  if (state === 'SCHEDULED') await writeTransition(session, { changeset, state: 'SUBMITTED' }, now);
  const touches = await remainingTouches(session, { changeset, removes: numbers, touchedIds });
  await writeEdits(session, { changeset, by, edits: [], removes: numbers, touches }, now);
  return numbers.length;
}

/**
 * Finds the ids that removed edits touch and that remaining edits also touch, each with the first such remaining edit. An
 * edit also touches the concepts that its claims name. These concepts are read from the stored claims, because an edit can
 * be stored without its claims.
 */
async function remainingTouches(
  session: Session,
  {
    changeset,
    removes,
    touchedIds,
  }: {
    readonly changeset: string;
    readonly removes: readonly number[];
    readonly touchedIds: (edit: ErasableEdit) => readonly string[];
  },
): Promise<readonly EditTouch[]> {
  const gone = new Set(removes);
  const stored = await session.rows<EditTouch>(
    sql`select id, edit from changeset_touch where changeset = ${changeset}`,
  );
  const lost = new Set(stored.flatMap(({ id, edit }) => (gone.has(edit) ? [id] : [])));
  const touches: EditTouch[] = [];
  for (let last = 0, isLast = false; !isLast && lost.size > 0;) {
    const rows = await session.rows<Pick<EditRow, 'number' | 'edit' | 'base'>>(sql`
      select number, cast(edit as text) as edit, cast(base as text) as base from changeset_edit
      where changeset = ${changeset} and removed is null and number > ${last} order by number limit ${pageSize}`);
    const remaining = rows.flatMap(({ number, edit, base }) =>
      gone.has(number)
        ? []
        : [{ number, ids: touchedIds({ edit: JSON.parse(edit), base: JSON.parse(base) }) }],
    );
    const namedBy = await conceptsOfClaims(
      session,
      remaining.flatMap(({ ids }) => ids),
    );
    for (const { number, ids } of remaining) {
      for (const id of ids.flatMap((each) => [each, ...(namedBy.get(each) ?? [])])) {
        if (lost.delete(id)) touches.push({ id, edit: number });
      }
    }
    last = rows.at(-1)?.number ?? last;
    isLast = rows.length < pageSize;
    await nextTurn();
  }
  return touches;
}

/** Finds the concepts that claims name, by the id of the claim. All versions of a claim name the same concepts. */
async function conceptsOfClaims(
  session: Session,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await session.rows<{
    readonly id: string;
    readonly subject: string;
    readonly target: string | null;
    readonly source: string;
  }>(sql`
    select distinct c.id, c.subject, c.target, c.source
    from ${session.syntax.keySet(ids)} k cross join claim c where c.id = k.key`);
  return new Map(
    rows.map(({ id, subject, target, source }) => [
      id,
      target === null ? [subject, source] : [subject, target, source],
    ]),
  );
}

interface JsonColumn {
  readonly table: string;
  readonly key: string;
  readonly column: string;
}

/** Applies `erase` to a column of JSON. @returns the number of rows that have changed */
async function eraseColumn(
  session: Session,
  { table, key, column }: JsonColumn,
  erase: (json: string) => string,
): Promise<number> {
  const [keyColumn, jsonColumn] = [sql.ref(key), sql.ref(column)];
  const rows = await session.rows<{ key: string; json: string }>(sql`
    select ${keyColumn} as key, cast(${jsonColumn} as text) as json from ${sql.table(table)}
    where ${jsonColumn} is not null and cast(${jsonColumn} as text) <> '[]'`);
  let changed = 0;
  for (const row of rows) {
    const json = erase(row.json);
    if (json === row.json) continue;
    changed += await session.change(sql`
      update ${sql.table(table)} set ${jsonColumn} = ${json}
      where ${keyColumn} = ${row.key} and cast(${jsonColumn} as text) = ${row.json}`);
  }
  return changed;
}
