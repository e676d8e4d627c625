import { sql, type Kysely, type Migration } from 'kysely';
import { nextEpoch } from '../../graph/revision-token.js';
import type { SqlSyntax } from '../dialect/dialect.js';

/**
 * Adds the epoch of each revision: see `nextEpoch`. The revisions of an earlier version get one random epoch together. The default is for
 * servers of an earlier version that are still running while the database is migrated; they insert revisions without an epoch.
 */
export function revisionEpochs({ columnTypes: { text } }: SqlSyntax): Migration {
  return {
    async up(database: Kysely<unknown>) {
      await database.schema
        .alterTable('revision')
        .addColumn('epoch', text, (column) => column.notNull().defaultTo(''))
        .execute();
      await sql`update revision set epoch = ${nextEpoch('')}`.execute(database);
    },
  };
}
