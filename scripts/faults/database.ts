import { join } from 'node:path';
import { hasPostgres } from '../support/embedded-postgres.js';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import type { DatabaseName, FaultSetting } from './fault.js';

/** A database that only this run uses. */
export interface OwnDatabase {
  readonly url: string;
  /** A pattern of the host, port, name or file of the database. No response may match it. */
  readonly secret: RegExp;
}

/** Describes a SQLite database. @param file its path; the file need not exist */
export function sqliteDatabase(file: string): OwnDatabase {
  return { url: `file:${file}`, secret: /file:|\.db\b|\/(?:tmp|dev|proc|var)\// };
}

/**
 * Starts a PostgreSQL server with an empty database. The server is removed when the fault is over.
 * @throws {Error} if this system has no PostgreSQL binaries
 */
export async function postgresDatabase({
  onEnd,
}: FaultSetting): Promise<OwnDatabase & { readonly server: OwnPostgres }> {
  if (!hasPostgres) {
    throw new Error(`Expected PostgreSQL binaries for ${process.platform}-${process.arch}, got none.`);
  }
  const server = await startOwnPostgres();
  onEnd(() => server.remove());
  return { url: server.url, secret: secretOf(server.port), server };
}

/** Creates the `secret` of a PostgreSQL database. @param ports the ports of the database, and of proxies in front of it */
export function secretOf(...ports: readonly number[]): RegExp {
  return new RegExp(
    `127\\.0\\.0\\.1|localhost|postgres|${ports.map((port) => `\\b${port}\\b`).join('|')}`,
    'i',
  );
}

/** Provides an empty database that is removed when the fault is over. */
export async function createDatabase(name: DatabaseName, setting: FaultSetting): Promise<OwnDatabase> {
  return name === 'SQLite' ? sqliteDatabase(join(setting.folder, 'graph.db')) : postgresDatabase(setting);
}
