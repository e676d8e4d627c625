import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { chance } from './chance.js';
import { postgresDatabase } from './database.js';
import type { Fault, FaultSetting, Observation } from './fault.js';
import { LoadPeriod, secondsUntil, startService } from './service.js';

const defaultRounds = 3;
const endedConnections = 20;
const betweenMs = 1_000;
const load = { memory: 4, database: 4 };

/** A database server that restarts, and then terminates single connections. */
export const restart: Fault = {
  description:
    'PostgreSQL is stopped immediately, as in a crash, and started again; then connections of servers and of imports are ' +
    'terminated one by one, at random. During both faults, clients query a server, and files are imported continuously.',
  async run(setting) {
    const { url, secret, server: postgres } = await postgresDatabase(setting);
    const service = await startService(setting, { url, secret });
    const rounds = setting.rounds ?? defaultRounds;

    const restarting = new LoadPeriod(service, { load, isWritten: true });
    const recoveries: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      setting.logProgress(`Restart ${round} of ${rounds}`);
      await delay(betweenMs);
      await postgres.stop('immediate');
      await postgres.start();
      recoveries.push(await secondsUntil(restarting.load.nextData('database')));
    }
    await delay(betweenMs);
    const restarted = await restarting.end(`${rounds} restarts`, rounds, {
      notes: [['recovered after', recoveries.map((seconds) => `${seconds.toFixed(2)} s`).join(', ')]],
      measurements: { recoverySeconds: Math.max(...recoveries) },
    });

    setting.logProgress(`Ending ${endedConnections} connections`);
    return [
      restarted,
      await endConnections(new LoadPeriod(service, { load, isWritten: true }), url, setting),
    ];
  },
};

async function endConnections(
  loadPeriod: LoadPeriod,
  url: string,
  { seed }: FaultSetting,
): Promise<Observation> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let ended = 0;
  try {
    while (ended < endedConnections) {
      await delay(300 * chance(seed, ended, 1));
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity
         where backend_type = 'client backend' and pid <> pg_backend_pid() order by pid`,
      );
      const row = rows[Math.floor(chance(seed, ended, 2) * rows.length)];
      if (!row) continue;
      await client.query('select pg_terminate_backend($1)', [row.pid]);
      ended += 1;
    }
  } finally {
    await client.end();
  }
  const recovery = await secondsUntil(loadPeriod.load.nextData('database'));
  return loadPeriod.end(`${ended} connections ended`, null, {
    notes: [['recovered after', `${recovery.toFixed(2)} s`]],
    measurements: { recoverySeconds: recovery },
  });
}
