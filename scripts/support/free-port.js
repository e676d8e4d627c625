import { createServer } from 'node:net';

/**
 * Finds a free port of the loopback interface.
 * @returns {Promise<number>}
 */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new Error('Expected a server with a port, got another address.');
  return address.port;
}
