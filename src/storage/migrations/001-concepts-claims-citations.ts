import { sql, type CreateTableBuilder, type Kysely, type Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/**
 * Creates the tables of revisions, concepts, slugs, labels, claims and citations. A row of a concept, label, claim or citation is valid from
 * revision `since` (inclusive) to `until` (exclusive). `until` is null while the row is valid. Only erasures change other columns, so any revision
 * can be read.
 */
export function conceptsClaimsCitations({ columnTypes: { text, integer, json } }: SqlSyntax): Migration {
  const ranged = <Table extends string, Column extends string>(
    table: CreateTableBuilder<Table, Column>,
  ): CreateTableBuilder<Table, Column | 'since' | 'until'> =>
    table.addColumn('since', integer, (column) => column.notNull()).addColumn('until', integer);

  return {
    async up(database: Kysely<unknown>) {
      const { schema } = database;

      await schema
        .createTable('revision')
        .addColumn('number', integer, (column) => column.primaryKey())
        .addColumn('time', text, (column) => column.notNull())
        .addColumn('author', text, (column) => column.notNull())
        .addColumn('message', text, (column) => column.notNull())
        .addColumn('origin', text, (column) => column.notNull())
        .execute();

      await ranged(
        schema
          .createTable('concept')
          .addColumn('id', text, (column) => column.notNull())
          .addColumn('kind', text, (column) => column.notNull())
          .addColumn('slug', text, (column) => column.notNull())
          .addColumn('name', text, (column) => column.notNull())
          .addColumn('name_folded', text, (column) => column.notNull())
          .addColumn('aliases', json, (column) => column.notNull())
          .addColumn('summary', text)
          .addColumn('same_as', json, (column) => column.notNull())
          .addColumn('properties', json, (column) => column.notNull())
          .addColumn('fingerprint', text, (column) => column.notNull()),
      )
        .addPrimaryKeyConstraint('concept_pk', ['id', 'since'])
        .execute();
      await sql`create unique index concept_current on concept (id) where until is null`.execute(database);
      await sql`create index concept_by_name on concept (kind, name_folded, id)`.execute(database);
      await sql`create index concept_by_slug on concept (kind, slug, id)`.execute(database);
      await sql`create index concept_since on concept (since, id)`.execute(database);
      await sql`create index concept_until on concept (until, id) where until is not null`.execute(database);

      // A slug belongs to its concept permanently, so it has no `until`.
      await schema
        .createTable('slug')
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('slug', text, (column) => column.notNull())
        .addColumn('concept', text, (column) => column.notNull())
        .addColumn('since', integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('slug_pk', ['kind', 'slug'])
        .execute();

      await ranged(
        schema
          .createTable('label')
          .addColumn('folded', text, (column) => column.notNull())
          .addColumn('concept', text, (column) => column.notNull()),
      )
        .addPrimaryKeyConstraint('label_pk', ['folded', 'concept', 'since'])
        .execute();
      await sql`create index label_current on label (concept) where until is null`.execute(database);

      await ranged(
        schema
          .createTable('claim')
          .addColumn('id', text, (column) => column.notNull())
          .addColumn('subject', text, (column) => column.notNull())
          .addColumn('predicate', text, (column) => column.notNull())
          .addColumn('target', text)
          .addColumn('value', json)
          .addColumn('absence', text)
          .addColumn('text', text)
          .addColumn('qualifiers', json, (column) => column.notNull())
          .addColumn('rank', text, (column) => column.notNull())
          .addColumn('source', text, (column) => column.notNull())
          .addColumn('position', integer, (column) => column.notNull())
          .addColumn('supersedes', text)
          .addColumn('fingerprint', text, (column) => column.notNull()),
      )
        .addPrimaryKeyConstraint('claim_pk', ['id', 'since'])
        .execute();
      await sql`create index claim_by_subject on claim (subject, predicate)`.execute(database);
      await sql`create index claim_by_target on claim (target, predicate)`.execute(database);
      await sql`create index claim_by_source on claim (source)`.execute(database);
      await sql`create index claim_by_superseded on claim (supersedes) where supersedes is not null`.execute(
        database,
      );
      await sql`create index claim_since on claim (since, id)`.execute(database);
      await sql`create index claim_until on claim (until, id) where until is not null`.execute(database);

      await ranged(
        schema
          .createTable('citation')
          .addColumn('claim', text, (column) => column.notNull())
          .addColumn('ordinal', integer, (column) => column.notNull())
          .addColumn('locator', text)
          .addColumn('quote', text)
          .addColumn('prefix', text)
          .addColumn('suffix', text)
          .addColumn('start', integer)
          .addColumn('end', integer)
          .addColumn('text_hash', text),
      )
        .addPrimaryKeyConstraint('citation_pk', ['claim', 'since', 'ordinal'])
        .execute();
    },
  };
}
