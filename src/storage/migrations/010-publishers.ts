import type { Kysely, Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/** Adds the publisher of its changeset to each revision. Existing revisions have null. */
export function publishers({ columnTypes: { text } }: SqlSyntax): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      for (const column of ['publisher', 'publisher_principal']) {
        await schema.alterTable('revision').addColumn(column, text).execute();
      }
    },
  };
}
