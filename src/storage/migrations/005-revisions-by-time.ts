import { sql, type Kysely, type Migration } from 'kysely';

/** Creates indexes for the revision at a time, and for the revisions of an author. */
export const revisionsByTime: Migration = {
  async up(database: Kysely<unknown>) {
    await sql`create index revision_by_time on revision (time, number)`.execute(database);
    await sql`create index revision_by_author on revision (author, number)`.execute(database);
  },
};
