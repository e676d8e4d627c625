import { setTimeout as delay } from 'node:timers/promises';
import { pgbouncer } from '../support/pgbouncer-binary.js';
import { startPooler } from '../support/pgbouncer.js';
import { postgresDatabase, secretOf } from './database.js';
import type { Fault, Observation } from './fault.js';
import { HealthProbe } from './health-probe.js';
import { HttpClient } from './http-client.js';
import { measureStaleness } from './published-revision.js';
import { LoadPeriod, secondsUntil, startService, type Service } from './service.js';

const defaultRounds = 3;
const outageMs = 10_000;

/** Two values of PgBouncer's `server_login_retry` in seconds: the value that docs/operating.md recommends, and the default. */
const shortRetrySeconds = 1;
const defaultRetrySeconds = 15;

/** A pooler that does not forward notifications, restarts, and accepts connections while its database is down. */
export const pooler: Fault = {
  description:
    'A server connects to PostgreSQL through PgBouncer in transaction mode, which does not forward notifications. Another process publishes ' +
    'revisions; then the pooler is ended by SIGKILL, and started again a second later. Then PostgreSQL is stopped behind the pooler, and paused ' +
    'by SIGSTOP, with two values of server_login_retry.',
  obstacle: pgbouncer === null ? 'PgBouncer is not installed.' : null,
  async run(setting) {
    const { url, server: postgres } = await postgresDatabase(setting);
    let running = await startPooler(url);
    setting.onEnd(() => running.stop());
    const port = Number(new URL(running.url).port);
    const service = await startService(
      setting,
      { url, secret: secretOf(postgres.port, port) },
      { servedUrl: running.url },
    );
    const load = { memory: 4, database: 4 };

    const publishing = new LoadPeriod(service, { load, isWritten: false });
    const client = new HttpClient(service.server.address);
    const staleness: number[] = [];
    const rounds = setting.rounds ?? defaultRounds;
    for (let round = 1; round <= rounds; round += 1) {
      setting.logProgress(`Revision ${round} of ${rounds}`);
      staleness.push(await measureStaleness(service.imports, client, url));
    }
    client.close();
    const published = await publishing.end(`${rounds} revisions through the pooler`, null, {
      notes: [['served after', staleness.map((seconds) => `${seconds.toFixed(2)} s`).join(', ')]],
      measurements: { staleSeconds: Math.max(...staleness) },
    });

    setting.logProgress('Restart of the pooler');
    const restarting = new LoadPeriod(service, { load, isWritten: false });
    await delay(1_000);
    await running.stop();
    await delay(1_000);
    running = await startPooler(url, { port });
    const recovery = await secondsUntil(restarting.load.nextData('database'));
    await delay(1_000);
    const restarted = await restarting.end('the pooler restarts', 1, {
      notes: [['recovered after', `${recovery.toFixed(2)} s`]],
      measurements: { recoverySeconds: recovery },
    });
    const observations = [published, restarted];
    for (const retrySeconds of [shortRetrySeconds, defaultRetrySeconds]) {
      await running.stop();
      running = await startPooler(url, { port, settings: [`server_login_retry = ${retrySeconds}`] });
      for (const [state, begin, end] of [
        ['is stopped', () => postgres.stop('immediate'), () => postgres.start()],
        ['hangs', () => postgres.pause(), () => postgres.resume()],
      ] as const) {
        const situation = `PostgreSQL ${state} behind the pooler, server_login_retry = ${retrySeconds}`;
        setting.logProgress(situation);
        observations.push(await observeOutage(service, situation, { begin, end, retrySeconds }));
      }
    }
    return observations;
  },
};

/** Causes an outage of PostgreSQL behind the pooler, which keeps accepting connections. */
async function observeOutage(
  service: Service,
  situation: string,
  outage: { begin(): Promise<void>; end(): Promise<void>; readonly retrySeconds: number },
): Promise<Observation> {
  await untilReady(service);
  const loadPeriod = new LoadPeriod(service, { load: { memory: 4, database: 4 }, isWritten: false });
  await delay(1_000);
  await outage.begin();
  const probe = new HealthProbe(service.server.address);
  await delay(outageMs);
  await probe.stop();
  await outage.end();
  const recovery = await secondsUntil(loadPeriod.load.nextData('database'));
  await delay(1_000);
  return loadPeriod.end(situation, 1, {
    notes: [
      ['recovered after', `${recovery.toFixed(2)} s`],
      ['/readyz during the outage: 503, 200', `${probe.unready}, ${probe.ready}`],
    ],
    measurements: {
      pooledRecoverySeconds: Math.max(0, recovery - outage.retrySeconds),
      readyDuringOutage: probe.ready + probe.dead,
    },
  });
}

/** Waits until the server is ready after an earlier outage. A ready server has logged the end of that outage. */
async function untilReady({ server }: Service): Promise<void> {
  const client = new HttpClient(server.address);
  for (;;) {
    const end = await client.get('/readyz');
    if (end.type === 'RESPONSE' && end.status === 200) break;
    await delay(100);
  }
  client.close();
}
