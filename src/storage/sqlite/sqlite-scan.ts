import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Scan, ScannedColumns, StatementListener } from '../dialect/dialect.js';

/** The number of rows of a page. Larger pages would take longer to garbage-collect, and would not be read faster. */
const pageSize = 1_000;

/**
 * Reads many rows in pages (keyset pagination). Each column of a page is one JSON array: the driver transfers a few texts faster than many
 * values.
 */
export async function* scanSqlite(
  connection: Kysely<unknown>,
  { values, tables, condition, pages }: Scan,
  onStatement: StatementListener,
): AsyncGenerator<ScannedColumns> {
  const order = 'by' in pages ? pages.by : [`${pages.asRowsOf}.rowid`];
  const keys = order.map((name) => sql.ref(name));
  const selected = [...values.map(({ value }) => value), ...keys];
  const names = selected.map((_, index) => sql.ref(`v${index}`));
  const packed = names.map((name) => sql`json_group_array(r.${name}) as ${name}`);
  const named = selected.map((value, index) => sql`${value} as ${names[index]}`);

  for (let after: readonly unknown[] | null = null; ;) {
    const beyond: RawBuilder<unknown> = after ? sql`(${sql.join(keys)}) > (${sql.join(after)})` : sql`1 = 1`;
    const page = sql<Readonly<Record<string, string>>>`
      select ${sql.join(packed)} from (
        select ${sql.join(named)} from ${tables} where ${condition} and ${beyond}
        order by ${sql.join(keys)} limit ${pageSize}
      ) r`.compile(connection);
    onStatement(page.sql);
    const { rows } = await connection.executeQuery(page);
    const columns = selected.map(
      (_, index) => JSON.parse(rows[0]?.[`v${index}`] ?? '[]') as readonly unknown[],
    );
    const count = columns[0]?.length ?? 0;
    if (count > 0) yield columns.slice(0, values.length);
    if (count < pageSize) return;
    after = columns.slice(values.length).map((column) => column.at(-1));
    // The driver is synchronous and never yields to the event loop.
    await nextTurn();
  }
}
