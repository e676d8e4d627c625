import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';
import { fillSearchIndex } from '../search/fill-search-index.js';

/**
 * Creates the search index of names, aliases, summaries and claims, for all revisions, in place of the index of earlier
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
      await fillSearchIndex({
        syntax,
        rows: async <Row>(statement: RawBuilder<Row>) => (await statement.execute(database)).rows,
      });
    },
  };
}
