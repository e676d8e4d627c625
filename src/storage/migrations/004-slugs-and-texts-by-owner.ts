import { sql, type Kysely, type Migration } from 'kysely';

/** Creates indexes for the slugs of a concept, the texts of a source, and the slugs of a range of revisions. */
export const slugsAndTextsByOwner: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index slug_by_concept on slug (concept, slug)`.execute(database);
    await sql`create index slug_since on slug (since, kind, slug)`.execute(database);
    await sql`create index kept_text_by_source on kept_text (source, hash)`.execute(database);
  },
};
