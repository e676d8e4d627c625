import { join } from 'node:path';
import { hasPostgres } from '../support/embedded-postgres.js';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import type { DatabaseName, FaultSetting } from './fault.js';

/** An empty database, and a pattern of what no response may contain about it. */
export interface OwnDatabase {
  readonly url: string;
  readonly secret: RegExp;
}

export function sqliteDatabase(file: string): OwnDatabase {
  return { url: `file:${file}`, secret: /file:|\.db\b|\/(?:tmp|dev|proc|var)\// };
}

/**
 * Starts a PostgreSQL server that runs until the fault is over.
 * @throws {Error} if there are no binaries for this system
 */
export async function postgresDatabase({
  later,
}: FaultSetting): Promise<OwnDatabase & { readonly server: OwnPostgres }> {
  if (!hasPostgres) throw new Error(`There is no PostgreSQL for ${process.platform}-${process.arch}.`);
  const server = await startOwnPostgres();
  later(() => server.remove());
  return { url: server.url, secret: secretOf(server.port), server };
}

/** @param ports the ports at which the database can be reached */
export function secretOf(...ports: readonly number[]): RegExp {
  return new RegExp(
    `127\\.0\\.0\\.1|localhost|postgres|${ports.map((port) => `\\b${port}\\b`).join('|')}`,
    'i',
  );
}

export async function createDatabase(name: DatabaseName, setting: FaultSetting): Promise<OwnDatabase> {
  return name === 'SQLite' ? sqliteDatabase(join(setting.folder, 'graph.db')) : postgresDatabase(setting);
}
