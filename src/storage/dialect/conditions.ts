import { sql, type RawBuilder } from 'kysely';
import type { ClaimFilter } from '../../graph/ports/reading.js';
import type { SqlSyntax } from './dialect.js';

/*
 * SQL conditions that several statements share. A row is valid from revision `since` (inclusive) to `until` (exclusive; null while the
 * row is valid).
 */

/** Returns the condition that a row is valid at a revision. */
export function isValidAt(revision: number, alias: string): RawBuilder<unknown> {
  const since = sql.ref(`${alias}.since`);
  const until = sql.ref(`${alias}.until`);
  return sql`${since} <= ${revision} and (${until} is null or ${until} > ${revision})`;
}

/** Returns the condition that a column has one of the given values. The values are sent as one parameter. */
export function isAmong(syntax: SqlSyntax, column: string, keys: readonly string[]): RawBuilder<unknown> {
  return sql`${sql.ref(column)} in (select one.key from ${syntax.keySet(keys)} one)`;
}

/**
 * Returns the condition that a subquery selects at least one row. `offset 0` prevents PostgreSQL from converting the
 * condition to a join, so that the subquery runs for each row of the outer statement. The statistics of PostgreSQL do not
 * include the rows that the transaction has written, so the join would be planned for few rows, and would compare all
 * pairs of rows.
 * @param selection a subquery without `limit`, with a condition that an index supports
 */
export function existsByIndex(selection: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (${selection} limit 1 offset 0)`;
}

/** On an embedded database, `selectPausably` also selects the rows with a row number that is a multiple of this number. */
const rowsPerPause = 64;

/**
 * Returns the SQL with which a statement selects the rows that match a condition, and can be paused.
 *
 * A statement of an embedded database can be paused only when it returns a row; until then, it blocks the event loop. If few rows match, the
 * search for the next matching row takes long. So an embedded database also returns about one in 64 non-matching rows, chosen by row number.
 * @returns `selected`: the condition for the rows to select; `counts`: a column `counts` that is 1 for matching rows, otherwise 0
 */
export function selectPausably(
  syntax: SqlSyntax,
  alias: string,
  condition: RawBuilder<unknown>,
): { readonly selected: RawBuilder<unknown>; readonly counts: RawBuilder<unknown> } {
  if (!syntax.isEmbedded) return { selected: condition, counts: sql`1 as counts` };
  const rowNumber = sql.ref(`${alias}.rowid`);
  return {
    selected: sql`((${condition}) or ${rowNumber} % ${sql.lit(rowsPerPause)} = 0)`,
    counts: sql`(${condition}) as counts`,
  };
}

/** Returns the condition that the claim `c` passes a filter. */
export function passesFilter(syntax: SqlSyntax, filter: ClaimFilter): RawBuilder<unknown> {
  return sql`${hasPredicate(syntax, filter)} and ${hasSubjectAndTarget(syntax, filter)}`;
}

/** Returns the condition that the claim `c` passes the predicates of a filter. Indexes support this condition. */
export function hasPredicate(syntax: SqlSyntax, { predicates }: ClaimFilter): RawBuilder<unknown> {
  return predicates ? isAmong(syntax, 'c.predicate', predicates) : sql`1 = 1`;
}

/**
 * Returns the condition that the claim `c` passes the subjects and the targets of a filter. A claim without a target passes every filter of
 * targets. Indexes do not support this condition.
 */
export function hasSubjectAndTarget(syntax: SqlSyntax, filter: ClaimFilter): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.subjects) conditions.push(isAmong(syntax, 'c.subject', filter.subjects));
  if (filter.targets) {
    conditions.push(sql`(c.target is null or ${isAmong(syntax, 'c.target', filter.targets)})`);
  }
  return conditions.length === 0 ? sql`1 = 1` : sql.join(conditions, sql` and `);
}
