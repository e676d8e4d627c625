import { readSettings } from '../../config.js';
import { createSecret, hashSecret } from '../../graph/access/secret.js';
import type { Scope } from '../../graph/access/scope.js';
import { badUserInput } from '../../graph/errors.js';
import type { ApiKey } from '../../graph/ports/access.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { commandAudit } from '../graph/command-audit.js';
import { openForChanges, openExisting } from '../graph/open-graph.js';
import { readTime } from '../history/revision-argument.js';
import { printable } from '../terminal/printable.js';

/** The command-line options of `keys create`. */
export interface CreateOptions {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expires?: string;
}

/** The command-line options of `keys rotate`. */
export interface RotateOptions {
  /** The maximum time for which both keys are valid, in hours. */
  readonly overlap: number;
  readonly expires?: string;
}

const hourMs = 60 * 60 * 1000;

/** Creates and prints a key. */
export async function createKey({ name, scopes, expires }: CreateOptions): Promise<void> {
  const expiresAt = readExpiry(expires);
  const { databaseUrl } = readSettings();
  const graph = await openForChanges(databaseUrl);
  try {
    const secret = createSecret('key');
    const draft = { name, scopes, hash: hashSecret(secret), expiresAt };
    printKey(await graph.store.apiKeys.create(draft, commandAudit('keys create')), secret);
  } finally {
    await graph.close();
  }
}

/** Prints the keys, without their secrets. */
export async function listKeys(): Promise<void> {
  await withGraph(async ({ apiKeys }) => {
    const keys = await apiKeys.list();
    if (keys.length === 0) process.stdout.write('No keys: `tertium keys create` creates one.\n');
    for (const key of keys) process.stdout.write(`${describeKey(key)}\n`);
  });
}

/** Creates and prints a key that replaces another key. */
export async function rotateKey(id: string, { overlap, expires }: RotateOptions): Promise<void> {
  const expiresAt = readExpiry(expires);
  const previousExpiresAt = new Date(Date.now() + overlap * hourMs).toISOString();
  await withGraph(async ({ apiKeys }) => {
    const secret = createSecret('key');
    const rotation = { id, hash: hashSecret(secret), expiresAt, previousExpiresAt };
    printKey(await apiKeys.rotate(rotation, commandAudit('keys rotate')), secret);
    process.stderr.write(`${id} expires at ${previousExpiresAt} at the latest.\n`);
  });
}

/** Revokes a key, or all keys of a name. */
export async function revokeKeys(idOrName: string): Promise<void> {
  await withGraph(async ({ apiKeys }) => {
    const revoked = await apiKeys.revoke(idOrName, commandAudit('keys revoke'));
    if (revoked.length === 0) process.stdout.write('No valid key: nothing has been revoked.\n');
    for (const { id, name } of revoked) process.stdout.write(`Revoked ${id} (${printable(name)}).\n`);
  });
}

async function withGraph(use: (store: GraphStore) => Promise<void>): Promise<void> {
  const store = await openExisting(readSettings().databaseUrl);
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

/** Reads the time at which a key expires; null if it never expires. @throws {TertiumError} BAD_USER_INPUT if the time is invalid or not in the future */
function readExpiry(written: string | undefined): string | null {
  if (written === undefined) return null;
  const time = readTime(written, '--expires');
  if (time <= new Date().toISOString())
    throw badUserInput(`Expected a time in the future for --expires, got ${written}.`);
  return time;
}

/** Prints the secret of a key on the standard output, alone on its line, and the description of the key on the standard error. */
function printKey(key: ApiKey, secret: string): void {
  process.stderr.write(`${describeKey(key)}\nThe key is shown this once:\n`);
  process.stdout.write(`${secret}\n`);
}

function describeKey({ id, name, scopes, expiresAt, revokedAt }: ApiKey): string {
  const isExpired = expiresAt !== null && expiresAt <= new Date().toISOString();
  const validity = isExpired ? 'expired' : 'expires';
  const state =
    revokedAt !== null ? `revoked ${revokedAt}` : expiresAt === null ? 'valid' : `${validity} ${expiresAt}`;
  return `${id}  ${scopes.join(',')}  ${state}  ${printable(name)}`;
}
