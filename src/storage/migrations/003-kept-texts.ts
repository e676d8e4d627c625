import type { Kysely, Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/** Creates the table of source texts. A text is valid from revision `since` on. It has no `until`, so that citations can always be verified. */
export function keptTexts({ columnTypes: { text, integer } }: SqlSyntax): Migration {
  return {
    async up(database: Kysely<unknown>) {
      await database.schema
        .createTable('kept_text')
        .addColumn('hash', text, (column) => column.primaryKey())
        .addColumn('source', text, (column) => column.notNull())
        .addColumn('media_type', text, (column) => column.notNull())
        .addColumn('text', text, (column) => column.notNull())
        .addColumn('since', integer, (column) => column.notNull())
        .execute();
    },
  };
}
