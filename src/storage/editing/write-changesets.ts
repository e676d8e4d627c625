import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import { invalidChange, type TertiumError } from '../../graph/errors.js';
import {
  changesetTransitions,
  editableStates,
  type Actor,
  type ChangesetDraft,
  type ChangesetEdits,
  type ChangesetState,
  type ChangesetTransition,
  type EditDraft,
  type EditReplacement,
  type EditTouch,
  type ReviewDraft,
} from '../../graph/ports/changesets.js';
import type { Cell, Columns } from '../dialect/columns.js';
import { isStorable, storableKey } from '../dialect/storable.js';
import type { Session } from '../session/session.js';
import { changesetColumns, type ChangesetRow } from './changeset-rows.js';

/*
 * The writes of changesets. Each runs inside a transaction with the lock of writers of changesets, so that no other
 * writer changes a row between its read and its write.
 */

const editRow = {
  number: 'integer',
  edit: 'json',
  base: 'json',
} as const satisfies Columns;
const touchRow = { id: 'text', edit: 'integer' } as const satisfies Columns;
/** The maximum number of rows in one statement. */
const batchSize = 1_000;

const randomByteCount = 9;

/** The states of a changeset that is neither published nor withdrawn. */
const unfinishedStates = ['OPEN', 'SUBMITTED', 'APPROVED', 'SCHEDULED'] as const;

/**
 * Opens a changeset with its first edits.
 * @returns the id of the new changeset
 * @throws {TertiumError} INVALID_CHANGE with the rule LIMIT_EXCEEDED, or INVALID_ARGUMENT for a text that cannot be stored
 */
export async function insertChangeset(
  session: Session,
  { kind, title, author, edits = [], maxOpen }: ChangesetDraft,
  now: Date,
): Promise<string> {
  expectStorable('the title', title);
  expectStorableActor('author', author);
  if (maxOpen !== undefined && kind === 'EDIT') await expectFewOpen(session, author, maxOpen);
  const id = `changeset/${randomBytes(randomByteCount).toString('base64url')}`;
  const time = now.toISOString();
  await session.change(sql`
    insert into changeset (
      id, number, version, state, kind, title, principal, author, on_behalf_of, model, base, edits, last_edit, opened_at, changed_at, problems
    ) values (
      ${id}, (select coalesce(max(number), 0) + 1 from changeset), 1, 'OPEN', ${kind}, ${title}, ${author.principal}, ${author.name},
      ${author.onBehalfOf}, ${author.model}, (select coalesce(max(number), 0) from revision), ${edits.length}, ${edits.length}, ${time}, ${time}, '[]'
    )`);
  await insertEdits(session, id, numbered(edits, 1), { by: author, version: 1 });
  return id;
}

/** Checks that an author may open another changeset. Only changesets of kind EDIT count. */
async function expectFewOpen(session: Session, author: Actor, maxOpen: number): Promise<void> {
  const isAuthor =
    author.principal === null
      ? sql`principal is null and author = ${author.name}`
      : sql`principal = ${author.principal}`;
  const [counted] = await session.rows<{ count: number }>(sql`
    select count(*) as count from changeset
    where ${isAuthor} and kind = 'EDIT' and state in (${sql.join(unfinishedStates.map((state) => sql.lit(state)))})`);
  const count = Number(counted?.count ?? 0);
  if (count < maxOpen) return;
  throw invalidChange(
    `Expected at most ${maxOpen} changesets of one author that are neither published nor withdrawn, got ${count}: publish or withdraw one of them first.`,
    { rule: 'LIMIT_EXCEEDED', limit: 'maxOpen', expected: maxOpen, got: count },
  );
}

/**
 * Adds, replaces and removes edits.
 * @throws {TertiumError} INVALID_CHANGE with the rule UNKNOWN_CHANGESET, STALE_VERSION, WRONG_STATE, UNKNOWN_EDIT or INVALID_ARGUMENT
 */
export async function writeEdits(session: Session, request: ChangesetEdits, now: Date): Promise<void> {
  const { by, edits, replaces = [], removes = [], touches = [] } = request;
  expectStorableActor('author', by);
  const row = await expectChangeset(session, request);
  expectState(row, editableStates);
  const version = row.version + 1;
  const gone = [...replaces.map(({ number }) => number), ...removes];
  await removeEdits(session, row.id, gone, version);
  await insertTouches(session, row.id, touches);
  await insertEdits(session, row.id, replaces, { by, version });
  await insertEdits(session, row.id, numbered(edits, row.last_edit + 1), { by, version });
  const count = row.edits - removes.length + edits.length;
  await update(session, row, now, {
    state: 'OPEN',
    set: sql`, edits = ${count}, last_edit = ${row.last_edit + edits.length}, publish_at = null, problems = '[]'`,
  });
}

