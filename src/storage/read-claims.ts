import { sql, type RawBuilder } from 'kysely';
import type { Citation, Claim } from '../graph/claim.js';
import { compareCodePoints } from '../graph/code-points.js';
import type { Pace } from '../graph/work/pace.js';
import type { ClaimCursor, ClaimFilter, ClaimPageRequest, Page } from '../graph/reading.js';
import { alignOneToKeys, alignToKeys, type KeyedRow } from './align.js';
import { holdsAt, passes } from './conditions.js';
import {
  citationColumns,
  claimColumns,
  claimReader,
  readCitation,
  type CitationRow,
  type ClaimRow,
} from './records.js';
import type { Session } from './session.js';
import { storableKey, storableText } from './storable.js';

// `cross join` makes SQLite begin with the keys; PostgreSQL takes the order that is best.

/** The claim of each id. */
export async function readClaims(
  session: Session,
  revision: number,
  ids: readonly string[],
): Promise<readonly (Claim | null)[]> {
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.forms.keySet(ids)} k cross join claim c
    where c.id = k.key and ${holdsAt(revision, 'c')}`);
  return alignOneToKeys(ids, rows, claimReader());
}

/** The claim of each id as it held last. */
export async function readClaimsAsLastHeld(
  session: Session,
  revision: number,
  ids: readonly string[],
): Promise<readonly (Claim | null)[]> {
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.forms.keySet(ids)} k cross join claim c
    where c.id = k.key
      and c.since = (select max(v.since) from claim v where v.id = c.id and v.since <= ${revision})`);
  return alignOneToKeys(ids, rows, claimReader());
}

/** The claims about each subject. */
export async function readClaimsAbout(
  session: Session,
  revision: number,
  subjects: readonly string[],
  filter: ClaimFilter,
  pace: Pace,
): Promise<readonly (readonly Claim[])[]> {
  const number = session.forms.rowNumber('c');
  if (number) return readManyAbout(session, revision, subjects, filter, pace);
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.forms.keySet(subjects)} k cross join claim c
    where c.subject = k.key and ${holdsAt(revision, 'c')} and ${passes(session.forms, filter)}
    order by k.ordinal, c.position, c.id`);
  return alignToKeys(subjects, rows, claimReader());
}

/** So many rows are read by one statement: SQLite holds the event loop for some 20 ms meanwhile. */
const rowsAtATime = 2_000;

/** The claims about each subject: by one statement where they are not many, and otherwise in parts, at a pace. */
async function readManyAbout(
  session: Session,
  revision: number,
  subjects: readonly string[],
  filter: ClaimFilter,
  pace: Pace,
): Promise<readonly (readonly Claim[])[]> {
  const holds = sql`${holdsAt(revision, 'c')} and ${passes(session.forms, filter)}`;
  const first = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.forms.keySet(subjects)} k cross join claim c
    where c.subject = k.key and ${holds}
    limit ${sql.lit(rowsAtATime)}`);
  if (first.length < rowsAtATime) return inEditorialOrder(alignToKeys(subjects, first, claimReader()));
  const read = claimReader();
  const claims: Claim[][] = [];
  for (const subject of subjects) {
    const numbers = await session.rows<{ number: number }>(
      sql`select ${session.forms.rowNumber('c')} as number from claim c where c.subject = ${storableKey(subject)}`,
    );
    const own: Claim[] = [];
    for (let start = 0; start < numbers.length; start += rowsAtATime) {
      if (pace.isDue()) await pace.pause();
      const part = numbers.slice(start, start + rowsAtATime).map((each) => [each.number]);
      const rows = await session.rows<ClaimRow>(sql`
        select ${claimColumns('c')}
        from ${session.forms.rowSet({ number: 'integer' }, part)} p cross join claim c
        where ${session.forms.rowNumber('c')} = p.number and ${holds}`);
      for (const row of rows) own.push(read(row));
    }
    claims.push(own);
  }
  return inEditorialOrder(claims);
}

