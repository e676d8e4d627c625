import { sql } from 'kysely';
import { invalidChange } from '../../graph/errors.js';
import { minLimitedClaims } from '../../graph/ports/writing.js';
import { existsByIndex } from '../dialect/conditions.js';
import type { WriteSet } from './write-set.js';

interface EndedRow {
  readonly source: string;
  readonly name: string;
  readonly ended: number;
  readonly whole: number;
  /** The number of sources that exceed the limit. */
  readonly sources: number;
}

/**
 * Rejects a set that ends more than a share of the claims of one source. Sources with fewer than `minLimitedClaims` claims are not checked. Runs
 * one statement, which reads only the claims of the affected sources.
 * @param share the maximum share, from 0 to 1
 * @throws {TertiumError} INVALID_CHANGE; the `details` name the source that exceeds the limit and would lose the most claims
 */
export async function expectFewEnded({ session, revision }: WriteSet, share: number): Promise<void> {
  const limit = sql`cast(${share} as double precision)`;
  // A changed claim has an ended row, and also a row that starts at this revision.
  const [worst] = await session.rows<EndedRow>(sql`
    select p.source, p.ended, p.whole, count(*) over () as sources,
      (select c.name from concept c where c.id = p.source order by c.since desc limit 1) as name
    from (
      select e.source, e.ended, (
        select count(*) from claim c
        where c.source = e.source and c.since < ${revision} and (c.until is null or c.until = ${revision})
      ) as whole
      from (
        select c.source, count(*) as ended from claim c
        where c.until = ${revision}
          and not ${existsByIndex(sql`select 1 from claim changed where changed.id = c.id and changed.since = ${revision}`)}
        group by c.source having count(*) > ${limit} * ${sql.lit(minLimitedClaims)}
      ) e
    ) p
    where p.whole >= ${sql.lit(minLimitedClaims)} and cast(p.ended as double precision) / p.whole > ${limit}
    order by p.ended desc, p.source limit 1`);
  if (!worst) return;
  const { source, name, ended, whole, sources } = worst;
  const otherSources =
    sources > 1 ? `, and too many of ${sources - 1} other source${sources > 2 ? 's' : ''}` : '';
  throw invalidChange(
    `Expected at most ${percent(share)} of a source's claims to end, got ${ended} of the ${whole} claims of "${name}" (${source})${otherSources}.`,
    { limit: 'endedShare', share, source, ended, whole, sources },
  );
}

/** Prints a share, such as `50 %`. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
