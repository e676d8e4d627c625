import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import type { Concept } from '../../graph/concept.js';
import type { ClaimValue } from '../../graph/values/value-rules.js';
import type { SqlSyntax } from '../dialect/dialect.js';
import { SearchIndex, type ValidityRange, type IndexedClaim } from '../search/search-index.js';

const pageSize = 1_000;

/**
 * Creates the search index of names, summaries and claims, for all revisions, in place of the index of earlier
 * versions. The new index distinguishes words from their other forms, and has the sizes of names and the axes of
 * claims.
 */
export function searchByWordsAndForms(syntax: SqlSyntax): Migration {
  const { text, integer } = syntax.columnTypes;
  return {
    async up(database: Kysely<unknown>) {
      const { schema } = database;
      for (const table of ['searched_name', 'searched_text', 'word']) {
        await schema.dropTable(table).ifExists().execute();
        // The full-text indexes of SQLite are separate tables.
        await schema.dropTable(`${table}_index`).ifExists().execute();
      }
      const tableOfTexts = (name: string) =>
        schema
          .createTable(name)
          .addColumn('id', integer, (column) => column.primaryKey())
          .addColumn('concept', text, (column) => column.notNull())
          .addColumn('since', integer, (column) => column.notNull())
          .addColumn('until', integer);
      await tableOfTexts('searched_name')
        .addColumn('field', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('size', integer, (column) => column.notNull())
        .execute();
      await tableOfTexts('searched_text').addColumn('claim', text).addColumn('target', text).execute();
      for (const index of [
        sql`create index searched_name_by_key on searched_name (key)`,
        sql`create index searched_name_current on searched_name (concept) where until is null`,
        sql`create index searched_text_current on searched_text (concept) where until is null`,
      ]) {
        await index.execute(database);
      }
      await syntax.search.createIndexes(database);
      await fill(database, syntax);
    },
  };
}

type ConceptRow = ValidityRange & Pick<Concept, 'id' | 'name' | 'summary'> & { readonly aliases: string };
type ClaimRow = ValidityRange & Omit<IndexedClaim, 'value'> & { readonly value: string | null };

/** Indexes the existing graph. */
async function fill(database: Kysely<unknown>, syntax: SqlSyntax): Promise<void> {
  const index = new SearchIndex({
    syntax,
    rows: async <Row>(statement: RawBuilder<Row>) => (await statement.execute(database)).rows,
  });
  const concepts = sql`select id, since, until, name, aliases, summary from concept`;
  for await (const rows of inPages<ConceptRow>(database, concepts)) {
    await index.addConcepts(rows.map((row) => ({ ...row, aliases: JSON.parse(row.aliases) as string[] })));
  }
  const claims = sql`select id, since, until, subject, predicate, target, text, value from claim`;
  for await (const rows of inPages<ClaimRow>(database, claims)) {
    await index.addClaims(
      rows.map((row) => ({
        ...row,
        value: row.value === null ? null : (JSON.parse(row.value) as ClaimValue),
      })),
    );
  }
}

/** Reads the selected rows in pages, sorted by id, then by first revision. */
async function* inPages<Row extends ValidityRange & { readonly id: string }>(
  database: Kysely<unknown>,
  selection: RawBuilder<unknown>,
): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined;
  do {
    const { rows }: { rows: Row[] } = await sql<Row>`
      ${selection} where (id, since) > (${last?.id ?? ''}, ${last?.since ?? 0})
      order by id, since limit ${pageSize}`.execute(database);
    if (rows.length > 0) yield rows;
    last = rows.length < pageSize ? undefined : rows.at(-1);
    // SQLite's driver is synchronous: without a pause, a stop signal would not be handled before the end of the migration.
    await nextTurn();
  } while (last);
}
