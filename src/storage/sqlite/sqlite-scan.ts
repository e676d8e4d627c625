import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { StatementListener } from '../dialect/dialect.js';
import type { Scan, ScannedColumns } from '../dialect/scan.js';

/** More would take longer to collect when they have been read, and no less time to read. */
const rowsAtOnce = 1_000;

/**
 * Reads many rows, some at once, each time those after the last. Every value is one text for all rows, a JSON array:
 * few texts take less time to be handed over than many values do.
 */
export async function* scanSqlite(
  connection: Kysely<unknown>,
  { values, tables, condition, pages }: Scan,
  onStatement: StatementListener,
): AsyncGenerator<ScannedColumns> {
  const order = 'by' in pages ? pages.by : [`${pages.asRowsOf}.rowid`];
  const places = order.map((name) => sql.ref(name));
  const selected = [...values.map(({ value }) => value), ...places];
  const names = selected.map((_, index) => sql.ref(`v${index}`));
  const packed = names.map((name) => sql`json_group_array(r.${name}) as ${name}`);
  const named = selected.map((value, index) => sql`${value} as ${names[index]}`);

  for (let after: readonly unknown[] | null = null; ;) {
    const beyond: RawBuilder<unknown> = after
      ? sql`(${sql.join(places)}) > (${sql.join(after)})`
      : sql`1 = 1`;
    const page = sql<Readonly<Record<string, string>>>`
      select ${sql.join(packed)} from (
        select ${sql.join(named)} from ${tables} where ${condition} and ${beyond}
        order by ${sql.join(places)} limit ${rowsAtOnce}
      ) r`.compile(connection);
    onStatement(page.sql);
    const { rows } = await connection.executeQuery(page);
    const columns = selected.map(
      (_, index) => JSON.parse(rows[0]?.[`v${index}`] ?? '[]') as readonly unknown[],
    );
    const count = columns[0]?.length ?? 0;
    if (count > 0) yield columns.slice(0, values.length);
    if (count < rowsAtOnce) return;
    after = columns.slice(values.length).map((column) => column.at(-1));
    // The driver works at once, and never lets go by itself.
    await nextTurn();
  }
}
