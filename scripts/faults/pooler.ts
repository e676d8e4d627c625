import { setTimeout as delay } from 'node:timers/promises';
import { pgbouncer } from '../support/pgbouncer-binary.js';
import { startPooler } from '../support/pgbouncer.js';
import { postgresDatabase, secretOf } from './database.js';
import type { Fault } from './fault.js';
import { HttpClient } from './http-client.js';
import { measureStaleness } from './published-revision.js';
import { Episode, secondsUntil, startService } from './service.js';

const usualRounds = 3;

/** A pooler that does not forward notifications, and restarts. */
export const pooler: Fault = {
  what:
    'A server connects to PostgreSQL through PgBouncer in transaction mode, which does not forward notifications. Another process publishes ' +
    'revisions; then the pooler is ended by SIGKILL, and started again a second later.',
  obstacle: pgbouncer === null ? 'PgBouncer is not installed.' : null,
  async run(setting) {
    const { url, server: postgres } = await postgresDatabase(setting);
    let running = await startPooler(url);
    setting.later(() => running.stop());
    const port = Number(new URL(running.url).port);
    const service = await startService(
      setting,
      { url, secret: secretOf(postgres.port, port) },
      { servedUrl: running.url },
    );
    const load = { memory: 4, database: 4 };

    const publishing = new Episode(service, { load, isWritten: false });
    const client = new HttpClient(service.server.address);
    const stale: number[] = [];
    const rounds = setting.rounds ?? usualRounds;
    for (let round = 1; round <= rounds; round += 1) {
      setting.logProgress(`Revision ${round} of ${rounds}`);
      stale.push(await measureStaleness(service.imports, client, url));
    }
    client.close();
    const published = await publishing.end(`${rounds} revisions through the pooler`, null, {
      notes: [['served after', stale.map((seconds) => `${seconds.toFixed(2)} s`).join(', ')]],
      measurements: { staleSeconds: Math.max(...stale) },
    });

    setting.logProgress('Restart of the pooler');
    const restarting = new Episode(service, { load, isWritten: false });
    await delay(1_000);
    await running.stop();
    await delay(1_000);
    running = await startPooler(url, port);
    const recovery = await secondsUntil(restarting.load.nextData('database'));
    await delay(1_000);
    const restarted = await restarting.end('the pooler restarts', 1, {
      notes: [['recovered after', `${recovery.toFixed(2)} s`]],
      measurements: { recoverySeconds: recovery },
    });
    return [published, restarted];
  },
};
