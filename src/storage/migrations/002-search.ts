import type { Migration } from 'kysely';

/**
 * In versions 0.1.0 and 0.2.0, this migration created the search index. Migration 006 replaces that index, so a new database
 * creates the index only in migration 006.
 */
export const search: Migration = {
  up: () => Promise.resolve(),
};
