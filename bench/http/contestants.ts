import { fileURLToPath } from 'node:url';
import { peerFormat, tertiumFormat, type QueryFormat } from './query-format.js';
import { startServer, type RunningServer } from './running-server.js';
import type { StartScript } from './start-script.js';
import type { StoredData } from './stored-data.js';

/** `cold`: 256 different requests in rotation, and the response cache is off. `hot`: the same request every time. */
export type Mode = 'cold' | 'hot';

/** The resources with which a contestant is started. */
export interface ContestantResources {
  readonly stored: StoredData;
  readonly startScript: StartScript;
  /** A folder with the responses that baselines send. */
  readonly readyBytes: string;
}

/** A server that the bench measures. */
export interface Contestant {
  /** The name on the command line. */
  readonly name: string;
  readonly title: string;
  readonly role: 'baseline' | 'statement' | 'peer' | 'tertium';
  readonly modes: readonly Mode[];
  /** The format of queries; null if the server sends stored bytes, the same for each request of a shape. */
  readonly format: QueryFormat | null;
  start(mode: Mode, resources: ContestantResources): Promise<RunningServer>;
}

/** Sets the maximum size of a semi-space of V8's young generation in MiB. A larger young generation speeds up servers that create many objects. */
const peerFlag = '--max-semi-space-size=64';

export const contestants: readonly Contestant[] = Object.freeze([
  baseline('node', 'bare Node server, static bytes', 'node-ready-bytes'),
  baseline('fastify', 'Fastify, static bytes', 'fastify-ready-bytes'),
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

function baseline(name: string, title: string, file: string): Contestant {
  return {
    name,
    title,
    role: 'baseline',
    modes: ['hot'],
    format: null,
    start: (_, { readyBytes }) => startServer([peerFlag, program(file)], { READY_BYTES: readyBytes }),
  };
}

function onPlainTables(name: string, title: string, role: Contestant['role'], file: string): Contestant {
  return {
    name,
    title,
    role,
    modes: ['cold'],
    format: peerFormat,
    start: (_, { stored }) => startServer([peerFlag, program(file)], { DATABASE_URL: stored.plainPostgres }),
  };
}

function tertium(name: string, title: string, databaseOf: (stored: StoredData) => string): Contestant {
  return {
    name,
    title,
    role: 'tertium',
    modes: ['cold', 'hot'],
    format: tertiumFormat,
    start: (mode, { stored, startScript: { nodeFlags, program } }) =>
      startServer([...nodeFlags, ...program], {
        DATABASE_URL: databaseOf(stored),
        PORT: '0',
        LOG_LEVEL: 'warn',
        ...(mode === 'cold' ? { ANSWER_CACHE_MB: '0' } : {}),
      }),
  };
}
