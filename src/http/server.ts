import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from 'fastify';
import type { GraphStore } from '../graph/writing.js';
import type { Connections } from './connections.js';
import { allowOrigins, fromAnywhere } from './cross-origin.js';
import { registerGraphql } from './graphql.js';
import { registerHealth } from './health.js';
import { registerPlayground } from './playground.js';
import { sendSecurityHeaders } from './security-headers.js';

export interface ServerOptions {
  readonly store: GraphStore;
  readonly logger: FastifyBaseLogger;
  /** Origins whose pages may read the API; any origin, without credentials, where null. */
  readonly corsOrigins: readonly string[] | null;
  /** Where the built playground is. */
  readonly playgroundDirectory: string;
  /** How many bytes whole answers may take in memory; none are kept where 0. */
  readonly answerCacheBytes: number;
  /** What ends the connections when the server is closed. */
  readonly connections: Connections;
}

const kibibyte = 1024;
const second = 1000;
const requestLogLevels: ReadonlySet<string> = new Set(['trace', 'debug']);

/**
 * Makes the server: GraphQL at `/graphql`, the playground at `/`, health at `/livez` and `/readyz`. It does
 * not listen yet. Closing it lets requests in flight finish, within the bounds of `connections`; the store stays open.
 */
export async function createServer({
  store,
  logger,
  corsOrigins,
  playgroundDirectory,
  answerCacheBytes,
  connections,
}: ServerOptions): Promise<FastifyInstance> {
  const logsRequests = requestLogLevels.has(logger.level);
  const app = fastify({
    loggerInstance: logger,
    // A logger for each request would tell its number in lines that are written for none.
    ...(logsRequests ? {} : { childLoggerFactory: () => logger }),
    // Two lines for each request take as long as an answer that is at hand.
    logController: new LogController({ disableRequestLogging: !logsRequests }),
    bodyLimit: 256 * kibibyte,
    /** For the whole request to come in. */
    requestTimeout: 15 * second,
    connectionTimeout: 60 * second,
    keepAliveTimeout: 10 * second,
    http: { headersTimeout: 10 * second, maxHeaderSize: 16 * kibibyte },
    // What comes on a connection that is open still is answered, however late.
    return503OnClosing: false,
    // Apollo reads the query string itself, and no other route has one: reading it twice takes time.
    routerOptions: { maxParamLength: 200, querystringParser: () => ({}) },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: `There is nothing at ${request.method} ${request.url.slice(0, 100)}. GraphQL answers at /graphql by GET and POST.`,
    }),
  );
  sendSecurityHeaders(app);
  await allowOrigins(app, corsOrigins);
  registerHealth(app, store, connections);
  await registerPlayground(app, { directory: playgroundDirectory });
  const isEveryAnswerAlike = corsOrigins === null && !logsRequests;
  await registerGraphql(app, store.reader, answerCacheBytes, isEveryAnswerAlike ? fromAnywhere : null);
  connections.watch(app.server);
  app.addHook('preClose', async () => void (await connections.close()));
  return app;
}

/** Errors outside GraphQL: refusals keep their words, defects do not. */
function answerError(
  error: FastifyError,
  request: { log: FastifyBaseLogger },
  reply: { code(status: number): { send(body: unknown): unknown } },
): unknown {
  const status = error.statusCode ?? 500;
  if (status < 500)
    return reply
      .code(status)
      .send({ errors: [{ message: error.message, extensions: { code: error.code } }] });
  request.log.error({ err: error }, 'A request failed.');
  return reply.code(500).send({
    errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
}
