import { Migrator, type Kysely, type Migration } from 'kysely';
import type { SqlSyntax } from '../dialect/dialect.js';
import { conceptsClaimsCitations } from './001-concepts-claims-citations.js';
import { search } from './002-search.js';
import { keptTexts } from './003-kept-texts.js';
import { slugsAndTextsByOwner } from './004-slugs-and-texts-by-owner.js';
import { revisionsByTime } from './005-revisions-by-time.js';
import { searchByWordsAndForms } from './006-search-by-words-and-forms.js';
import { revisionEpochs } from './007-revision-epochs.js';
import { changesets } from './008-changesets.js';
import { erasures } from './009-erasures.js';
import { publishers } from './010-publishers.js';

/** Every migration by name, oldest first. Released migrations must not change. */
const migrations = {
  '001-concepts-claims-citations': conceptsClaimsCitations,
  '002-search': () => search,
  '003-kept-texts': keptTexts,
  '004-slugs-and-texts-by-owner': () => slugsAndTextsByOwner,
  '005-revisions-by-time': () => revisionsByTime,
  '006-search-by-words-and-forms': searchByWordsAndForms,
  '007-revision-epochs': revisionEpochs,
  '008-changesets': changesets,
  '009-erasures': erasures,
  '010-publishers': publishers,
} as const satisfies Readonly<Record<string, (syntax: SqlSyntax) => Migration>>;

/** The names of the migrations, oldest first. */
export const migrationNames: readonly string[] = Object.freeze(Object.keys(migrations));

/** Runs the missing migrations of a database. @throws {Error} if a migration fails */
export async function migrateToLatest(database: Kysely<unknown>, syntax: SqlSyntax): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: {
      getMigrations: () =>
        Promise.resolve(
          Object.fromEntries(Object.entries(migrations).map(([name, create]) => [name, create(syntax)])),
        ),
    },
  });
  const { error } = await migrator.migrateToLatest();
  // The drivers throw only instances of Error. The migrator types the error as unknown.
  if (error !== undefined) throw error as Error;
}
