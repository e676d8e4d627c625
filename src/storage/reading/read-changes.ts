import { sql, type RawBuilder } from 'kysely';
import type { ChangeKind, ChangePage, ChangePageRequest, DiffEntry } from '../../graph/ports/history.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { alignOneToKeys, alignToKeys, type KeyedRow } from '../session/align.js';
import { isAmong } from '../dialect/conditions.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import { storableText } from '../dialect/storable.js';
import { FirstItems } from '../../graph/work/first-items.js';
import type { Session } from '../session/session.js';
import { revisionKeys } from './read-revisions.js';

/** Reads one page of the changes of one revision, sorted by type, then id. */
export async function readDiff(
  session: Session,
  { revision, first, after }: { revision: number; first: number; after: DiffEntry | null },
): Promise<readonly DiffEntry[]> {
  const [page] = await readChangePages(session, revision, { revisions: [revision], first, after });
  return page?.items ?? [];
}

/** Reads one page of the changes of each requested revision, sorted by type, then id. Revisions after `newest` have no changes. */
export function readChangePages(
  session: Session,
  newest: number,
  request: ChangePageRequest,
): Promise<readonly ChangePage[]> {
  return (session.syntax.isEmbedded ? readPagesByRow : readPages)(session, newest, request);
}

const things = ['CLAIM', 'CONCEPT'] as const;

/**
 * Selects the changes of the revisions `k`: rows that started in a revision, and rows that ended in it without a
 * successor.
 * @param condition returns the condition for the row `c`
 * @param extraColumns returns further columns, after a comma
 */
function changesOf(
  keys: RawBuilder<unknown>,
  condition: (thing: DiffEntry['thing']) => RawBuilder<unknown>,
  extraColumns: (thing: DiffEntry['thing']) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const branches = things.flatMap((thing) => {
    const table = sql.table(thing.toLowerCase());
    const number = sql`cast(k.key as integer)`;
    return [
      sql`
        select k.ordinal, ${sql.lit(thing)} as thing, c.id, case when exists (
          select 1 from ${table} o where o.id = c.id and o.until = ${number}
        ) then 'CHANGED' else 'ADDED' end as change ${extraColumns(thing)}
        from ${keys} k cross join ${table} c where c.since = ${number} and ${condition(thing)}`,
      sql`
        select k.ordinal, ${sql.lit(thing)} as thing, c.id, 'ENDED' as change ${extraColumns(thing)}
        from ${keys} k cross join ${table} c where c.until = ${number} and ${condition(thing)}
          and not exists (select 1 from ${table} o where o.id = c.id and o.since = ${number})`,
    ];
  });
  return sql.join(branches, sql` union all `);
}

/** Returns the condition that the row `c` has one of the ids, or is a claim that names a concept with one of the ids; without `ids`, any row passes. */
function isNamed(
  syntax: SqlSyntax,
  thing: DiffEntry['thing'],
  ids: readonly string[] | undefined,
): RawBuilder<unknown> {
  if (!ids) return sql`1 = 1`;
  const columns = thing === 'CLAIM' ? ['c.id', 'c.subject', 'c.target', 'c.source'] : ['c.id'];
  // `target` may be null; without `coalesce`, the result would be null instead of false.
  return sql`coalesce(${sql.join(
    columns.map((column) => isAmong(syntax, column, ids)),
    sql` or `,
  )}, 1 = 0)`;
}

type ChangeRow = DiffEntry & KeyedRow;

/** Visits all changes of the revisions, and collects the changes of the pages. For embedded databases. */
async function readPagesByRow(
  session: Session,
  newest: number,
  { revisions, kinds, ids, first, after }: ChangePageRequest,
): Promise<readonly ChangePage[]> {
  const { syntax } = session;
  // Filters in JavaScript: `each` yields only between rows, so a SQL filter with few matches would block the event loop.
  const statement = sql<ChangeRow & { readonly counts: 0 | 1 }>`${changesOf(
    syntax.keySet(revisionKeys(revisions, newest)),
    () => sql`1 = 1`,
    (thing) => sql`, ${isNamed(syntax, thing, ids)} as counts`,
  )}`;
  const isKind = ({ change }: DiffEntry): boolean => !kinds || kinds.includes(change);
  const found = revisions.map(() => new FirstItems<DiffEntry>(first, compareEntries));
  await session.each(statement, (row) => {
    if (row.counts && isKind(row))
      found[row.ordinal]?.add(toEntry(row), after === null || compareEntries(row, after) > 0);
  });
  return Object.freeze(
    found.map((each) => {
      const { items, hasMore, total } = each.result();
      return Object.freeze({ items: Object.freeze(items), hasNextPage: hasMore, totalCount: total });
    }),
  );
}

