import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { defaultLimits, type Limits } from '../../src/api/limits/limits.js';
import type { CacheTagTargets } from '../../src/http/representations/cache-tags.js';
import type { CacheTimes } from '../../src/http/representations/cache-control.js';
import { Connections } from '../../src/http/connections.js';
import type { QuotaOptions } from '../../src/http/quota/quota.js';
import { defaultPresentation, type Presentation } from '../../src/api/request/presentation.js';
import type { SchemaOptions } from '../../src/api/schema.js';
import type { SiteSettings } from '../../src/http/pages/site-settings.js';
import { createServer, type ServerOptions } from '../../src/http/server.js';
import type { ReadAccess } from '../../src/http/access/access.js';
import { defaultEditingLimits } from '../../src/editing/editing-limits.js';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { seed } from './seed.js';
import { sqliteStore } from './stores.js';

const root = new URL('../../', import.meta.url);

export interface TestServer {
  readonly app: FastifyInstance;
  readonly store: GraphStore;
  /** The address of the server, without a final slash. */
  readonly url: string;
  /** The parsed lines of the log. */
  readonly log: readonly Record<string, unknown>[];
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** By default, pages of other origins may read only what `embeds` allows. */
  readonly corsOrigins?: readonly string[] | '*';
  /** By default, requests may name any host. */
  readonly allowedHosts?: readonly string[];
  /** By default, no responses are cached. */
  readonly responseCacheBytes?: number;
  readonly limits?: Limits;
  readonly timeoutMs?: number;
  readonly cacheTimes?: CacheTimes;
  /** By default, responses carry no tags for external caches. */
  readonly cacheTags?: CacheTagTargets;
  /** By default, there is no quota. */
  readonly quota?: QuotaOptions;
  /** By default, everybody may read. */
  readonly readAccess?: ReadAccess;
  /** By default, authors may approve their own changesets, and the default limits apply. */
  readonly editing?: ServerOptions['editing'];
  /** By default, no proxy is trusted. */
  readonly trustedProxies?: readonly string[];
  /** `info` by default. */
  readonly logLevel?: string;
  readonly presentation?: Presentation;
  /** By default, pages have the name `Tertium`. Null turns them off. */
  readonly pages?: SiteSettings | null;
  /** Whether pages of other sites can read and frame comparisons. By default they can. */
  readonly embeds?: boolean;
  /** By default, types and root fields have no prefix. */
  readonly schema?: SchemaOptions;
}

/** The settings of pages without the branding of an operator. */
export const plainSite: SiteSettings = { name: 'Tertium', logo: null, colour: '#2457a6', footer: null };

/** The default lifetimes of responses in caches. */
export const usualCacheTimes: CacheTimes = { maxAge: 0, sharedMaxAge: null, staleWhileRevalidate: 0 };

/** Starts a server on a free port of the loopback interface, with the seed in a new SQLite file. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const graph = await sqliteStore.open();
  await seed(graph.store);
  const server = await serveStore(graph.store, options);
  return {
    ...server,
    async close() {
      await server.close();
      await graph.close();
    },
  };
}

/** Unused connections are closed immediately, because the clients of tests leave them open. Times are in milliseconds. */
const stopBounds = { idle: 0, finish: 60_000 };

/** Starts a server of a store on a free port of the loopback interface. The store stays open when the server is closed. */
export async function serveStore(store: GraphStore, options: TestServerOptions = {}): Promise<TestServer> {
  const log: Record<string, unknown>[] = [];
  const logger = pino(
    { level: options.logLevel ?? 'info' },
    { write: (line: string) => void log.push(JSON.parse(line) as Record<string, unknown>) },
  );
  const app = await createServer({
    store,
    logger,
    corsOrigins: options.corsOrigins ?? [],
    allowedHosts: options.allowedHosts ?? null,
    cacheTags: options.cacheTags ?? { cacheTag: false, surrogateKey: false, extensions: false },
    cacheTimes: options.cacheTimes ?? usualCacheTimes,
    responseCacheBytes: options.responseCacheBytes ?? 0,
    // The timeout is long enough for a machine that is busy with other tests.
    requests: {
      limits: options.limits ?? defaultLimits,
      timeoutMs: options.timeoutMs ?? 60_000,
      quota: options.quota ?? null,
    },
    presentation: options.presentation ?? defaultPresentation,
    pages: options.pages === undefined ? plainSite : options.pages,
    trustedProxies: options.trustedProxies ?? [],
    bodyBytes: 256 * 1024,
    embeds: options.embeds ?? true,
    readAccess: options.readAccess ?? 'open',
    editing: options.editing ?? { fourEyes: false, limits: defaultEditingLimits },
    ...(options.schema && { schema: options.schema }),
    widgetsDirectory: fileURLToPath(new URL('dist/widgets', root)),
    playgroundDirectory: fileURLToPath(new URL('dist/playground', root)),
    connections: new Connections(stopBounds),
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, store, url: `http://127.0.0.1:${port}`, log, close: () => app.close() };
}
