import { sql } from 'kysely';
import type { Citation, Claim } from '../../graph/claim.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import type { ClaimFilter } from '../../graph/ports/reading.js';
import { alignOneToKeys, readAligned, type KeyedRow } from '../session/align.js';
import { selectPausably, hasPredicate, isValidAt, hasSubjectAndTarget } from '../dialect/conditions.js';
import {
  citationColumns,
  claimColumns,
  claimReader,
  readCitation,
  type CitationRow,
  type ClaimRow,
} from '../session/records.js';
import type { Session } from '../session/session.js';

// `cross join` makes SQLite start with the keys. PostgreSQL chooses the join order itself.

/** Reads the claim with each id; null if no claim with the id is valid at the revision. */
export async function readClaims(
  session: Session,
  revision: number,
  ids: readonly string[],
): Promise<readonly (Claim | null)[]> {
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.syntax.keySet(ids)} k cross join claim c
    where c.id = k.key and ${isValidAt(revision, 'c')}`);
  return alignOneToKeys(ids, rows, claimReader());
}

/**
 * Reads the last version of the claim with each id up to a revision, even if the claim has ended; null if the claim did
 * not exist.
 */
export async function readLastClaimVersions(
  session: Session,
  revision: number,
  ids: readonly string[],
): Promise<readonly (Claim | null)[]> {
  const rows = await session.rows<ClaimRow & KeyedRow>(sql`
    select k.ordinal, ${claimColumns('c')}
    from ${session.syntax.keySet(ids)} k cross join claim c
    where c.id = k.key
      and c.since = (select max(v.since) from claim v where v.id = c.id and v.since <= ${revision})`);
  return alignOneToKeys(ids, rows, claimReader());
}

/** A row of a claim. Rows that do not count are skipped: see `selectPausably`. */
type CountedClaimRow = ClaimRow & KeyedRow & { readonly counts: 0 | 1 };

/** Reads the claims about each subject, sorted by position, then id. */
export async function readClaimsAbout(
  session: Session,
  revision: number,
  subjects: readonly string[],
  filter: ClaimFilter,
): Promise<readonly (readonly Claim[])[]> {
  const { syntax } = session;
  const { selected, counts } = selectPausably(
    syntax,
    'c',
    sql`${isValidAt(revision, 'c')} and ${hasSubjectAndTarget(syntax, filter)}`,
  );
  const statement = sql<CountedClaimRow>`
    select k.ordinal, ${claimColumns('c')}, ${counts}
    from ${syntax.keySet(subjects)} k cross join claim c
    where c.subject = k.key and ${hasPredicate(syntax, filter)} and ${selected}`;
  const read = claimReader();
  return readAligned(
    session,
    subjects,
    statement,
    (row) => (row.counts ? read(row) : null),
    comparePositions,
  );
}

function comparePositions(left: Claim, right: Claim): number {
  return left.position - right.position || compareCodePoints(left.id, right.id);
}

/** Reads the claims with each target, sorted by name and id of the subject, then by position and id. */
export async function readClaimsToward(
  session: Session,
  revision: number,
  targets: readonly string[],
  filter: ClaimFilter,
): Promise<readonly (readonly Claim[])[]> {
  const { syntax } = session;
  const { selected, counts } = selectPausably(
    syntax,
    'c',
    sql`${isValidAt(revision, 'c')} and ${hasSubjectAndTarget(syntax, filter)} and s.id is not null`,
  );
  const statement = sql<CountedClaimRow & { readonly subject_name: string }>`
    select k.ordinal, s.name_folded as subject_name, ${claimColumns('c')}, ${counts}
    from ${syntax.keySet(targets)} k cross join claim c
    left join concept s on s.id = c.subject and ${isValidAt(revision, 's')}
    where c.target = k.key and ${hasPredicate(syntax, filter)} and ${selected}`;
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
    comparePositions(left, right);
  return readAligned(session, targets, statement, claimOf, bySubject);
}

/** Reads the citations of each claim, in order. */
export async function readCitations(
  session: Session,
  revision: number,
  claims: readonly string[],
): Promise<readonly (readonly Citation[])[]> {
  const statement = sql<CitationRow & KeyedRow & { readonly place: number }>`
    select k.ordinal, c.ordinal as place, ${citationColumns('c')}
    from ${session.syntax.keySet(claims)} k cross join citation c
    where c.claim = k.key and ${isValidAt(revision, 'c')}`;
  const positioned = await readAligned(
    session,
    claims,
    statement,
    (row) => ({ place: row.place, citation: readCitation(row) }),
    (left, right) => left.place - right.place,
  );
  return Object.freeze(positioned.map((ofClaim) => Object.freeze(ofClaim.map(({ citation }) => citation))));
}
