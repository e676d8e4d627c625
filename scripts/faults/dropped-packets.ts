import { openNetworkPath } from '../support/network-path.js';
import { postgresDatabase, secretOf } from './database.js';
import type { Fault } from './fault.js';
import { HttpClient } from './http-client.js';
import { measureStaleness } from './published-revision.js';
import { LoadPeriod, startService } from './service.js';

const defaultRounds = 3;

/** A network that silently drops all packets on open connections. */
export const droppedPackets: Fault = {
  description:
    'The network between a server and PostgreSQL silently drops all packets on open connections, as a firewall that has lost its state ' +
    'does; new connections work. Then another process publishes a revision.',
  async run(setting) {
    const { url, server: postgres } = await postgresDatabase(setting);
    const path = await openNetworkPath(postgres.port);
    setting.onEnd(() => path.close());
    const servedUrl = new URL(url);
    servedUrl.port = String(path.port);
    const service = await startService(
      setting,
      { url, secret: secretOf(postgres.port, path.port) },
      { servedUrl: servedUrl.href },
    );
    const loadPeriod = new LoadPeriod(service, { load: { memory: 4, database: 4 }, isWritten: false });
    const client = new HttpClient(service.server.address);
    const undisturbed = await measureStaleness(service.imports, client, url);
    const staleness: number[] = [];
    const rounds = setting.rounds ?? defaultRounds;
    for (let round = 1; round <= rounds; round += 1) {
      setting.logProgress(`Round ${round} of ${rounds}`);
      await loadPeriod.load.nextData('database');
      const dropPackets = (): void => path.dropDataOfOpenConnections();
      staleness.push(await measureStaleness(service.imports, client, url, dropPackets));
    }
    client.close();
    return [
      // The number of outages is not checked: no outage is logged if a new connection responds before the old connection is closed.
      await loadPeriod.end(`packets dropped ${rounds} times`, null, {
        notes: [
          ['served after, undisturbed', `${undisturbed.toFixed(2)} s`],
          [
            'served after, with dropped packets',
            staleness.map((seconds) => `${seconds.toFixed(2)} s`).join(', '),
          ],
        ],
        measurements: { staleSeconds: undisturbed, droppedPacketsStaleSeconds: Math.max(...staleness) },
      }),
    ];
  },
};
