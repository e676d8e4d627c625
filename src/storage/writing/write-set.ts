import { sql } from 'kysely';
import { refusal, type PlacedChange } from '../../graph/changes/check-change.js';
import type { TertiumError } from '../../graph/errors.js';
import type { RevisionNote } from '../../graph/ports/writing.js';
import type { Cell, Columns } from '../dialect/columns.js';
import type { LastConcept } from './last-concepts.js';
import type { SearchIndex } from '../search/search-index.js';
import type { Session } from '../session/session.js';

/** How many things a set has added, changed and ended so far. */
export interface Tally {
  added: number;
  changed: number;
  ended: number;
}

/** A set of changes while it is applied. */
export interface WriteSet {
  readonly session: Session;
  /** The revision that it becomes. */
  readonly revision: number;
  readonly origin: RevisionNote['origin'];
  /** The last state of concepts that the set has named lately. */
  readonly knownConcepts: Map<string, LastConcept>;
  readonly searchIndex: SearchIndex;
  readonly concepts: Tally;
  readonly claims: Tally;
  readonly texts: Pick<Tally, 'added'>;
  readonly slugs: Pick<Tally, 'added'>;
}

/** A concept or a claim that a change of the set puts or ends. */
export interface Touch {
  readonly placed: PlacedChange;
  readonly id: string;
}

const touchedColumns = { id: 'text', thing: 'text', ends: 'integer', place: 'integer' } as const;

/**
 * Takes down what the set puts and ends. Claims that it adds need not be: their rows tell as much, and
 * there may be a million.
 * @throws {TertiumError} INVALID_CHANGE where something has been taken down before
 */
export async function touch({ session }: WriteSet, touches: readonly Touch[]): Promise<void> {
  if (touches.length === 0) return;
  const rows = touches.map(({ placed: { change, place }, id }) => {
    const thing = change.type === 'putConcept' || change.type === 'endConcept' ? 'CONCEPT' : 'CLAIM';
    return [id, thing, change.type.startsWith('end') ? 1 : 0, place];
  });
  const added = await session.change(sql`
    insert into touched (id, thing, ends, place)
    select t.id, t.thing, t.ends, t.place from ${session.forms.rowSet(touchedColumns, rows)} t where 1 = 1
    on conflict do nothing`);
  if (added === touches.length) return;
  const known = await session.rows<{ id: string; place: number }>(sql`
    select t.id, t.place from ${session.forms.keySet(touches.map(({ id }) => id))} k cross join touched t
    where t.id = k.key`);
  const places = new Map(known.map(({ id, place }) => [id, place]));
  for (const touched of touches) {
    if (places.get(touched.id) !== touched.placed.place) throw comesTwice(touched);
  }
}

/** A refusal of a second change to a concept or claim. */
export function comesTwice({ placed, id }: Touch): TertiumError {
  return refusal(placed, `expected every concept and claim once in a set, got ${id} for the second time`);
}

/** Adds rows that hold from this revision on. */
export async function insertRows(
  { session, revision }: WriteSet,
  table: string,
  columns: Columns,
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await session.change(sql`
    insert into ${sql.table(table)} (${names}, since)
    select ${names}, cast(${revision} as integer) from ${session.forms.rowSet(columns, rows)} fresh`);
}
