import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import type { Concept } from '../../graph/concept.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { SqlForms } from '../dialect/dialect.js';
import { SearchIndex, type Held, type IndexedClaim } from '../search/search-index.js';

const rowsAtOnce = 1_000;

/** What names, summaries and claims are found by; of every revision, as they were at it. */
export function search(forms: SqlForms): Migration {
  const { text, integer } = forms.columnTypes;
  return {
    async up(database: Kysely<unknown>) {
      const { schema } = database;
      for (const [table, ofItsOwn, required] of [
        ['searched_name', ['field', 'key'], true],
        ['searched_text', ['claim'], false],
      ] as const) {
        let created = schema
          .createTable(table)
          .addColumn('id', integer, (column) => column.primaryKey())
          .addColumn('concept', text, (column) => column.notNull());
        for (const name of ofItsOwn) {
          created = created.addColumn(name, text, (column) => (required ? column.notNull() : column));
        }
        await created
          .addColumn('since', integer, (column) => column.notNull())
          .addColumn('until', integer)
          .execute();
      }
      for (const index of [
        sql`create index searched_name_by_key on searched_name (key)`,
        sql`create index searched_name_current on searched_name (concept) where until is null`,
        sql`create index searched_text_current on searched_text (concept) where until is null`,
      ]) {
        await index.execute(database);
      }
      await forms.search.createIndexes(database);
      await fill(database, forms);
    },
  };
}

type ConceptRow = Held & Pick<Concept, 'id' | 'name' | 'summary'> & { readonly aliases: string };
type ClaimRow = Held & Omit<IndexedClaim, 'value'> & { readonly value: string | null };

/** Brings in what the graph has already. */
async function fill(database: Kysely<unknown>, forms: SqlForms): Promise<void> {
  const index = new SearchIndex({
    forms,
    rows: async <Row>(statement: RawBuilder<Row>) => (await statement.execute(database)).rows,
  });
  const concepts = sql`select id, since, until, name, aliases, summary from concept`;
  for await (const rows of inPages<ConceptRow>(database, concepts)) {
    await index.addConcepts(rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] })));
  }
  const claims = sql`select id, since, until, subject, text, value from claim`;
  for await (const rows of inPages<ClaimRow>(database, claims)) {
    await index.addClaims(
      rows.map((row) => ({
        ...row,
        value: row.value === null ? null : (JSON.parse(row.value) as ClaimValue),
      })),
    );
  }
}

/** The rows of a table that has ids and revisions, a page at a time. */
async function* inPages<Row extends Held & { readonly id: string }>(
  database: Kysely<unknown>,
  selection: RawBuilder<unknown>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined;
  do {
    const { rows }: { rows: Row[] } = await sql<Row>`
      ${selection} where (id, since) > (${last?.id ?? ''}, ${last?.since ?? 0})
      order by id, since limit ${rowsAtOnce}`.execute(database);
    if (rows.length > 0) yield rows;
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1);
    // SQLite's driver works at once, and a signal to stop would wait for all of it.
    await nextTurn();
  } while (last);
}
