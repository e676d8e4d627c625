import { sql, type RawBuilder } from 'kysely';
import { rejection, type NumberedChange, type PutClaim } from '../../graph/changes/check-change.js';
import type { TertiumError } from '../../graph/errors.js';
import {
  maxListedEdits,
  type Change,
  type ClaimDraft,
  type KeptEdit,
  type RevisionNote,
} from '../../graph/ports/writing.js';
import type { Cell, Columns } from '../dialect/columns.js';
import type { LastConcept } from './last-concepts.js';
import type { Stated } from './merge-import.js';
import type { Replacement, Replacements } from './replacements.js';
import type { Erasures } from '../erasing/erasures.js';
import type { SearchIndex } from '../search/search-index.js';
import type { Session } from '../session/session.js';

/** The numbers of concepts, claims or other rows that a set has added, changed and ended so far. */
export interface ChangeCounts {
  added: number;
  changed: number;
  ended: number;
}

/** The state of a set of changes while it is applied. */
export interface WriteSet {
  readonly session: Session;
  /** The number of the new revision. */
  readonly revision: number;
  readonly origin: RevisionNote['origin'];
  /** Whether the set is an import that does not overwrite edits. */
  readonly keepsEdits: boolean;
  readonly onChange: (change: Change) => void;
  /** Whether `onChange` is used. */
  readonly reportsChanges: boolean;
  /** The last versions of concepts that the set has named recently, by id. */
  readonly conceptCache: Map<string, LastConcept>;
  readonly searchIndex: SearchIndex;
  readonly concepts: ChangeCounts;
  readonly claims: ChangeCounts;
  readonly texts: Pick<ChangeCounts, 'added'>;
  readonly slugs: Pick<ChangeCounts, 'added'>;
  /** The edits and erasures because of which the import has not changed a concept, claim or text. */
  readonly kept: { count: number; readonly items: KeptEdit[] };
  /** The numbers of `endClaim` and `endConcept` changes that the set has recorded so far. */
  readonly recordedEnds: { claims: number; concepts: number };
  readonly erasures: Erasures;
  /** The claims that edits have put in place of claims of the imported sources: see `replacements.ts`. */
  readonly replacements: Replacements;
  /** The claims of an import in cells with replacements. At the end of the set, they are written or proposed. */
  readonly deferred: { readonly claim: IdentifiedClaim; readonly replacement: Replacement }[];
}

/** A claim that passed the checks. */
export interface IdentifiedClaim {
  readonly numbered: NumberedChange<PutClaim>;
  readonly id: string;
  readonly fingerprint: string;
  readonly claim: ClaimDraft;
  readonly stated?: Stated;
}

/**
 * Counts an edit or an erasure because of which the import does not change a concept, claim or text. Lists it if it has a proposal, or if
 * fewer than `maxListedEdits` are listed.
 */
export function recordKept({ kept }: WriteSet, edit: KeptEdit): void {
  kept.count += 1;
  if (edit.proposes !== null || kept.items.length < maxListedEdits) kept.items.push(edit);
}

/** A concept or a claim that a change of the set puts or ends. */
export interface Touch {
  readonly numbered: NumberedChange;
  readonly id: string;
}

const touchedColumns = { id: 'text', thing: 'text', ends: 'integer', place: 'integer' } as const;

/**
 * Records the concepts and claims that changes put or end. Added claims are not recorded: their rows show the change, and a set may add a
 * million claims.
 * @throws {TertiumError} INVALID_CHANGE if a concept or claim was already recorded
 */
export async function touch({ session }: WriteSet, touches: readonly Touch[]): Promise<void> {
  if (touches.length === 0) return;
  const rows = touches.map(({ numbered: { change, number }, id }) => {
    const thing = change.type === 'putConcept' || change.type === 'endConcept' ? 'CONCEPT' : 'CLAIM';
    return [id, thing, change.type.startsWith('end') ? 1 : 0, number];
  });
  const added = await session.change(sql`
    insert into touched (id, thing, ends, place)
    select t.id, t.thing, t.ends, t.place from ${session.syntax.rowSet(touchedColumns, rows)} t where 1 = 1
    on conflict do nothing`);
  if (added === touches.length) return;
  const recorded = await session.rows<{ id: string; place: number }>(sql`
    select t.id, t.place from ${session.syntax.keySet(touches.map(({ id }) => id))} k cross join touched t
    where t.id = k.key`);
  const numbers = new Map(recorded.map(({ id, place }) => [id, place]));
  for (const touched of touches) {
    if (numbers.get(touched.id) !== touched.numbered.number) throw duplicateChange(touched);
  }
}

/** Creates the error for a second change of a concept or claim in a set. */
export function duplicateChange({ numbered, id }: Touch): TertiumError {
  return rejection(numbered, {
    rule: 'NAMED_TWICE',
    path: [],
    expected: 'every concept and claim once in a set',
    got: `${id} for the second time`,
  });
}

/** Inserts rows that are valid from the new revision on. */
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
    select ${names}, cast(${revision} as integer) from ${session.syntax.rowSet(columns, rows)} fresh`);
}

/** The indexed columns of claims that an end does not change. */
const indexedColumns = ['id', 'since', 'subject', 'predicate', 'target', 'source', 'supersedes'] as const;

/** Ends the current claims that match a condition. @returns their number */
export function endClaims(
  { session, revision }: Pick<WriteSet, 'session' | 'revision'>,
  condition: RawBuilder<unknown>,
): Promise<number> {
  return session.change(sql`
    update claim set until = ${revision}${session.syntax.reassigned(indexedColumns)}
    where until is null and ${condition}`);
}
