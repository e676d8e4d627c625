import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
} from 'fastify';
import type { GraphStore } from '../graph/writing.js';
import { allowOrigins, fromAnywhere } from './cross-origin.js';
import { registerGraphql, type RequestBounds } from './graphql.js';
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
  /** What bounds each request to GraphQL. */
  readonly requests: RequestBounds;
  /** The most bytes that the body of a request may have. */
  readonly bodyBytes: number;
}

const kibibyte = 1024;
const second = 1000;
const requestLogLevels: ReadonlySet<string> = new Set(['trace', 'debug']);

/**
 * Makes the server: GraphQL at `/graphql`, the playground at `/`, health at `/livez` and `/readyz`. It does
 * not listen yet. Closing it lets requests in flight finish; the store stays open.
 */
export async function createServer({
  store,
  logger,
  corsOrigins,
  playgroundDirectory,
  answerCacheBytes,
  requests,
  bodyBytes,
}: ServerOptions): Promise<FastifyInstance> {
  const logsRequests = requestLogLevels.has(logger.level);
  const app = fastify({
    loggerInstance: logger,
    // A logger for each request would tell its number in lines that are written for none.
    ...(logsRequests ? {} : { childLoggerFactory: () => logger }),
    // Two lines for each request take as long as an answer that is at hand.
    logController: new LogController({ disableRequestLogging: !logsRequests }),
    bodyLimit: bodyBytes,
    /** For the whole request to come in. */
    requestTimeout: 15 * second,
    connectionTimeout: 60 * second,
    keepAliveTimeout: 10 * second,
    http: { headersTimeout: 10 * second, maxHeaderSize: 16 * kibibyte },
    // Idle connections do not hold up a stop.
    forceCloseConnections: 'idle',
    // Apollo reads the query string itself, and no other route has one: reading it twice takes time.
    routerOptions: { maxParamLength: 200, querystringParser: () => ({}) },
  });
  endConnectionsOnStop(app);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: `There is nothing at ${request.method} ${request.url.slice(0, 100)}. GraphQL answers at /graphql by GET and POST.`,
    }),
  );
  sendSecurityHeaders(app);
  await allowOrigins(app, corsOrigins);
  registerHealth(app, store);
  await registerPlayground(app, { directory: playgroundDirectory });
  const isEveryAnswerAlike = corsOrigins === null && !logsRequests;
  const headersOfAll = isEveryAnswerAlike ? fromAnywhere : null;
  await registerGraphql(app, store.reader, answerCacheBytes, headersOfAll, requests);
  return app;
}

/** A connection that is kept alive after its last answer would hold up the stop until it times out. */
function endConnectionsOnStop(app: FastifyInstance): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (isStopping) reply.header('connection', 'close');
    done(null, payload);
  });
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
