import { lookup } from 'node:dns/promises';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino, type Logger } from 'pino';
import { editingServices } from '../../editing/editing-services.js';
import { readSettings, type Settings } from '../../config.js';
import { tagOfAllResponses } from '../../graph/dependencies/external-tags.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { Connections } from '../../http/connections.js';
import { PurgeClient } from '../../http/purge/purge-client.js';
import { purgePublications } from '../../http/purge/purge-publications.js';
import { PurgeQueue } from '../../http/purge/purge-queue.js';
import { createServer } from '../../http/server.js';
import { openStore } from '../../storage/open-store.js';
import { CommandError } from '../terminal/command-error.js';
import { packagedSeed, playgroundDirectory, widgetsDirectory } from '../packaged-files.js';
import { readLogo } from './read-logo.js';
import { loadReadModel } from './load-read-model.js';
import { logAvailability } from './log-availability.js';
import { openExisting } from '../graph/open-graph.js';
import { createProgress } from '../terminal/progress.js';
import { applySeed, lastRevision, readSeed } from '../seed/seed-graph.js';
import { startScheduledPublications } from './scheduled-publications.js';
import { stopExitCodes, stopServing } from './stop-serving.js';
import { nextStopSignal, onStopSignal, exitOnSignal } from '../graph/stop-signals.js';

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
/** The maximum idle time of a connection during a graceful shutdown: longer than the pauses of a busy client, and short for a person at a terminal. */
const maxIdleMs = 1_000;

/** The command-line options of `serve`. */
export interface ServeOptions {
  /** Whether to create the graph if it does not exist, and to seed the graph if it is empty. */
  readonly seed?: true;
  /** The same as `seed`, but only if DATABASE_URL is not set. */
  readonly seedDefault?: true;
}

/**
 * Serves the graph that DATABASE_URL names until a stop signal, then ends the process.
 * @throws {TertiumError} STORE_UNAVAILABLE, for example if the graph does not exist and the options do not create it
 * @throws {CommandError} for example if the port is in use
 */
export async function runServer(options: ServeOptions): Promise<void> {
  const settings = readSettings();
  // Logs go to stderr. The only line on stdout reports that the server is ready, for the program that started the server.
  const logger = pino({ level: settings.logLevel }, pino.destination(process.stderr.fd));
  onStopSignal((signal) => {
    logger.info(`${signal} received before the graph was loaded: no request has been served.`);
    process.exit(stopExitCodes.allFinished);
  });
  const { databaseUrl, isDefaultDatabase } = settings;
  const isSeeded = options.seed ?? (options.seedDefault === true && isDefaultDatabase);
  const onAvailability = logAvailability(logger);
  let store = await (isSeeded
    ? openStore(databaseUrl, { mayCreate: true, onAvailability })
    : openExisting(databaseUrl, { onAvailability }));
  try {
    if ((await lastRevision(store)) === 0) {
      if (isSeeded) await seed(store, logger);
      else logger.warn('The graph is empty (revision 0): `tertium import` and `tertium seed` fill it.');
    }
    store = await loadReadModel(store, settings.readModelMb, logger);
    const finish = settings.stopSeconds * 1000;
    const connections = new Connections({ idle: Math.min(maxIdleMs, finish / 2), finish });
    const server = await createServer({
      store,
      logger,
      corsOrigins: settings.corsOrigins,
      allowedHosts: settings.allowedHosts,
      pages: settings.site && { ...settings.site, logo: await readLogo(settings.site.logo) },
      embeds: settings.embeds,
      readAccess: settings.readAccess,
      editing: { fourEyes: settings.fourEyes, limits: settings.editing },
      schema: { naming: settings.naming, unknownEntities: settings.unknownEntities },
      widgetsDirectory: widgetsDirectory(),
      playgroundDirectory: playgroundDirectory(),
      responseCacheBytes: settings.answerCacheMb * mebibyte,
      connections,
      cacheTags: settings.cacheTags,
      cacheTimes: {
        maxAge: settings.cacheMaxAge,
        sharedMaxAge: settings.cacheSMaxAge,
        staleWhileRevalidate: settings.cacheStaleWhileRevalidate,
      },
      requests: { limits: settings.limits, timeoutMs: settings.requestTimeoutMs, quota: settings.quota },
      bodyBytes: settings.maxBodyKb * kibibyte,
      trustedProxies: settings.trustedProxies,
      presentation: { locale: settings.defaultLocale, baseUrl: settings.baseUrl },
    });
    const stop = nextStopSignal();
    const stopPurges = startPurges(settings.purge, store.reader, logger);
    const editing = editingServices(store, { fourEyes: settings.fourEyes, limits: settings.editing });
    const stopSchedule = startScheduledPublications(editing, logger);
    try {
      process.stdout.write(`Tertium is ready at ${await listen(server, connections, settings)}\n`);
      const serving = { server, connections, store, logger };
      process.exit(await stopServing(await stop, serving, settings.drainSeconds));
    } finally {
      onStopSignal(exitOnSignal);
      await stopSchedule();
      await stopPurges();
      await server.close();
    }
  } finally {
    await store.close();
  }
}

/** Purges external caches after publications, if PURGE_URL is set. @returns a function that ends the purges */
function startPurges(settings: Settings['purge'], reader: GraphReader, log: Logger): () => Promise<void> {
  if (!settings) return () => Promise.resolve();
  const { url, tagsPerCall, ...call } = settings;
  const queue = new PurgeQueue({
    client: new PurgeClient({ ...call, url: new URL(url) }),
    tagOfAll: tagOfAllResponses,
    tagsPerCall,
    log,
  });
  const stop = purgePublications(reader, queue);
  return () => {
    stop();
    return queue.close();
  };
}

async function seed(store: GraphStore, logger: Logger): Promise<void> {
  const progress = createProgress(process.stderr, (line) => logger.info(line));
  logger.info(await applySeed(store, await readSeed(packagedSeed()), progress));
}

async function listen(
  server: FastifyInstance,
  connections: Connections,
  { host, port }: Settings,
): Promise<string> {
  try {
    const [address = host, ...otherAddresses] = await addressesOf(host);
    await server.listen({ host: address, port });
    const { port: actualPort } = server.server.address() as AddressInfo;
    // One address of `localhost` is enough.
    for (const otherAddress of otherAddresses)
      await connections.listenAlso(server.server, otherAddress, actualPort).catch(() => undefined);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const message = listenErrors[code];
    throw message === undefined ? error : new CommandError(message(host, port), error);
  }
  const { port: actualPort } = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
}

/** Resolves `localhost`. Otherwise, Fastify would create an additional server for each address, and their connections cannot be tracked. */
async function addressesOf(host: string): Promise<readonly string[]> {
  if (host !== 'localhost') return [host];
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

const listenErrors: Readonly<Record<string, (host: string, port: number) => string>> = {
  EADDRINUSE: (host, port) =>
    `Port ${port} of ${host} is in use: set PORT to another port, or to 0 for any free port.`,
  EACCES: (_, port) => `Port ${port} is not permitted: set PORT to a port above 1023.`,
  EADDRNOTAVAIL: (host) =>
    `This machine does not have the address ${host}: set HOST to an address of this machine.`,
  ENOTFOUND: (host) => `The host name ${host} cannot be resolved: set HOST to an address of this machine.`,
};
