import { sql } from 'kysely';
import { axisPredicates, type AxisKind } from '../../graph/claim.js';
import { compareCodePoints } from '../../graph/text/code-points.js';
import { isValidAt, selectPausably } from '../dialect/conditions.js';
import type { Session } from '../session/session.js';

/** Finds the ids of the axes of these kinds along which at least one approach has claims, sorted. */
export async function readClaimedAxes(
  session: Session,
  revision: number,
  kinds: readonly AxisKind[],
): Promise<readonly string[]> {
  const ofKinds = kinds.map((kind) => {
    const isClaimed = sql`${isValidAt(revision, 'a')} and exists (
      select 1 from claim c
      where c.target = a.id and c.predicate = ${axisPredicates[kind]} and ${isValidAt(revision, 'c')})`;
    const { selected, counts } = selectPausably(session.syntax, 'a', isClaimed);
    return sql`select a.id, ${counts} from concept a where a.kind = ${kind} and ${selected}`;
  });
  const ids: string[] = [];
  const statement = sql<{ id: string; counts: 0 | 1 }>`${sql.join(ofKinds, sql` union all `)}`;
  await session.each(statement, ({ id, counts }) => {
    if (counts) ids.push(id);
  });
  return Object.freeze(ids.sort(compareCodePoints));
}
