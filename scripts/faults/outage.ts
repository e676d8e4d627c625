import { setTimeout as delay } from 'node:timers/promises';
import { postgresDatabase } from './database.js';
import type { Fault, Observation } from './fault.js';
import { HealthProbe } from './health-probe.js';
import { Episode, secondsUntil, startService, type Service } from './service.js';

/** A database server that is stopped for some time, and one that hangs. */
export const outage: Fault = {
  what:
    'PostgreSQL is stopped and started again after the outage; then it is paused by SIGSTOP for the same time, so that its connections stay ' +
    'open but do not answer. During both, clients query a server, and files are imported continuously.',
  async run(setting) {
    const { url, secret, server: postgres } = await postgresDatabase(setting);
    const service = await startService(setting, { url, secret });
    const { seconds, logProgress } = setting;
    const away = await endure(service, `away for ${seconds} s`, seconds, logProgress, {
      begin: () => postgres.stop('immediate'),
      end: () => postgres.start(),
    });
    const hanging = await endure(service, `hangs for ${seconds} s`, seconds, logProgress, {
      begin: () => postgres.pause(),
      end: () => postgres.resume(),
    });
    return [away, hanging];
  },
};

async function endure(
  service: Service,
  situation: string,
  seconds: number,
  logProgress: (what: string) => void,
  fault: { begin(): Promise<void>; end(): Promise<void> },
): Promise<Observation> {
  logProgress(`PostgreSQL ${situation}`);
  const episode = new Episode(service, { load: { memory: 4, database: 4 }, isWritten: true });
  await delay(1_000);
  await fault.begin();
  const probe = new HealthProbe(service.server.address);
  await delay(seconds * 1_000);
  await probe.stop();
  await fault.end();
  const recovery = await secondsUntil(episode.load.nextData('database'));
  await delay(1_000);
  return episode.end(situation, 1, {
    notes: [
      ['recovered after', `${recovery.toFixed(2)} s`],
      ['/readyz during the outage: no, yes', `${probe.unready}, ${probe.ready}`],
      ['/livez during the outage: yes, no', `${probe.live}, ${probe.dead}`],
    ],
    measurements: { recoverySeconds: recovery, readyWhileAway: probe.ready + probe.dead },
  });
}
