import { sql, type RawBuilder } from 'kysely';
import type { Claim } from '../../graph/claim.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimCursor, ClaimPageRequest, Page } from '../../graph/ports/reading.js';
import { alignToKeys, type KeyedRow } from '../session/align.js';
import {
  selectPausably,
  hasPredicate,
  isValidAt,
  hasSubjectAndTarget,
  passesFilter,
} from '../dialect/conditions.js';
import { FirstItems } from '../../graph/work/first-items.js';
import { claimColumns, claimReader, type ClaimRow } from '../session/records.js';
import type { Session } from '../session/session.js';
import { storableText } from '../dialect/storable.js';

const pageColumns = { subject: 'c.subject', target: 'c.target', source: 'c.source' } as const;

/** A row of a page. Each row has the total of its key. A row without a claim is not on the page: it is read only for the total. */
type ClaimPageRow = KeyedRow & { total: number } & (
    | (ClaimRow & { subject_name: string })
    | ({ [Member in keyof ClaimRow]: null } & { subject_name: string })
  );

/** Reads one page of claims for each key. */
export function readClaimPages(
  session: Session,
  revision: number,
  request: ClaimPageRequest,
): Promise<readonly Page<Claim, ClaimCursor>[]> {
  return (session.syntax.isEmbedded ? readPagesByRow : readPages)(session, revision, request);
}

/** Counts the claims that name each key in a role. An embedded database returns rows instead of counts, so that the statement can be paused. */
export async function readClaimCounts(
  session: Session,
  revision: number,
  by: ClaimPageRequest['by'],
  keys: readonly string[],
): Promise<readonly number[]> {
  const { syntax } = session;
  const { selected, counts } = selectPausably(syntax, 'c', isValidAt(revision, 'c'));
  const isNamed = sql`${sql.ref(pageColumns[by])} = k.key`;
  const statement = syntax.isEmbedded
    ? sql<KeyedRow & { readonly counts: number }>`
        select k.ordinal, ${counts} from ${syntax.keySet(keys)} k cross join claim c where ${isNamed} and ${selected}`
    : sql<KeyedRow & { readonly counts: number }>`
        select k.ordinal, count(*) as counts from ${syntax.keySet(keys)} k cross join claim c
        where ${isNamed} and ${selected} group by k.ordinal`;
  const totals = keys.map(() => 0);
  await session.each(statement, (row) => {
    totals[row.ordinal] = (totals[row.ordinal] ?? 0) + Number(row.counts);
  });
  return Object.freeze(totals);
}

type NamedClaimRow = ClaimRow & { readonly subject_name: string };

/** Visits all matching claims, and collects the claims of the pages. For embedded databases. */
async function readPagesByRow(
  session: Session,
  revision: number,
  { by, keys, filter, first, after }: ClaimPageRequest,
): Promise<readonly Page<Claim, ClaimCursor>[]> {
  const { syntax } = session;
  const { selected, counts } = selectPausably(
    syntax,
    'c',
    sql`${isValidAt(revision, 'c')} and ${hasSubjectAndTarget(syntax, filter)} and s.id is not null`,
  );
  const statement = sql<NamedClaimRow & KeyedRow & { readonly counts: number }>`
    select k.ordinal, s.name_folded as subject_name, ${claimColumns('c')}, ${counts}
    from ${syntax.keySet(keys)} k cross join claim c
    left join concept s on s.id = c.subject and ${isValidAt(revision, 's')}
    where ${sql.ref(pageColumns[by])} = k.key and ${hasPredicate(syntax, filter)} and ${selected}`;
  const found = keys.map(() => new FirstItems<NamedClaimRow>(first, compareRows));
  await session.each(statement, (row) => {
    if (row.counts) found[row.ordinal]?.add(row, after === null || compareToCursor(row, after) > 0);
  });
  const readClaim = claimReader();
  return Object.freeze(
    found.map((each) => {
      const { items, hasMore, total } = each.result();
      return Object.freeze({
        items: Object.freeze(items.map(readClaim)),
        cursors: Object.freeze(items.map(cursorOf)),
        hasNextPage: hasMore,
        totalCount: total,
      });
    }),
  );
}

function compareRows(left: NamedClaimRow, right: NamedClaimRow): number {
  return (
    compareCodePoints(left.subject_name, right.subject_name) ||
    compareCodePoints(left.subject, right.subject) ||
    left.position - right.position ||
    compareCodePoints(left.id, right.id)
  );
}

function compareToCursor(row: NamedClaimRow, [name, subject, position, id]: ClaimCursor): number {
  return (
    compareCodePoints(row.subject_name, name) ||
    compareCodePoints(row.subject, subject) ||
    row.position - position ||
    compareCodePoints(row.id, id)
  );
}

/**
 * Reads the pages with one statement that sorts, counts and truncates. The statement first selects only the primary keys of claims and the
 * columns of the order. It reads the other columns only for the first claims after the cursor. Each join finds the rows of a table by an index:
 * the planner has no statistics of intermediate results, and could compare all pairs of their rows.
 */
async function readPages(
  session: Session,
  revision: number,
  { by, keys, filter, first, after }: ClaimPageRequest,
): Promise<readonly Page<Claim, ClaimCursor>[]> {
  const rows = await session.rows<ClaimPageRow>(sql`
    with matched as materialized (
      select k.ordinal, s.name_folded as subject_name, c.subject, c.position, c.id, c.since
      from ${session.syntax.keySet(keys)} k cross join claim c cross join concept s
      where ${sql.ref(pageColumns[by])} = k.key and ${isValidAt(revision, 'c')}
        and ${passesFilter(session.syntax, filter)} and s.id = c.subject and ${isValidAt(revision, 's')}
    ), counted as (
      select matched.*, count(*) over (partition by ordinal) as total, ${isBeyond(after)} as is_beyond from matched
    ), placed as (
      select counted.*, row_number() over (
        partition by ordinal, is_beyond order by subject_name, subject, position, id
      ) as place
      from counted
    )
    select p.ordinal, p.total, p.subject_name, ${claimColumns('c')}
    from placed p left join claim c on p.is_beyond and c.id = p.id and c.since = p.since
    where p.place = 1 or (p.is_beyond and p.place <= ${first + 1})
    order by p.ordinal, p.place`);
  const readClaim = claimReader();
  return Object.freeze(
    alignToKeys(keys, rows, (row) => row).map((ofKey) => {
      const claims = ofKey.filter((row) => row.id !== null);
      const pageRows = claims.slice(0, first);
      return Object.freeze({
        items: Object.freeze(pageRows.map(readClaim)),
        cursors: Object.freeze(pageRows.map(cursorOf)),
        hasNextPage: claims.length > first,
        totalCount: ofKey[0]?.total ?? 0,
      });
    }),
  );
}

function isBeyond(after: ClaimCursor | null): RawBuilder<unknown> {
  if (!after) return sql`1 = 1`;
  const [name, subject, position, id] = after;
  const number = sql`cast(${position} as double precision)`;
  return sql`(subject_name, subject, position, id)
    > (${storableText(name)}, ${storableText(subject)}, ${number}, ${storableText(id)})`;
}

function cursorOf(row: ClaimRow & { subject_name: string }): ClaimCursor {
  return Object.freeze([row.subject_name, row.subject, row.position, row.id] as const);
}
