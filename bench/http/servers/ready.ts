import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

const host = '127.0.0.1';

/** Listens on a free port of the loopback interface, and prints the address. The process exits on SIGTERM. */
export function serve(server: Server): void {
  server.listen(0, host, () => announceReady(server));
}

/** Starts a Fastify server on a free port of the loopback interface, and prints the address. The process exits on SIGTERM. */
export async function serveFastify(app: FastifyInstance): Promise<void> {
  await app.listen({ host, port: 0 });
  announceReady(app.server);
}

function announceReady(server: Server): void {
  process.on('SIGTERM', () => process.exit(0));
  process.stdout.write(`Ready at http://${host}:${(server.address() as AddressInfo).port}\n`);
}
