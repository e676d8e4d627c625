import { Migrator, type Kysely, type Migration } from 'kysely';
import type { SqlForms } from '../dialect/dialect.js';
import { conceptsClaimsCitations } from './001-concepts-claims-citations.js';
import { search } from './002-search.js';
import { keptTexts } from './003-kept-texts.js';
import { slugsAndTextsByOwner } from './004-slugs-and-texts-by-owner.js';

/** Every migration by name, oldest first. One that has been released does not change any more. */
const migrations = {
  '001-concepts-claims-citations': conceptsClaimsCitations,
  '002-search': search,
  '003-kept-texts': keptTexts,
  '004-slugs-and-texts-by-owner': () => slugsAndTextsByOwner,
} as const satisfies Readonly<Record<string, (forms: SqlForms) => Migration>>;

/** The names of the migrations, oldest first. */
export const migrationNames: readonly string[] = Object.freeze(Object.keys(migrations));

/** Runs the migrations that a database does not have yet. @throws {Error} where one fails. */
export async function migrateToLatest(database: Kysely<unknown>, forms: SqlForms): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () =>
        Promise.resolve(
          Object.fromEntries(Object.entries(migrations).map(([name, make]) => [name, make(forms)])),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  // Drivers throw errors; what the migrator passes on has no type.
  if (error !== undefined) throw error as Error;
}
