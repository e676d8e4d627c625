import { fileURLToPath } from 'node:url';
import { askingPeers, askingTertium, type Asking } from './asking.js';
import { startServer, type RunningServer } from './running-server.js';
import type { StartScript } from './start-script.js';
import type { StoredData } from './stored-data.js';

/** `cold`: no question comes twice within 256, and no whole answer is kept. `hot`: one question, again and again. */
export type Mode = 'cold' | 'hot';

/** What a contestant may need to start. */
export interface Surroundings {
  readonly stored: StoredData;
  readonly startScript: StartScript;
  /** A folder with the answers that yardsticks give. */
  readonly readyBytes: string;
}

/** A server that takes part. */
export interface Contestant {
  /** As the command line has it. */
  readonly name: string;
  readonly title: string;
  readonly role: 'yardstick' | 'statement' | 'peer' | 'tertium';
  readonly modes: readonly Mode[];
  /** Null where it gives ready bytes whatever is asked. */
  readonly asking: Asking | null;
  start(mode: Mode, surroundings: Surroundings): Promise<RunningServer>;
}

/** Room for young objects, which servers that make many of them gain by. */
const peerFlag = '--max-semi-space-size=64';

export const contestants: readonly Contestant[] = Object.freeze([
  yardstick('node', 'bare Node server, ready bytes', 'node-ready-bytes'),
  yardstick('fastify', 'Fastify, ready bytes', 'fastify-ready-bytes'),
  onPlainTables('one-statement', 'one json_agg statement, pg pool', 'statement', 'one-statement'),
  onPlainTables('mercurius', 'Mercurius, jit, its loaders', 'peer', 'mercurius-jit'),
  onPlainTables('yoga', 'Yoga, graphql-jit, DataLoader', 'peer', 'yoga-jit'),
  onPlainTables('apollo', 'Apollo, type-graphql, DataLoader', 'peer', 'apollo'),
  tertium('tertium-sqlite', 'Tertium on SQLite', ({ tertiumSqlite }) => tertiumSqlite),
  tertium('tertium-postgres', 'Tertium on PostgreSQL', ({ tertiumPostgres }) => tertiumPostgres),
]);

function program(name: string): string {
  return fileURLToPath(new URL(`servers/${name}.js`, import.meta.url));
}

function yardstick(name: string, title: string, file: string): Contestant {
  return {
    name,
    title,
    role: 'yardstick',
    modes: ['hot'],
    asking: null,
    start: (_, { readyBytes }) => startServer([peerFlag, program(file)], { READY_BYTES: readyBytes }),
  };
}

function onPlainTables(name: string, title: string, role: Contestant['role'], file: string): Contestant {
  return {
    name,
    title,
    role,
    modes: ['cold'],
    asking: askingPeers,
    start: (_, { stored }) => startServer([peerFlag, program(file)], { DATABASE_URL: stored.plainPostgres }),
  };
}

function tertium(name: string, title: string, databaseOf: (stored: StoredData) => string): Contestant {
  return {
    name,
    title,
    role: 'tertium',
    modes: ['cold', 'hot'],
    asking: askingTertium,
    start: (mode, { stored, startScript: { nodeFlags, program } }) =>
      startServer([...nodeFlags, ...program], {
        DATABASE_URL: databaseOf(stored),
        PORT: '0',
        LOG_LEVEL: 'warn',
        ...(mode === 'cold' ? { ANSWER_CACHE_MB: '0' } : {}),
      }),
  };
}
