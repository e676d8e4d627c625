import { sql } from 'kysely';
import type { Erasure } from '../../graph/ports/erasures.js';
import { alignToKeys, type KeyedRow } from '../session/align.js';
import type { Session } from '../session/session.js';

/** Reads the erasures of each key, the newest first. @param keys keys of claims, sources, texts or revisions: see `ErasedThing` */
export async function readErasures(
  session: Session,
  keys: readonly string[],
): Promise<readonly (readonly Erasure[])[]> {
  const rows = await session.rows<KeyedRow & Erasure>(sql`
    select k.ordinal, x.revision, r.time, x.kind, x.reason
    from ${session.syntax.keySet(keys)} k cross join erased e cross join erasure x cross join revision r
    where e.thing in ('CLAIM', 'SOURCE', 'TEXT', 'REVISION') and e.key = k.key
      and x.revision = e.revision and r.number = e.revision
    order by k.ordinal, x.revision desc`);
  return alignToKeys(keys, rows, ({ revision, time, kind, reason }) =>
    Object.freeze({ revision, time, kind, reason }),
  );
}
