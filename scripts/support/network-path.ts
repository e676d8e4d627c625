import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy to a server. The proxy can drop data, as a firewall does. */
export interface NetworkPath {
  readonly port: number;
  /** Silently drops all further data on open connections. New connections work. */
  dropDataOfOpenConnections(): void;
  /** The number of open connections, including connections whose data is dropped. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Opens a proxy to a port of the loopback interface, on a free port. */
export async function openNetworkPath(target: number): Promise<NetworkPath> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const pair = [client, upstream] as const;
    pairs.add(pair);
    client.pipe(upstream).pipe(client);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.once('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return pairs.size;
    },
    dropDataOfOpenConnections() {
      for (const [client, upstream] of pairs) {
        for (const [from, to] of [
          [client, upstream],
          [upstream, client],
        ] as const) {
          from.unpipe(to);
          from.on('data', () => undefined);
        }
      }
    },
    async close() {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await once(server, 'close');
    },
  };
}