async function removeEdits(
  session: Session,
  id: string,
  numbers: readonly number[],
  version: number,
): Promise<void> {
  for (const [index, number] of numbers.entries()) {
    const removed = await session.change(sql`
      update changeset_edit set removed = ${version} where changeset = ${id} and number = ${number} and removed is null`);
    const isRepeated = numbers.indexOf(number) !== index;
    if (removed === 1 && !isRepeated) {
      await session.change(sql`delete from changeset_touch where changeset = ${id} and edit = ${number}`);
      continue;
    }
    throw invalidChange(
      isRepeated
        ? `Expected each edit to be replaced or removed once, got edit ${number} more than once.`
        : `Expected the number of an edit of ${id}, got ${number}.`,
      { rule: 'UNKNOWN_EDIT', changeset: id, edit: number },
    );
  }
}

function* numbered(edits: Iterable<EditDraft>, first: number): Generator<EditReplacement, void> {
  let number = first;
  for (const { edit, base, touches } of edits) {
    yield { number, edit, base, touches };
    number += 1;
  }
}

async function insertEdits(
  session: Session,
  id: string,
  edits: Iterable<EditReplacement>,
  { by, version }: { by: Actor; version: number },
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  let last: { readonly base: unknown; readonly text: string } = { base: null, text: 'null' };
  for (const batch of batchesOf(edits)) {
    const rows: Cell[][] = [];
    const touches: EditTouch[] = [];
    for (const { number, edit, base, touches: ids } of batch) {
      // Edits of a revert share their base.
      if (last.base !== base) last = { base, text: JSON.stringify(base) };
      rows.push([number, JSON.stringify(edit), last.text]);
      for (const touched of ids) touches.push({ id: touched, edit: number });
    }
    const insertion = sql`
      insert into changeset_edit (changeset, number, added, principal, author, edit, base)
      select cast(${id} as text), e.number, cast(${version} as integer), cast(${by.principal} as text), cast(${by.name} as text), e.edit, e.base
      from ${session.syntax.rowSet(editRow, rows)} e`;
    // A synchronous driver never yields, so other requests would wait until all edits are written.
    await nextTurn();
    // A database server writes a batch while the next batch is created.
    await written;
    written = session
      .change(insertion)
      .then(() => nextTurn())
      .then(() => insertTouches(session, id, touches));
    // The next `await written` handles the rejection.
    written.catch(() => undefined);
    await nextTurn();
  }
  await written;
}

async function insertTouches(
  session: Session,
  changeset: string,
  touches: readonly EditTouch[],
): Promise<void> {
  const rows = touches.filter(({ id }) => isStorable(id)).map(({ id, edit }) => [id, edit]);
  for (const part of batchesOf(rows)) {
    await session.change(sql`
      insert into changeset_touch (id, changeset, edit)
      select t.id, cast(${changeset} as text), t.edit from ${session.syntax.rowSet(touchRow, part)} t where 1 = 1
      on conflict do nothing`);
  }
}

function* batchesOf<Item>(items: Iterable<Item>): Generator<readonly Item[], void> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Changes the state of a changeset.
 * @throws {TertiumError} INVALID_CHANGE with the rule UNKNOWN_CHANGESET, STALE_VERSION or WRONG_STATE
 * @throws {TypeError} for SCHEDULED without a time, and for another state with a time
 */
export async function writeTransition(
  session: Session,
  request: ChangesetTransition,
  now: Date,
): Promise<void> {
  const { state, publishAt, problems = [] } = request;
  if ((state === 'SCHEDULED') !== (publishAt !== undefined)) {
    throw new TypeError(
      `Expected a time of publication for SCHEDULED and for no other state, got ${publishAt} for ${state}.`,
    );
  }
  const row = await expectChangeset(session, request);
  expectState(row, statesBefore(state));
  await update(session, row, now, {
    state,
    set: sql`, publish_at = ${publishAt ?? null}, problems = ${JSON.stringify(problems)}`,
  });
}

/**
 * Stores a review, and makes the changeset APPROVED or OPEN.
 * @throws {TertiumError} INVALID_CHANGE with the rule UNKNOWN_CHANGESET, STALE_VERSION, WRONG_STATE, FOUR_EYES, UNKNOWN_EDIT or INVALID_ARGUMENT
 */
export async function writeReview(session: Session, review: ReviewDraft, now: Date): Promise<void> {
  const { reviewer, verdict, comment, edits, fourEyes = false } = review;
  expectStorableActor('reviewer', reviewer);
  if (comment !== null) expectStorable('the comment', comment);
  const row = await expectChangeset(session, review);
  expectState(row, verdict === 'APPROVE' ? ['SUBMITTED'] : ['SUBMITTED', 'APPROVED']);
  if (fourEyes && verdict === 'APPROVE') await expectOther(session, row, reviewer);
  await expectEdits(
    session,
    row.id,
    edits.map(({ edit }) => edit),
  );
  await session.change(sql`
    insert into changeset_review (changeset, version, time, principal, reviewer, on_behalf_of, model, verdict, comment, edits)
    values (
      ${row.id}, ${row.version}, ${now.toISOString()}, ${reviewer.principal}, ${reviewer.name}, ${reviewer.onBehalfOf}, ${reviewer.model},
      ${verdict}, ${comment}, ${JSON.stringify(edits)}
    )`);
  await update(session, row, now, { state: verdict === 'APPROVE' ? 'APPROVED' : 'OPEN', set: sql`` });
}

