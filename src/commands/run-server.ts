import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { readSettings, type Settings } from '../config.js';
import type { GraphStore } from '../graph/writing.js';
import { createServer } from '../http/server.js';
import { openStore } from '../storage/open-store.js';
import { CommandError } from './command-error.js';
import { packagedSeed, playgroundDirectory } from './packaged-files.js';
import { holdInMemory } from './hold-in-memory.js';
import { createProgress } from './progress.js';
import { lastRevision, seedGraph } from './seed-graph.js';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** Serves the graph that the settings name until a signal asks to stop. */
export async function runServer(): Promise<void> {
  const settings = readSettings();
  // Logs go to stderr: stdout has one line, by which whoever started the server knows that it answers.
  const logger = pino({ level: settings.logLevel }, pino.destination(process.stderr.fd));
  let store = await openStore(settings.databaseUrl);
  try {
    await seedWhereEmpty(store, logger);
    store = await holdInMemory(store, settings.readModelMb, logger);
    const server = await createServer({
      store,
      logger,
      corsOrigins: settings.corsOrigins,
      playgroundDirectory: playgroundDirectory(),
      answerCacheBytes: settings.answerCacheMb * mebibyte,
      requests: { limits: settings.limits, timeoutMs: settings.requestTimeoutMs },
      bodyBytes: settings.maxBodyKb * kibibyte,
    });
    const stop = stopSignal();
    try {
      process.stdout.write(`Tertium is ready at ${await listen(server, settings)}\n`);
      logger.info(`${await stop} came: what is in flight is finished first.`);
    } finally {
      await server.close();
    }
  } finally {
    await store.close();
  }
}

async function seedWhereEmpty(store: GraphStore, logger: Logger): Promise<void> {
  if ((await lastRevision(store)) > 0) return;
  const progress = createProgress(process.stderr, (line) => logger.info(line));
  logger.info(await seedGraph(store, packagedSeed(), progress));
}

/** The first signal to stop. Those that follow, as from a terminal and npm both, do not cut the stop short. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve).on('SIGINT', resolve);
  });
}

async function listen(server: FastifyInstance, { host, port }: Settings): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const sentence = sentences[code];
    throw sentence === undefined ? error : new CommandError(sentence(host, port), error);
  }
  const { port: given } = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${given}`;
}

const sentences: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) => `Port ${port} of ${host} is in use: set PORT to another one, or to 0 for any.`,
  EACCES: (_, port) => `Port ${port} may not be listened on: set PORT to another one, above 1023.`,
  EADDRNOTAVAIL: (host) => `This machine does not have the address ${host}: set HOST to one that it has.`,
  ENOTFOUND: (host) => `The name ${host} is not known: set HOST to an address of this machine.`,
};
