import { sql, type RawBuilder } from 'kysely';
import type { ClaimFilter } from '../../graph/ports/reading.js';
import type { SqlForms } from './dialect.js';

/** That a row holds at a revision. */
export function holdsAt(revision: number, alias: string): RawBuilder<unknown> {
  const since = sql.ref(`${alias}.since`);
  const until = sql.ref(`${alias}.until`);
  return sql`${since} <= ${revision} and (${until} is null or ${until} > ${revision})`;
}

/** That a column has one of these values, which travel as one parameter. */
export function isAmong(forms: SqlForms, column: string, keys: readonly string[]): RawBuilder<unknown> {
  return sql`${sql.ref(column)} in (select one.key from ${forms.keySet(keys)} one)`;
}

/** Of so many rows that do not count, about one is selected: see `countsOrTells`. */
const silentRows = 64;

/**
 * Selects the rows of a table that count, where many may not. A statement that runs in this process holds its event loop until it has found
 * its next rows; so that it can pause, rows that do not count are selected now and then, by their numbers.
 * @returns the condition for the rows to select, and a column `counts`: 1 for those that count, otherwise 0
 */
export function countsOrTells(
  forms: SqlForms,
  alias: string,
  condition: RawBuilder<unknown>,
): { readonly selected: RawBuilder<unknown>; readonly counts: RawBuilder<unknown> } {
  if (!forms.isEmbedded) return { selected: condition, counts: sql`1 as counts` };
  const number = sql.ref(`${alias}.rowid`);
  return {
    selected: sql`((${condition}) or ${number} % ${sql.lit(silentRows)} = 0)`,
    counts: sql`(${condition}) as counts`,
  };
}

/** That the claim `c` passes a filter. */
export function passes(forms: SqlForms, filter: ClaimFilter): RawBuilder<unknown> {
  return sql`${hasPredicate(forms, filter)} and ${isBetween(forms, filter)}`;
}

/** That the claim `c` has one of the predicates of a filter, by which indexes find it. */
export function hasPredicate(forms: SqlForms, { predicates }: ClaimFilter): RawBuilder<unknown> {
  return predicates ? isAmong(forms, 'c.predicate', predicates) : sql`1 = 1`;
}

/** That the claim `c` passes the rest of a filter. */
export function isBetween(forms: SqlForms, filter: ClaimFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.subjects) conditions.push(isAmong(forms, 'c.subject', filter.subjects));
  if (filter.targets) {
    conditions.push(sql`(c.target is null or ${isAmong(forms, 'c.target', filter.targets)})`);
  }
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}
