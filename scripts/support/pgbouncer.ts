import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { pgbouncer } from './pgbouncer-binary.js';
import { undoAtExit } from './undo-at-exit.js';

/** A running PgBouncer. */
export interface Pooler {
  readonly url: string;
  /** The log up to now. It has a line with `login attempt` for each connection of a client. */
  readonly log: string;
  stop(): Promise<void>;
}

/**
 * Starts PgBouncer in front of a database, in transaction mode, with a pool of three connections.
 * @param options.port the port to listen on; by default, a free port
 * @param options.settings further lines of `pgbouncer.ini`, such as `server_login_retry = 1`
 * @throws {Error} if PgBouncer is not installed or does not start
 */
export async function startPooler(
  databaseUrl: string,
  { port: chosenPort, settings = [] }: { readonly port?: number; readonly settings?: readonly string[] } = {},
): Promise<Pooler> {
  if (pgbouncer === null) throw new Error('PgBouncer is not installed.');
  const { hostname, port: serverPort, pathname, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'tertium-pgbouncer-'));
  await chmod(folder, 0o755);
  const port = chosenPort ?? (await freePort());
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(join(folder, 'users.txt'), `"${username}" "${password}"\n`);
  await writeFile(
    file,
    [
      '[databases]',
      `* = host=${hostname} port=${serverPort}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = plain',
      `auth_file = ${join(folder, 'users.txt')}`,
      'pool_mode = transaction',
      'default_pool_size = 3',
      ...settings,
    ].join('\n'),
  );
  // PgBouncer does not run as root.
  // oxlint-disable-next-line language/plain-english -- the name of a system user
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(pgbouncer, [...asUser, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  const unregister = undoAtExit(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  while (!(await acceptsConnections(port))) {
    if (child.exitCode !== null) throw new Error(`PgBouncer did not start:\n${log}`);
    await nextTurn();
  }
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    get log() {
      return log;
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
      unregister();
    },
  };
}

async function acceptsConnections(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
