/** Runs the audit of graphql-http against the server: the requirements and recommendations of GraphQL over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestServer, type TestServer } from '../support/server.js';

/**
 * Recommendations that the server does not follow: invalid requests get the status 400 with `application/json` too, as the suite of Apollo Server
 * requires.
 */
const withStatus400: readonly string[] = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('The audit of GraphQL over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

  test('has 61 requirements and recommendations; the server does not follow three of the recommendations', () => {
    expect(audits).toHaveLength(61);
    const names = audits.map(({ name }) => name);
    expect(names.filter((name) => withStatus400.includes(name))).toHaveLength(3);
  });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (name, audit) => {
    const result = await audit.fn();
    if (!withStatus400.includes(name)) expect(result.status).toBe('ok');
    else {
      expect(result.status).toBe('warn');
      expect('response' in result && result.response.status).toBe(400);
    }
  });
});
