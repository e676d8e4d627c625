/**
 * Runs Apollo's suite for integrations of Apollo Server against the wiring of `/graphql`: parsing of requests, the route, headers and errors.
 * @jest-environment ./__tests__/conformance/apollo-server/environment.js
 */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import { describe } from '@jest/globals';
import { fastify } from 'fastify';
import { createSchema } from '../../../src/api/schema.js';
import { defaultLimits } from '../../../src/api/limits/limits.js';
import { Plans } from '../../../src/api/execution/plans.js';
import { finishResponses } from '../../../src/http/cache/finish-responses.js';
import { ResponseSender } from '../../../src/http/cache/response-sender.js';
import { handleErrors } from '../../../src/http/errors/error-responses.js';
import { checkOperationType } from '../../../src/http/graphql/admit-operation.js';
import { DirectExecution } from '../../../src/http/graphql/direct-execution.js';
import { GraphqlRequest } from '../../../src/http/graphql/graphql-request.js';
import { routeGraphql } from '../../../src/http/graphql/graphql-route.js';
import { OperationCache } from '../../../src/http/graphql/operation-cache.js';
import { cacheHeaders } from '../../../src/http/representations/cache-control.js';
import { decodeBodies, readJsonBodies } from '../../../src/http/requests/request-bodies.js';
import { rejectForgedRequests } from '../../../src/http/security/forged-requests.js';
import { usualCacheTimes } from '../../support/server.js';

const schema = createSchema();

/** Rejects subscriptions, and mutations by GET, as `admitOperation` does. The other checks of operations need the schema of Tertium. */
const onlyQueriesByGet: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, request: { http } }) {
        // `operation` is undefined if the document has no operation with the requested name.
        const { operation: type } = operation ?? {};
        if (type && http instanceof GraphqlRequest && http.isByGet) checkOperationType(type, true, true);
      },
    };
  },
};

describe('The wiring of /graphql', () => {
  defineIntegrationTestSuite(
    async (config, options) => {
      const server = new ApolloServer({
        ...config,
        csrfPrevention: false,
        plugins: [...(config.plugins ?? []), onlyQueriesByGet],
      });
      await server.start();
      const app = fastify({
        // The suite requests the path `/`.
        rewriteUrl: ({ url = '/' }) => url.replace(/^\/graphql\/?|^\//u, '/graphql'),
      });
      app.removeAllContentTypeParsers();
      handleErrors(app);
      const openContext = async () => ((await options?.context?.()) ?? {}) as never;
      await app.register((scope, _, done) => {
        scope.decorateRequest('revisionRead', null);
        scope.decorateRequest('namesRevision', false);
        scope.decorateRequest('isConfidential', false);
        scope.decorateRequest('charge', null);
        scope.decorateRequest('unverified', null);
        rejectForgedRequests(scope, []);
        decodeBodies(scope);
        readJsonBodies(scope, () => false);
        finishResponses(
          scope,
          new ResponseSender(cacheHeaders(usualCacheTimes), {}, () => undefined),
          null,
          null,
        );
        routeGraphql(scope, {
          apollo: server as never,
          direct: new DirectExecution({
            schema,
            limits: defaultLimits,
            plans: new Plans(schema),
            operations: new OperationCache(),
            openContext,
          }),
          openContext,
          limits: defaultLimits,
          // The operations of the suite need no rights.
          audit: null as never,
          chargeOf: () => null,
        });
        done();
      });
      const url = await app.listen({ host: '127.0.0.1', port: 0 });
      return { server, url: `${url}/graphql`, extraCleanup: () => app.close() };
    },
    { noIncrementalDelivery: true },
  );
});
