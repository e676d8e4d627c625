import { setTimeout as delay } from 'node:timers/promises';
import { postgresDatabase } from './database.js';
import type { Fault, Observation } from './fault.js';
import { HealthProbe } from './health-probe.js';
import { LoadPeriod, secondsUntil, startService, type Service } from './service.js';

/** A database server that is stopped for a time, and then hangs for an equally long time. */
export const outage: Fault = {
  description:
    'PostgreSQL is stopped and started again after the outage; then it is paused by SIGSTOP for an equally long time, so that its connections stay ' +
    'open without responses. During both outages, clients query a server, and files are imported continuously.',
  async run(setting) {
    const { url, secret, server: postgres } = await postgresDatabase(setting);
    const service = await startService(setting, { url, secret });
    const { seconds, logProgress } = setting;
    const stopped = await observeOutage(service, `stopped for ${seconds} s`, seconds, logProgress, {
      begin: () => postgres.stop('immediate'),
      end: () => postgres.start(),
    });
    const hanging = await observeOutage(service, `hangs for ${seconds} s`, seconds, logProgress, {
      begin: () => postgres.pause(),
      end: () => postgres.resume(),
    });
    return [stopped, hanging];
  },
};

async function observeOutage(
  service: Service,
  situation: string,
  seconds: number,
  logProgress: (step: string) => void,
  fault: { begin(): Promise<void>; end(): Promise<void> },
): Promise<Observation> {
  logProgress(`PostgreSQL ${situation}`);
  const loadPeriod = new LoadPeriod(service, { load: { memory: 4, database: 4 }, isWritten: true });
  await delay(1_000);
  await fault.begin();
  const probe = new HealthProbe(service.server.address);
  await delay(seconds * 1_000);
  await probe.stop();
  await fault.end();
  const recovery = await secondsUntil(loadPeriod.load.nextData('database'));
  await delay(1_000);
  return loadPeriod.end(situation, 1, {
    notes: [
      ['recovered after', `${recovery.toFixed(2)} s`],
      ['/readyz during the outage: 503, 200', `${probe.unready}, ${probe.ready}`],
      ['/livez during the outage: 200, failed', `${probe.live}, ${probe.dead}`],
    ],
    measurements: { recoverySeconds: recovery, readyDuringOutage: probe.ready + probe.dead },
  });
}
