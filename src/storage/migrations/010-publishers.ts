import type { Kysely, Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/** Adds the name and the principal of the publisher to revisions. In existing revisions, both are null. */
export function publishers({ columnTypes: { text } }: SqlSyntax): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      for (const column of ['publisher', 'publisher_principal']) {
        await schema.alterTable('revision').addColumn(column, text).execute();
      }
    },
  };
}
