const tables = [
  'changeset',
  'changeset_edit',
  'changeset_touch',
  'changeset_review',
  'idempotency_key',
  'api_key',
  'preview_token',
  'audit_entry',
];
const columns = [
  ...['principal', 'on_behalf_of', 'model', 'changeset'].map((column) => ['revision', column]),
  ['claim', 'stated'],
  ['concept', 'stated'],
];

/** The statements that remove what migration 008 adds: changesets, API keys and the audit log. */
export const withoutChangesets: readonly string[] = [
  ...tables.map((table) => `drop table ${table}`),
  ...columns.map(([table, column]) => `alter table ${table} drop column ${column}`),
  "delete from kysely_migration where name >= '008'",
];
