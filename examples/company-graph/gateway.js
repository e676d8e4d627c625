// @ts-check
import { readFileSync, readdirSync } from 'node:fs';
import { ApolloGateway, IntrospectAndCompose, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify } from 'fastify';
import { page } from './page.js';
import { OperationRevision, PinnedTertium, revisionHeader } from './pinned-tertium.js';

const operations = new URL('operations/', import.meta.url);

/** @typedef {{ readonly revision: OperationRevision }} Context */

/**
 * Composes the subgraphs, and serves the gateway at `/graphql` and a page with operations at `/`.
 * @param {object} options
 * @param {Readonly<Record<'tertium' | 'teams' | 'handbook', string>>} options.subgraphs the address of each subgraph
 * @param {number} options.port 0 for any free port
 * @param {boolean} options.pinsRevisions whether all requests to Tertium for one operation read one revision
 * @returns the address of the page, and a function that stops the gateway
 */
export async function startGateway({ subgraphs, port, pinsRevisions }) {
  const gateway = new ApolloGateway({
    supergraphSdl: new IntrospectAndCompose({
      subgraphs: Object.entries(subgraphs).map(([name, url]) => ({ name, url })),
    }),
    buildService: ({ name, url = '' }) =>
      name === 'tertium' && pinsRevisions ? new PinnedTertium({ url }) : new RemoteGraphQLDataSource({ url }),
  });
  const app = fastify();
  /** @type {ApolloServer<Context>} */
  const server = new ApolloServer({
    gateway,
    introspection: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [fastifyApolloDrainPlugin(app), revisionPlugin],
  });
  await server.start();
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(server, {
      context: async ({ headers }) => ({
        revision: new OperationRevision(headers[revisionHeader]?.toString() ?? null),
      }),
    }),
  });
  const html = page(operationsOfPage());
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(html));
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    async stop() {
      await server.stop();
      await app.close();
    },
  };
}

/**
 * Sends the revision token of the operation to the client, if there is a token. With the token, the client can read the same revision in later operations.
 * @type {import('@apollo/server').ApolloServerPlugin<Context>}
 */
const revisionPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, response }) {
        const token = await contextValue.revision.token;
        if (token !== null) response.http.headers.set(revisionHeader, token);
      },
    };
  },
};

/** Reads the operations whose file starts with a title for the page. */
function operationsOfPage() {
  return readdirSync(operations)
    .sort()
    .map((name) => readFileSync(new URL(name, operations), 'utf8'))
    .flatMap((text) => {
      const [, title = null, query = ''] = /^# On the page: (.+)\n([^]*)$/u.exec(text) ?? [];
      return title === null ? [] : [{ title, query: query.trim() }];
    });
}
