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
const columnsOf008 = [
  ...['principal', 'on_behalf_of', 'model', 'changeset'].map((column) => ['revision', column]),
  ['claim', 'stated'],
  ['concept', 'stated'],
];

/** The statements that undo the migrations from 009 on. */
export const withoutErasures: readonly string[] = [
  ...['publisher', 'publisher_principal'].map((column) => `alter table revision drop column ${column}`),
  ...['erasure', 'erased', 'erasure_secret'].map((table) => `drop table ${table}`),
  'alter table kept_text drop column erased',
  "delete from kysely_migration where name >= '009'",
];

/** The statements that undo the migrations from 008 on. */
export const withoutChangesets: readonly string[] = [
  ...withoutErasures,
  ...tables.map((table) => `drop table ${table}`),
  ...columnsOf008.map(([table, column]) => `alter table ${table} drop column ${column}`),
  "delete from kysely_migration where name >= '008'",
];
