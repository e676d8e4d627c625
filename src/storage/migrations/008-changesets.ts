import { sql, type Kysely, type Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';

/**
 * Creates the tables of changesets, idempotency keys, API keys, preview tokens and the audit log. Adds the column `stated` to claims and
 * concepts, and the columns `principal`, `on_behalf_of`, `model` and `changeset` to revisions.
 *
 * `stated` is an object with members of the claim or concept: those that edits have set, each with the value that imports state. It is the JSON
 * value null if an edit added the row, and the SQL value null if imports state the row as it is: see `merge-import.ts`.
 *
 * `changeset_edit` has a row for each version of an edit. The row is valid from the version `added` of the changeset to the version `removed`
 * (exclusive; null if the row is still valid), so the edits of any version can be read.
 */
export function changesets({ columnTypes: { text, integer, json } }: SqlSyntax): Migration {
  return {
    async up(database: Kysely<unknown>) {
      const { schema } = database;
      for (const table of ['claim', 'concept']) {
        await schema.alterTable(table).addColumn('stated', json).execute();
      }
      for (const column of ['principal', 'on_behalf_of', 'model', 'changeset']) {
        await schema.alterTable('revision').addColumn(column, text).execute();
      }

      await schema
        .createTable('changeset')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('number', integer, (column) => column.notNull().unique())
        .addColumn('version', integer, (column) => column.notNull())
        .addColumn('state', text, (column) => column.notNull())
        .addColumn('kind', text, (column) => column.notNull())
        .addColumn('title', text, (column) => column.notNull())
        .addColumn('principal', text)
        .addColumn('author', text, (column) => column.notNull())
        .addColumn('on_behalf_of', text)
        .addColumn('model', text)
        .addColumn('base', integer, (column) => column.notNull())
        .addColumn('edits', integer, (column) => column.notNull())
        .addColumn('last_edit', integer, (column) => column.notNull())
        .addColumn('opened_at', text, (column) => column.notNull())
        .addColumn('changed_at', text, (column) => column.notNull())
        .addColumn('publish_at', text)
        .addColumn('revision', integer)
        .addColumn('problems', json, (column) => column.notNull())
        .execute();
      await sql`create index changeset_by_state on changeset (state, number)`.execute(database);
      await sql`create index changeset_by_author on changeset (author, number)`.execute(database);
      await sql`create index changeset_by_principal on changeset (principal, number)`.execute(database);
      await sql`create index changeset_due on changeset (publish_at, number) where publish_at is not null`.execute(
        database,
      );

      await schema
        .createTable('changeset_edit')
        .addColumn('changeset', text, (column) => column.notNull())
        .addColumn('number', integer, (column) => column.notNull())
        .addColumn('added', integer, (column) => column.notNull())
        .addColumn('removed', integer)
        .addColumn('principal', text)
        .addColumn('author', text, (column) => column.notNull())
        .addColumn('edit', json, (column) => column.notNull())
        .addColumn('base', json, (column) => column.notNull())
        .addPrimaryKeyConstraint('changeset_edit_pk', ['changeset', 'number', 'added'])
        .execute();

      await schema
        .createTable('changeset_touch')
        .addColumn('id', text, (column) => column.notNull())
        .addColumn('changeset', text, (column) => column.notNull())
        .addColumn('edit', integer, (column) => column.notNull())
        .addPrimaryKeyConstraint('changeset_touch_pk', ['id', 'changeset', 'edit'])
        .execute();
      await sql`create index changeset_touch_by_edit on changeset_touch (changeset, edit)`.execute(database);

      await schema
        .createTable('changeset_review')
        .addColumn('changeset', text, (column) => column.notNull())
        .addColumn('version', integer, (column) => column.notNull())
        .addColumn('time', text, (column) => column.notNull())
        .addColumn('principal', text)
        .addColumn('reviewer', text, (column) => column.notNull())
        .addColumn('on_behalf_of', text)
        .addColumn('model', text)
        .addColumn('verdict', text, (column) => column.notNull())
        .addColumn('comment', text)
        .addColumn('edits', json, (column) => column.notNull())
        .addPrimaryKeyConstraint('changeset_review_pk', ['changeset', 'version'])
        .execute();

      await schema
        .createTable('idempotency_key')
        .addColumn('principal', text, (column) => column.notNull())
        .addColumn('key', text, (column) => column.notNull())
        .addColumn('input_digest', text, (column) => column.notNull())
        .addColumn('changeset', text, (column) => column.notNull())
        .addColumn('result', json)
        .addColumn('time', text, (column) => column.notNull())
        .addPrimaryKeyConstraint('idempotency_key_pk', ['principal', 'key'])
        .execute();
      await sql`create index idempotency_key_by_time on idempotency_key (time)`.execute(database);

      await schema
        .createTable('api_key')
        .addColumn('id', text, (column) => column.primaryKey())
        .addColumn('number', integer, (column) => column.notNull().unique())
        .addColumn('hash', text, (column) => column.notNull().unique())
        .addColumn('principal', text, (column) => column.notNull())
        .addColumn('name', text, (column) => column.notNull())
        .addColumn('scopes', json, (column) => column.notNull())
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('expires_at', text)
        .addColumn('revoked_at', text)
        .execute();
      await sql`create index api_key_by_name on api_key (name)`.execute(database);

      await schema
        .createTable('preview_token')
        .addColumn('hash', text, (column) => column.primaryKey())
        .addColumn('changeset', text, (column) => column.notNull())
        .addColumn('created_by', text)
        .addColumn('expires_at', text, (column) => column.notNull())
        .execute();
      await sql`create index preview_token_by_time on preview_token (expires_at)`.execute(database);

      await schema
        .createTable('audit_entry')
        .addColumn('number', integer, (column) => column.primaryKey())
        .addColumn('time', text, (column) => column.notNull())
        .addColumn('principal', text)
        .addColumn('name', text)
        .addColumn('action', text, (column) => column.notNull())
        .addColumn('outcome', text, (column) => column.notNull())
        .addColumn('code', text)
        .addColumn('scope', text)
        .addColumn('subject', text)
        .addColumn('request_id', text)
        .addColumn('count', integer, (column) => column.notNull())
        .execute();
    },
  };
}