type EntryKey = Pick<DiffEntry, 'thing' | 'id'>;

function compareEntries(left: EntryKey, right: EntryKey): number {
  return compareCodePoints(left.thing, right.thing) || compareCodePoints(left.id, right.id);
}

function toEntry({ thing, id, change }: DiffEntry): DiffEntry {
  return Object.freeze({ thing, id, change });
}

/** A row of a page with the total of its revision. An empty page has one row without a change, or no row if the total is 0. */
type ChangePageRow = KeyedRow & { readonly total: number } & (
    | DiffEntry
    | { readonly [Member in keyof DiffEntry]: null }
  );

/** Reads the pages with one statement that sorts, counts and truncates. */
async function readPages(
  session: Session,
  newest: number,
  { revisions, kinds, ids, first, after }: ChangePageRequest,
): Promise<readonly ChangePage[]> {
  const { syntax } = session;
  const changes = changesOf(
    syntax.keySet(revisionKeys(revisions, newest)),
    (thing) => isNamed(syntax, thing, ids),
    () => sql``,
  );
  const rows = await session.rows<ChangePageRow>(sql`
    with changed as materialized (${changes}), wanted as (
      select * from changed where ${kinds ? isKindAmong(kinds) : sql`1 = 1`}
    ), counted as (
      select ordinal, count(*) as total from wanted group by ordinal
    ), placed as (
      select wanted.*, row_number() over (partition by ordinal order by thing, id) as place
      from wanted where ${after ? sql`(thing, id) > (${after.thing}, ${storableText(after.id)})` : sql`1 = 1`}
    )
    select n.ordinal, n.total, p.thing, p.id, p.change
    from counted n left join placed p on p.ordinal = n.ordinal and p.place <= ${first + 1}
    order by n.ordinal, p.place`);
  return Object.freeze(
    alignToKeys(revisions, rows, (row) => row).map((ofRevision) => {
      const entries = ofRevision.filter((row) => row.id !== null);
      return Object.freeze({
        items: Object.freeze(entries.slice(0, first).map(toEntry)),
        hasNextPage: entries.length > first,
        totalCount: Number(ofRevision[0]?.total ?? 0),
      });
    }),
  );
}

function isKindAmong(kinds: readonly ChangeKind[]): RawBuilder<unknown> {
  if (kinds.length === 0) return sql`1 = 0`;
  return sql`change in (${sql.join(kinds.map((kind) => sql.lit(kind)))})`;
}

/**
 * Finds, for each concept, the revisions up to `newest` that changed the concept, or a claim with the concept as
 * subject or target; the newest first.
 */
export async function readRevisionsOf(
  session: Session,
  newest: number,
  concepts: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const keys = session.syntax.keySet(concepts);
  const rowsOf = (table: string, column: string): RawBuilder<unknown> => sql`
    select k.ordinal, c.since, c.until from ${keys} k cross join ${sql.table(table)} c
    where ${sql.ref(column)} = k.key and c.since <= ${newest}`;
  const found = concepts.map(() => new Set<number>());
  const statement = sql<KeyedRow & { readonly since: number; readonly until: number | null }>`
    ${rowsOf('concept', 'c.id')} union all ${rowsOf('claim', 'c.subject')} union all ${rowsOf('claim', 'c.target')}`;
  await session.each(statement, ({ ordinal, since, until }) => {
    found[ordinal]?.add(since);
    if (until !== null && until <= newest) found[ordinal]?.add(until);
  });
  return Object.freeze(
    found.map((numbers) => Object.freeze([...numbers].sort((left, right) => right - left))),
  );
}

/**
 * Finds, for each claim, the revision up to `newest` that ended its last version; null if the claim is valid or did not
 * exist.
 */
export async function readClaimEnds(
  session: Session,
  newest: number,
  claims: readonly string[],
): Promise<readonly (number | null)[]> {
  const rows = await session.rows<KeyedRow & { readonly until: number }>(sql`
    select k.ordinal, c.until
    from ${session.syntax.keySet(claims)} k cross join claim c
    where c.id = k.key and c.until <= ${newest}
      and c.since = (select max(v.since) from claim v where v.id = c.id and v.since <= ${newest})`);
  return alignOneToKeys(claims, rows, ({ until }) => until);
}
