import { sql, type RawBuilder } from 'kysely';
import type { ConceptKind } from '../../graph/concept.js';
import { isAmong } from '../dialect/conditions.js';
import type { ConceptRow } from '../session/records.js';
import type { Session } from '../session/session.js';

/** Of the claims about a concept that have words of the search, how many are shown. */
export const mostClaims = 3;

/**
 * The whole is counted in every row, and in one without a concept where the page is empty. A concept comes
 * once for each of its best claims, and once where it has none.
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

/** That the concept `c` is of one of these kinds; of any, where they are null. */
export function isOfKind(session: Session, kinds: readonly ConceptKind[] | null): RawBuilder<unknown> {
  return kinds === null ? sql`1 = 1` : isAmong(session.forms, 'c.kind', kinds);
}
