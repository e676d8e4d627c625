import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call that a cache received. */
export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An external cache on the loopback interface. */
export interface PurgeServer {
  readonly url: URL;
  readonly calls: readonly ReceivedCall[];
  /** The number of connections that were opened. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Starts a cache. @param respond responds to each call, after its body was received; by default with 202 */
export async function startPurgeServer(
  respond: RequestListener = (_, response) => response.writeHead(202).end('{"count":1}'),
): Promise<PurgeServer> {
  const calls: ReceivedCall[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      calls.push({ method, path: url, headers, body });
      respond(request, response);
    });
  });
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: new URL(`http://127.0.0.1:${port}/purge`),
    calls,
    get connections() {
      return connections;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
