import type { Kysely, Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/**
 * Creates the tables of erasures. `erasure` has a row for the revision of each erasure. `erased` has a row for each thing that an erasure has
 * changed: see `ErasedThing`. `erasure_secret` has the secret of the database, with which the digests in `erased` are computed: see
 * `databaseSecret`.
 *
 * The row of an erased source text remains, with an empty text; `kept_text.erased` is then the revision of the erasure.
 */
export function erasures({ columnTypes: { text, integer } }: SqlSyntax): Migration {
  return {
    async up(database: Kysely<unknown>) {
      const { schema } = database;
      await schema
        .createTable('erasure')
        .addColumn('revision', integer, (column) => column.primaryKey())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('reason', text, (column) => column.notNull())
        .execute();
      await schema
        .createTable('erased')
        .addColumn('thing', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('revision', integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('erased_pk', ['thing', 'key', 'revision'])
        .execute();
      await schema
        .createTable('erasure_secret')
        .addColumn('secret', text, (column) => column.notNull())
        .execute();
      await schema.alterTable('kept_text').addColumn('erased', integer).execute();
    },
  };
}
