import { sql } from 'kysely';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Predicate } from '../../graph/claim.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { graphStatistics, type GraphStatistics } from '../../graph/ports/statistics.js';
import { isValidAt } from '../dialect/conditions.js';
import type { Session } from '../session/session.js';

/**
 * The maximum number of sampled claims, and of counted citations. Counting all claims of a large graph would take a
 * second. The counts of a sample of claims are scaled to the size of the table.
 */
const maxSampled = 20_000;

type CountRow =
  | { readonly counted: 'concept'; readonly name: ConceptKind; readonly number: number; readonly links: 0 }
  | { readonly counted: 'claim'; readonly name: Predicate; readonly number: number; readonly links: number }
  | { readonly counted: 'claims'; readonly name: ''; readonly number: number; readonly links: 0 }
  | { readonly counted: 'citations'; readonly name: ''; readonly number: number; readonly links: 0 };

/** Reads the statistics of a revision with one statement. Counts of claims and of citations are exact below 20,000, and otherwise estimated. */
export async function readStatistics(session: Session, revision: number): Promise<GraphStatistics> {
  const { syntax } = session;
  const rows = await session.rows<CountRow>(sql`
    with sampled as materialized (
      select c.predicate, c.subject, coalesce(c.target, '') as target from claim c
      where c.since + 0 <= ${revision} and (c.until is null or c.until > ${revision})
      limit ${sql.lit(maxSampled)}
    )
    select 'concept' as counted, c.kind as name, count(*) as number, 0 as links
    from concept c where ${isValidAt(revision, 'c')} group by c.kind
    union all
    select 'claim', l.predicate, sum(l.claims), count(*) from (
      select s.predicate, count(*) as claims from sampled s group by s.predicate, s.subject, s.target
    ) l group by l.predicate
    union all select 'claims', '', ${syntax.rowCount('claim')}, 0
    union all select 'citations', '', case when t.number < ${sql.lit(maxSampled)} then t.number else ${syntax.rowCount('citation')} end, 0
    from (
      select count(*) as number from (
        select 1 as one from citation c
        where c.since + 0 <= ${revision} and (c.until is null or c.until > ${revision})
        limit ${sql.lit(maxSampled)}
      ) counted
    ) t`);
  const concepts: Partial<Record<ConceptKind, number>> = {};
  const claims: Partial<Record<Predicate, { claims: number; links: number }>> = {};
  let [sampled, stored, citations] = [0, 0, 0];
  for (const row of rows) {
    const number = Number(row.number);
    switch (row.counted) {
      case 'concept':
        concepts[row.name] = number;
        break;
      case 'claim':
        claims[row.name] = { claims: number, links: Number(row.links) };
        sampled += number;
        break;
      case 'claims':
        stored = number;
        break;
      case 'citations':
        citations = number;
    }
  }
  // The size of the table includes rows that are no longer valid, so it is used only if some valid rows may not have been sampled.
  const scale = sampled < maxSampled ? 1 : Math.max(1, stored / sampled);
  for (const counts of Object.values(claims)) {
    counts.claims *= scale;
    counts.links *= scale;
  }
  return graphStatistics({ concepts, claims, citations });
}

/** Caches the statistics of the revision that was requested last. Concurrent callers share one statement. */
export class StatisticsCache {
  readonly #session: Session;
  #last: { readonly revision: number; readonly statistics: MaybePromise<GraphStatistics> } | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Returns the statistics of a revision. @throws {TertiumError} STORE_UNAVAILABLE, which is not cached */
  of({ number: revision }: GraphRevision): MaybePromise<GraphStatistics> {
    if (this.#last?.revision === revision) return this.#last.statistics;
    const reading = readStatistics(this.#session, revision).then(
      (statistics) => {
        if (this.#last?.statistics === reading) this.#last = { revision, statistics };
        return statistics;
      },
      (error: unknown) => {
        if (this.#last?.statistics === reading) this.#last = null;
        throw error;
      },
    );
    this.#last = { revision, statistics: reading };
    return reading;
  }
}
