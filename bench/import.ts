import type { Bench } from './bench.js';
import { median } from './bench.js';
import { withDatabases } from './databases.js';
import { browserClaims, runTertium } from './tertium.js';

const rounds = 3;
const importArguments = ['import', browserClaims, '--format', 'claims'];

/** Measures the time and memory of `tertium import`, including the start of the process. */
export const importSpeed: Bench = {
  description: `\`tertium import\` of the browser data into an empty database, and repeated import of the same data: medians of ${rounds} rounds. The peak memory is the maximum of all rounds.`,
  run: (logProgress) =>
    withDatabases(async (databases) => {
      const rows: string[][] = [];
      for (const { name, create } of databases) {
        const first: Measured[] = [];
        const repeated: Measured[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          logProgress(`${name}, round ${round} of ${rounds}`);
          const url = await create();
          const imported = await measure(url);
          const count = Number(/(\d+) claims added/.exec(imported.firstLine)?.[1]);
          first.push({ ...imported, count });
          repeated.push({ ...(await measure(url)), count });
        }
        rows.push(rowOf(`${name}, empty`, first), rowOf(`${name}, repeated`, repeated));
      }
      const head = ['into', 'claims', 'seconds', 'claims/s', 'CPU seconds', 'peak memory'];
      return { tables: [{ head, rows }], problems: [] };
    }),
};

interface Measured {
  readonly firstLine: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly count: number;
}

async function measure(url: string): Promise<Omit<Measured, 'count'>> {
  const { firstLine, usage, seconds } = await runTertium(url, importArguments);
  return { firstLine, seconds, ...usage };
}

function rowOf(into: string, measured: readonly Measured[]): string[] {
  const middle = (of: (one: Measured) => number): number => median(measured.map(of));
  return [
    into,
    String(middle(({ count }) => count)),
    middle(({ seconds }) => seconds).toFixed(1),
    middle(({ count, seconds }) => count / seconds).toFixed(0),
    middle(({ cpuSeconds }) => cpuSeconds).toFixed(1),
    `${(Math.max(...measured.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0)} MB`,
  ];
}
