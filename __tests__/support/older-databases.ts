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
  ...['principal', 'on_behalf_of', 'model', 'changeset', 'publisher', 'publisher_principal'].map((column) => [
    'revision',
    column,
  ]),
  ['claim', 'stated'],
  ['concept', 'stated'],
];

/** The statements that remove what the migrations from 008 on add: changesets, API keys, the audit log and publishers. */
export const withoutChangesets: readonly string[] = [
  ...tables.map((table) => `drop table ${table}`),
  ...columns.map(([table, column]) => `alter table ${table} drop column ${column}`),
  "delete from kysely_migration where name >= '008'",
];
