import { setTimeout as delay } from 'node:timers/promises';
import { chance } from './chance.js';
import { createDatabase } from './database.js';
import type { DatabaseName, Fault, FaultSetting, Observation } from './fault.js';
import { checkGraph } from './graph-check.js';
import { HttpClient } from './http-client.js';
import { ImportReader } from './import-reader.js';
import { untilServed } from './published-revision.js';
import { LoadPeriod, secondsUntil, startService } from './service.js';
import { isBeingWritten } from './write-under-way.js';

const defaultRounds = 20;
const claims = 1_000;

/** Imports that are ended by SIGKILL and then repeated. */
export const killNine: Fault = {
  description:
    `An import of ${claims} claims is ended by SIGKILL at a random time, the tables are checked, and the import is repeated, ` +
    'while clients query data in memory, data in the database, and the claims of the import.',
  async run(setting) {
    const observations: Observation[] = [];
    for (const name of setting.databases) observations.push(await killImports(name, setting));
    return observations;
  },
};

async function killImports(name: DatabaseName, setting: FaultSetting): Promise<Observation> {
  const { rounds, seed, logProgress } = setting;
  const service = await startService(setting, await createDatabase(name, setting));
  const { imports, server, target, urlToCheck } = service;
  const loadPeriod = new LoadPeriod(service, { load: { memory: 2, database: 1 }, isWritten: false });
  const reader = new ImportReader(server.address);
  const client = new HttpClient(server.address);

  const undisturbed = await secondsUntil((await imports.start(claims)).finished);
  /** The duration of an import in seconds. It depends on the load of the machine. */
  let duration = undisturbed;
  const kills = { nothing: 0, applied: 0, acknowledged: 0 };
  let whileWriting = 0;
  const lost = new Set<string>();
  const torn = new Set<string>();
  let [failedRepeats, stale] = [0, 0];
  const lastRound = rounds ?? defaultRounds;
  for (let round = 1; round <= lastRound; round += 1) {
    logProgress(`${name}, round ${round} of ${lastRound}`);
    const { record, finished, kill } = await imports.start(claims);
    reader.watch(record);
    await Promise.race([delay(momentIn(duration, chance(seed, round)) * 1000), finished]);
    if (await isBeingWritten(target.databaseUrl)) whileWriting += 1;
    kill();
    await finished;
    const killed = await checkGraph(await urlToCheck(), imports.records);
    const outcome = record.isAcknowledged
      ? 'acknowledged'
      : killed.complete.has(record)
        ? 'applied'
        : 'nothing';
    kills[outcome] += 1;

    const started = performance.now();
    const { exitCode } = await imports.repeat(record).finished;
    const ended = performance.now();
    if (outcome === 'nothing') duration = (ended - started) / 1000;
    if (exitCode !== 0) failedRepeats += 1;
    const repeated = await checkGraph(await urlToCheck(), imports.records);
    stale = Math.max(stale, await secondsUntil(untilServed(client, repeated.newest), ended));
    for (const findings of [killed, repeated]) {
      for (const slug of findings.lost) lost.add(slug);
      for (const line of findings.torn) torn.add(line);
    }
  }
  await reader.stop();
  client.close();
  const killSummary = `${whileWriting} in a transaction; ${kills.nothing} with nothing applied, ${kills.applied} applied but not acknowledged, ${kills.acknowledged} acknowledged`;
  const observation = await loadPeriod.end(`${name}, ${lastRound} kills`, null, {
    notes: [
      ['kills', killSummary],
      ['an undisturbed import', `${undisturbed.toFixed(2)} s`],
      ['responses about the import, and responses with a part of it', `${reader.responses}, ${reader.torn}`],
      ['a revision was served, at the latest', `${stale.toFixed(2)} s after its import ended`],
      ...[...torn].map((line) => ['incomplete', line] as const),
    ],
    measurements: { tornResponses: reader.torn, staleSeconds: stale },
  });
  const { measurements } = observation;
  return {
    ...observation,
    measurements: {
      ...measurements,
      lostImports: (measurements.lostImports ?? 0) + lost.size,
      tornRevisions: (measurements.tornRevisions ?? 0) + torn.size,
      failedNextImports: (measurements.failedNextImports ?? 0) + failedRepeats,
    },
  };
}

/**
 * The time of a kill, in seconds after the start of an import, up to shortly after its end. Late times are more probable, because the start of
 * the process takes the first half of the import.
 * @param seconds the duration of an import
 * @param chance from 0 to 1
 */
function momentIn(seconds: number, chance: number): number {
  return 1.1 * seconds * Math.sqrt(chance);
}
