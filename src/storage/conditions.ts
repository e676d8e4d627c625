import { sql, type RawBuilder } from 'kysely';
import type { ClaimFilter } from '../graph/reading.js';
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

/** That the claim `c` passes a filter. */
export function passes(forms: SqlForms, filter: ClaimFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.predicates) conditions.push(isAmong(forms, 'c.predicate', filter.predicates));
  if (filter.subjects) conditions.push(isAmong(forms, 'c.subject', filter.subjects));
  if (filter.targets) {
    conditions.push(sql`(c.target is null or ${isAmong(forms, 'c.target', filter.targets)})`);
  }
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}
