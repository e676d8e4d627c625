import { sql, type RawBuilder } from 'kysely';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { Changed, ChangedRequest } from '../../graph/ports/history.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { sorted } from '../../graph/work/sort.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { storableText } from '../dialect/storable.js';
import {
  claimColumns,
  claimReader,
  conceptColumns,
  readConcept,
  type ClaimRow,
  type ConceptRow,
} from '../session/records.js';
import type { Session } from '../session/session.js';

/** Reads one page of the claims that a revision added, changed or ended, in the order of their ids. */
export function readChangedClaims(
  session: Session,
  request: ChangedRequest,
): Promise<readonly Changed<Claim>[]> {
  const statement = versionsOf<ClaimRow>('claim', claimColumns('c'), request);
  return readChanged(session, statement, claimReader(), request);
}

/** Reads one page of the concepts that a revision added, changed or ended, in the order of their ids. */
export function readChangedConcepts(
  session: Session,
  request: ChangedRequest,
): Promise<readonly Changed<Concept>[]> {
  const statement = versionsOf<ConceptRow>('concept', conceptColumns('c'), request);
  return readChanged(session, statement, readConcept, request);
}

/** Whether a version started or ended in the revision. */
interface StartsOrEnds {
  readonly starts: 0 | 1;
}

/**
 * Selects the first versions that started, and the first that ended, in a revision: enough for a page. The indexes by revision have them in
 * the order of the ids.
 */
function versionsOf<Row>(
  table: 'claim' | 'concept',
  columns: RawBuilder<unknown>,
  { revision, first, after }: ChangedRequest,
): RawBuilder<Row & StartsOrEnds> {
  const isBeyond = after === null ? sql`1 = 1` : sql`c.id > ${storableText(after)}`;
  const versions = (starts: 0 | 1, column: 'since' | 'until') => sql`
    select * from (
      select ${sql.lit(starts)} as starts, ${columns} from ${sql.table(table)} c
      where ${sql.ref(`c.${column}`)} = ${revision} and ${isBeyond} order by c.id limit ${first}
    ) by_${sql.raw(column)}`;
  return sql`${versions(1, 'since')} union all ${versions(0, 'until')}`;
}

async function readChanged<Row extends StartsOrEnds, Item extends { readonly id: string }>(
  session: Session,
  statement: RawBuilder<Row>,
  read: (row: Row) => Item,
  { first }: ChangedRequest,
): Promise<readonly Changed<Item>[]> {
  const started: Item[] = [];
  const ended = new Map<string, Item>();
  await session.each(statement, (row) => {
    const item = read(row);
    if (row.starts) started.push(item);
    else ended.set(item.id, item);
  });
  return inSlices(pageOf(started, ended, first), session.pace);
}

const itemsPerStep = 2_000;

/** Pairs the versions that started with the versions that ended, and returns the first pairs, sorted by id. Removes paired versions from `ended`. */
function* pageOf<Item extends { readonly id: string }>(
  started: readonly Item[],
  ended: Map<string, Item>,
  first: number,
): Steps<readonly Changed<Item>[]> {
  const pairs: Changed<Item>[] = [];
  for (const after of started) {
    pairs.push({ before: ended.get(after.id) ?? null, after });
    ended.delete(after.id);
    if (pairs.length % itemsPerStep === 0) yield;
  }
  for (const before of ended.values()) {
    pairs.push({ before, after: null });
    if (pairs.length % itemsPerStep === 0) yield;
  }
  const idOf = ({ before, after }: Changed<Item>): string => (after ?? before)?.id ?? '';
  const inOrder = yield* sorted(pairs, (left, right) => compareCodePoints(idOf(left), idOf(right)));
  return Object.freeze(inOrder.slice(0, first));
}