function inEditorialOrder(claims: readonly (readonly Claim[])[]): readonly (readonly Claim[])[] {
  return Object.freeze(
    claims.map((each) =>
      Object.freeze(
        each.toSorted(
          (left, right) => left.position - right.position || compareCodePoints(left.id, right.id),
        ),
      ),
    ),
  );
}

/** The claims that point at each target. */
export async function readClaimsToward(
  session: Session,
  revision: number,
  targets: readonly string[],
  filter: ClaimFilter,
): Promise<readonly (readonly Claim[])[]> {
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.forms.keySet(targets)} k cross join claim c cross join concept s
    where c.target = k.key and ${holdsAt(revision, 'c')} and ${passes(session.forms, filter)}
      and s.id = c.subject and ${holdsAt(revision, 's')}
    order by k.ordinal, s.name_folded, c.subject, c.position, c.id`);
  return alignToKeys(targets, rows, claimReader());
}

/** The citations of each claim. */
export async function readCitations(
  session: Session,
  revision: number,
  claims: readonly string[],
): Promise<readonly (readonly Citation[])[]> {
  const rows = await session.rows<CitationRow & KeyedRow>(sql`
    select k.ordinal, ${citationColumns('c')}
    from ${session.forms.keySet(claims)} k cross join citation c
    where c.claim = k.key and ${holdsAt(revision, 'c')}
    order by k.ordinal, c.ordinal`);
  return alignToKeys(claims, rows, readCitation);
}

const pageColumns = { subject: 'c.subject', target: 'c.target', source: 'c.source' } as const;

/** A key's whole is counted in each of its rows, and in one without a claim where the page is empty. */
type ClaimPageRow = KeyedRow & { total: number } & (
    (ClaimRow & { subject_name: string }) | ({ [Member in keyof ClaimRow]: null } & { subject_name: null })
  );

/**
 * One page of claims for each key. What the order needs is matched, counted and cut first; only the
 * claims of the page are read whole.
 */
export async function readClaimPages(
  session: Session,
  revision: number,
  { by, keys, filter, first, after }: ClaimPageRequest,
): Promise<readonly Page<Claim, ClaimCursor>[]> {
  const rows = await session.rows<ClaimPageRow>(sql`
    with matched as materialized (
      select k.ordinal, s.name_folded as subject_name, c.subject, c.position, c.id, c.since
      from ${session.forms.keySet(keys)} k cross join claim c cross join concept s
      where ${sql.ref(pageColumns[by])} = k.key and ${holdsAt(revision, 'c')}
        and ${passes(session.forms, filter)} and s.id = c.subject and ${holdsAt(revision, 's')}
    ), counted as (
      select ordinal, count(*) as total from matched group by ordinal
    ), placed as (
      select matched.*, row_number() over (
        partition by ordinal order by subject_name, subject, position, id
      ) as place
      from matched where ${isBeyond(after)}
    )
    select n.ordinal, n.total, p.subject_name, ${claimColumns('c')}
    from counted n
    left join placed p on p.ordinal = n.ordinal and p.place <= ${first + 1}
    left join claim c on c.id = p.id and c.since = p.since
    order by n.ordinal, p.place`);
  const readClaim = claimReader();
  return Object.freeze(
    alignToKeys(keys, rows, (row) => row).map((ofKey) => {
      const whole = ofKey.filter((row) => row.id !== null);
      const shown = whole.slice(0, first);
      return Object.freeze({
        items: Object.freeze(shown.map(readClaim)),
        cursors: Object.freeze(shown.map(cursorOf)),
        hasNextPage: whole.length > first,
        totalCount: ofKey[0]?.total ?? 0,
      });
    }),
  );
}

function isBeyond(after: ClaimCursor | null): RawBuilder<unknown> {
  if (!after) return sql`1 = 1`;
  const [name, subject, position, id] = after;
  const place = sql`cast(${position} as double precision)`;
  return sql`(subject_name, subject, position, id)
    > (${storableText(name)}, ${storableText(subject)}, ${place}, ${storableText(id)})`;
}

function cursorOf(row: ClaimRow & { subject_name: string }): ClaimCursor {
  return Object.freeze([row.subject_name, row.subject, row.position, row.id] as const);
}