async function expectOther(session: Session, row: ChangesetRow, reviewer: Actor): Promise<void> {
  const authors = await session.rows<{ principal: string | null; author: string }>(sql`
    select distinct principal, author from changeset_edit where changeset = ${row.id} and removed is null`);
  const isOwn = [row, ...authors].some(({ principal, author }) =>
    principal === null || reviewer.principal === null
      ? author === reviewer.name
      : principal === reviewer.principal,
  );
  if (!isOwn) return;
  throw invalidChange(
    `Expected a reviewer who is not an author of ${row.id} or of its edits, got ${reviewer.name}: ask someone else to review it.`,
    { rule: 'FOUR_EYES', changeset: row.id },
  );
}

async function expectEdits(session: Session, id: string, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const rows = await session.rows<{ number: number }>(sql`
    select e.number from ${session.syntax.keySet(numbers.map(String))} k cross join changeset_edit e
    where e.changeset = ${id} and e.number = cast(k.key as integer) and e.removed is null`);
  const known = new Set(rows.map(({ number }) => number));
  const unknown = numbers.find((number) => !known.has(number));
  if (unknown === undefined) return;
  throw invalidChange(`Expected the number of an edit of ${id}, got ${unknown}.`, {
    rule: 'UNKNOWN_EDIT',
    changeset: id,
    edit: unknown,
  });
}

/**
 * Checks that a changeset may be published.
 * @returns its row
 * @throws {TertiumError} INVALID_CHANGE with a rule of `changesetRules`
 */
export async function expectPublishable(
  session: Session,
  { changeset, version }: { readonly changeset: string; readonly version: number },
): Promise<ChangesetRow> {
  const row = await expectChangeset(session, { changeset, expectedVersion: version });
  expectState(row, statesBefore('PUBLISHED'));
  return row;
}

/** Marks a changeset as published. @param revision null if its edits changed nothing */
export async function markPublished(
  session: Session,
  row: ChangesetRow,
  revision: number | null,
  now: Date,
): Promise<void> {
  await update(session, row, now, {
    state: 'PUBLISHED',
    set: sql`, revision = ${revision}, publish_at = null, problems = '[]'`,
  });
}

async function update(
  session: Session,
  { id, version, changed_at }: ChangesetRow,
  now: Date,
  { state, set }: { readonly state: ChangesetState; readonly set: RawBuilder<unknown> },
): Promise<void> {
  const time = now.toISOString();
  await session.change(sql`
    update changeset
    set version = ${version + 1}, state = ${state}, changed_at = ${changed_at > time ? changed_at : time}${set}
    where id = ${id}`);
}

async function expectChangeset(
  session: Session,
  { changeset, expectedVersion }: { readonly changeset: string; readonly expectedVersion?: number },
): Promise<ChangesetRow> {
  const [row] = await session.rows<ChangesetRow>(
    sql`select ${changesetColumns} from changeset c where c.id = ${storableKey(changeset)}`,
  );
  if (!row) {
    throw invalidChange(`Expected the id of a changeset, got "${changeset}".`, {
      rule: 'UNKNOWN_CHANGESET',
      changeset,
    });
  }
  if (expectedVersion === undefined || expectedVersion === row.version) return row;
  throw invalidChange(
    `Expected version ${expectedVersion} of ${changeset}, got version ${row.version}: read the changeset again, and repeat the write if it is still right.`,
    { rule: 'STALE_VERSION', changeset, expected: expectedVersion, got: row.version },
  );
}

function expectState({ id, state }: ChangesetRow, expected: readonly ChangesetState[]): void {
  if (!expected.includes(state)) throw wrongState(id, state, expected);
}

function wrongState(id: string, got: ChangesetState, expected: readonly ChangesetState[]): TertiumError {
  return invalidChange(`Expected a changeset that is ${expected.join(' or ')}, got ${id}, which is ${got}.`, {
    rule: 'WRONG_STATE',
    changeset: id,
    expected,
    got,
  });
}

function statesBefore(state: ChangesetState): readonly ChangesetState[] {
  return (Object.keys(changesetTransitions) as ChangesetState[]).filter((before) =>
    changesetTransitions[before].includes(state),
  );
}

function expectStorableActor(
  role: 'author' | 'reviewer',
  { principal, name, onBehalfOf, model }: Actor,
): void {
  for (const [member, text] of Object.entries({ principal, name, onBehalfOf, model })) {
    if (text !== null) expectStorable(`\`${member}\` of the ${role}`, text);
  }
}

function expectStorable(place: string, text: string): void {
  if (isStorable(text)) return;
  throw invalidChange(
    `Expected Unicode text without NUL characters in ${place}, got ${JSON.stringify(text)}.`,
    {
      rule: 'INVALID_ARGUMENT',
    },
  );
}

/** Finds a changeset inside a transaction. @throws {TertiumError} INVALID_CHANGE with the rule UNKNOWN_CHANGESET */
export async function findChangeset(session: Session, id: string): Promise<ChangesetRow> {
  return expectChangeset(session, { changeset: id });
}
