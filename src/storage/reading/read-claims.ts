import { sql } from 'kysely';
import type { Citation, Claim } from '../../graph/claim.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimFilter } from '../../graph/ports/reading.js';
import { alignOneToKeys, readAligned, type KeyedRow } from '../session/align.js';
import { countsOrTells, hasPredicate, holdsAt, isBetween } from '../dialect/conditions.js';
import {
  citationColumns,
  claimColumns,
  claimReader,
  readCitation,
  type CitationRow,
  type ClaimRow,
} from '../session/records.js';
import type { Session } from '../session/session.js';

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

/** A row of a claim that may be selected without counting. */
type CountedClaimRow = ClaimRow & KeyedRow & { readonly counts: 0 | 1 | boolean };

/** The claims about each subject. */
export async function readClaimsAbout(
  session: Session,
  revision: number,
  subjects: readonly string[],
  filter: ClaimFilter,
): Promise<readonly (readonly Claim[])[]> {
  const { forms } = session;
  const { selected, counts } = countsOrTells(
    forms,
    'c',
    sql`${holdsAt(revision, 'c')} and ${isBetween(forms, filter)}`,
  );
  const statement = sql<CountedClaimRow>`
    select k.ordinal, ${claimColumns('c')}, ${counts}
    from ${forms.keySet(subjects)} k cross join claim c
    where c.subject = k.key and ${hasPredicate(forms, filter)} and ${selected}`;
  const read = claimReader();
  return readAligned(
    session,
    subjects,
    statement,
    (row) => (row.counts ? read(row) : null),
    inEditorialOrder,
  );
}

function inEditorialOrder(left: Claim, right: Claim): number {
  return left.position - right.position || compareCodePoints(left.id, right.id);
}

/** The claims that point at each target. */
export async function readClaimsToward(
  session: Session,
  revision: number,
  targets: readonly string[],
  filter: ClaimFilter,
): Promise<readonly (readonly Claim[])[]> {
  const { forms } = session;
  const { selected, counts } = countsOrTells(
    forms,
    'c',
    sql`${holdsAt(revision, 'c')} and ${isBetween(forms, filter)} and s.id is not null`,
  );
  const statement = sql<CountedClaimRow & { readonly subject_name: string }>`
    select k.ordinal, s.name_folded as subject_name, ${claimColumns('c')}, ${counts}
    from ${forms.keySet(targets)} k cross join claim c
    left join concept s on s.id = c.subject and ${holdsAt(revision, 's')}
    where c.target = k.key and ${hasPredicate(forms, filter)} and ${selected}`;
  const read = claimReader();
  const names = new Map<string, string>();
  const claimOf = (row: CountedClaimRow & { readonly subject_name: string }): Claim | null => {
    if (!row.counts) return null;
    names.set(row.subject, row.subject_name);
    return read(row);
  };
  const nameOf = (claim: Claim): string => names.get(claim.subject) ?? '';
  const bySubject = (left: Claim, right: Claim): number =>
    compareCodePoints(nameOf(left), nameOf(right)) ||
    compareCodePoints(left.subject, right.subject) ||
    inEditorialOrder(left, right);
  return readAligned(session, targets, statement, claimOf, bySubject);
}

/** The citations of each claim. */
export async function readCitations(
  session: Session,
  revision: number,
  claims: readonly string[],
): Promise<readonly (readonly Citation[])[]> {
  const statement = sql<CitationRow & KeyedRow & { readonly place: number }>`
    select k.ordinal, c.ordinal as place, ${citationColumns('c')}
    from ${session.forms.keySet(claims)} k cross join citation c
    where c.claim = k.key and ${holdsAt(revision, 'c')}`;
  const placed = await readAligned(
    session,
    claims,
    statement,
    (row) => ({ place: row.place, citation: readCitation(row) }),
    (left, right) => left.place - right.place,
  );
  return Object.freeze(placed.map((own) => Object.freeze(own.map(({ citation }) => citation))));
}
