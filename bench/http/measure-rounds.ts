import { runLoad, type Load } from './load.js';
import type { Round } from './measurements.js';
import { childrenOf, cpuTimes, usedSince, waitUntilQuiet } from './proc.js';
import type { RunningServer } from './running-server.js';

/** One server under one load, and the measurements of its rounds. */
export interface Run {
  /** Identifies the run in messages. */
  readonly title: string;
  readonly server: RunningServer;
  readonly load: Load;
  readonly rounds: Round[];
}

export interface RoundOptions {
  readonly rounds: number;
  /** The length in seconds of each round, and of the warm-up before the first round. */
  readonly seconds: number;
  /** The id of the main process of PostgreSQL, whose children execute the statements of the servers; null without PostgreSQL. */
  readonly databasePid: number | null;
}

/** The time under load before a round begins. */
const warmUpSeconds = 1;

/** Measures runs in alternation, so that compared values are measured in the same minutes. Compared runs should be adjacent. */
export async function measureRounds(
  runs: readonly Run[],
  options: RoundOptions,
  logProgress: (line: string) => void,
): Promise<void> {
  for (const { title, load, server } of runs) {
    logProgress(`${title}: warming up`);
    await measureRound(server, load, options);
  }
  for (let number = 1; number <= options.rounds; number += 1) {
    logProgress(`Round ${number} of ${options.rounds}`);
    // Every second round runs in reverse order, so that a drift of the machine's speed affects all runs equally.
    for (const { title, server, load, rounds } of number % 2 === 1 ? runs : [...runs].reverse()) {
      const round = await measureRound(server, load, options);
      rounds.push(round);
      logProgress(
        `${title}: ${Math.round(round.requestsPerSecond)} requests/s, p50 ${round.p50} ms, p99 ${round.p99} ms`,
      );
    }
  }
}

async function measureRound(
  server: RunningServer,
  load: Load,
  { seconds, databasePid }: RoundOptions,
): Promise<Round> {
  const pids = async (): Promise<readonly number[]> => [
    server.pid,
    ...(databasePid === null ? [] : await childrenOf(databasePid)),
  ];
  // The server was idle while other servers were measured: its code and data are no longer in the processor's caches.
  await runLoad(load, warmUpSeconds);
  await waitUntilQuiet(pids);
  const before = await cpuTimes(await pids());
  const result = await runLoad(load, seconds);
  const used = usedSince(before, await cpuTimes(await pids()));
  const residentBytes = await server.memory();
  await waitUntilQuiet(pids);
  return { ...result, residentBytes, cpuMsPerResponse: (used * 1000) / result.requests };
}
