import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readStartScript } from '../http/start-script.js';
import type { LoopReport } from './loop-sampler.js';

/** The built server, with a sampler of its event loop in the same process. */
export interface SampledServer {
  readonly origin: string;
  /** Starts a measurement. */
  begin(): Promise<void>;
  /** Reports the measurements since `begin`. */
  report(): Promise<LoopReport>;
  stop(): Promise<void>;
}

const sampler = new URL('loop-sampler.js', import.meta.url).href;

/** Starts the server on a database with the flags of `npm start`. @throws {Error} if the server ends before it is ready */
export async function startSampledServer(
  databaseUrl: string,
  settings: Readonly<Record<string, string>>,
): Promise<SampledServer> {
  const { nodeFlags, program } = await readStartScript();
  const child = spawn(process.execPath, [...nodeFlags, '--import', sampler, ...program], {
    env: {
      PATH: process.env['PATH'] ?? '',
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  void closed.finally(() => process.off('exit', kill));
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as Readable }).on('line', (line) => {
      const address = /http:\/\/\S+/u.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    closed.then(
      ([code]) => reject(new Error(`The server ended with exit code ${code} before it was ready.`)),
      reject,
    );
  });
  const request = async <Reply>(message: string): Promise<Reply> => {
    const reply = once(child, 'message') as Promise<[Reply]>;
    child.send(message);
    return (await reply)[0];
  };
  return {
    origin,
    begin: () => request<void>('begin'),
    report: () => request<LoopReport>('report'),
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
