import type { Kysely, Migration } from 'kysely';
import type { SqlForms } from '../dialect/dialect.js';

/** The texts that citations were read in, from the revision `since` on, for ever: what was cited can be read again. */
export function keptTexts({ columnTypes: { text, integer } }: SqlForms): Migration {
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
