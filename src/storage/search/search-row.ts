import { sql, type RawBuilder } from 'kysely';
import { conceptId, type ConceptKind } from '../../graph/concept.js';
import { percentOfSources } from '../../graph/search/relevance.js';
import { isAmong } from '../dialect/conditions.js';
import type { ConceptRow } from '../session/records.js';
import type { Session } from '../session/session.js';

/** The maximum number of matching claims per concept in a search result. */
export const maxClaims = 3;

/**
 * A row of a search. Each row has the total of the search. An empty page has one row without a concept, for the total. A concept has one row for
 * each of its best claims, or one row without a claim.
 */
export type SearchRow = { total: number } & (
  | (ConceptRow & {
      rank: number;
      name_folded: string;
      claim: string | null;
      claim_text: string | null;
      claim_value: string | null;
    })
  | { [Member in keyof ConceptRow]: null }
);

/** The rows of a search, and the common items of the search: see `HitRanking`. */
export interface FoundRows {
  readonly rows: readonly SearchRow[];
  readonly common: ReadonlySet<number>;
}

const prefixOfSources = conceptId('CITED_SOURCE', '');

export function isCitedSource(concept: string): boolean {
  return concept.startsWith(prefixOfSources);
}

/** Returns the SQL expression for the level of the concept `judged.concept`: see `levelOf`. */
export function levelInSql(level: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(case when judged.concept like ${sql.lit(`${prefixOfSources}%`)}
    then (${level}) * ${sql.lit(percentOfSources)} / 100 else ${level} end)`;
}

/** Returns the condition that the concept `c` is of one of the given kinds; null allows any kind. */
export function isOfKind(session: Session, kinds: readonly ConceptKind[] | null): RawBuilder<unknown> {
  return kinds === null ? sql`1 = 1` : isAmong(session.syntax, 'c.kind', kinds);
}
