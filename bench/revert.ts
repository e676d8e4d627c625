import 'reflect-metadata';
import { defaultEditingLimits } from '../src/editing/editing-limits.js';
import { editingServices, type EditingServices } from '../src/editing/editing-services.js';
import { reviewChangeset, submitChangeset } from '../src/editing/operations/change-state.js';
import type { ChangesetOutcome, Operator } from '../src/editing/operations/operator.js';
import { publishChangeset } from '../src/editing/operations/publish-changeset.js';
import { revertRevision } from '../src/editing/operations/revert-revision.js';
import type { Changeset } from '../src/graph/ports/changesets.js';
import type { GraphStore } from '../src/graph/ports/writing.js';
import { openStore } from '../src/storage/open-store.js';
import type { Bench } from './bench.js';
import { comparedGraph } from './compared-graph.js';
import { withDatabases } from './databases.js';

/** The numbers of approaches and axes of the reverted revision, which has 100,000 claims. */
const [approachCount, axisCount] = [1_000, 100];
const claimCount = approachCount * axisCount;
/** The goal for the entire revert, in milliseconds. */
const goalMs = 10_000;

const by: Operator = {
  actor: { principal: null, name: 'bench', onBehalfOf: null, model: null },
  audit: null,
  key: null,
};
const note = { author: 'bench', message: 'A change.', origin: 'IMPORT' } as const;

/** Measures the revert of a large revision by a changeset. */
export const revert: Bench = {
  description: `The revert of a revision of ${claimCount} claims and their concepts by one changeset, with the operations of the API and of the command line. It runs on each database, without a read model. The times are the elapsed time, and the CPU time of this process, which excludes the PostgreSQL server.`,
  run: (logProgress) =>
    withDatabases(async (databases) => {
      const rows: string[][] = [];
      const problems: string[] = [];
      for (const { name, create } of databases) {
        const store = await openStore(await create());
        try {
          logProgress(`${name}: publishing a large revision`);
          await store.apply(comparedGraph(approachCount, axisCount), note);
          logProgress(`${name}: reverting it`);
          const services = editingServices(store, { fourEyes: false, limits: defaultEditingLimits });
          const times = await revertAll(services);
          const [total, cpu] = [sumOf(times.map(({ ms }) => ms)), sumOf(times.map((each) => each.cpuMs))];
          for (const { step, ms, cpuMs } of [...times, { step: 'total', ms: total, cpuMs: cpu }])
            rows.push([name, step, ms.toFixed(0), cpuMs.toFixed(0)]);
          if (total > goalMs)
            problems.push(`${name}: expected ${goalMs} ms at most, got ${total.toFixed(0)} ms.`);
          // Each claim names an approach, and no claim can name an approach that has ended. So no claim is left if no approach is left.
          const left = await approachesLeft(store);
          if (left !== 0)
            problems.push(`${name}: expected all approaches to end, got ${left} that have not.`);
        } finally {
          await store.close();
        }
      }
      return { tables: [{ head: ['database', 'step', 'ms', 'CPU ms'], rows }], problems };
    }),
};

interface StepTime {
  readonly step: string;
  readonly ms: number;
  readonly cpuMs: number;
}

async function revertAll(services: EditingServices): Promise<readonly StepTime[]> {
  const times: StepTime[] = [];
  const timed = async (step: string, run: () => Promise<ChangesetOutcome>): Promise<Changeset> => {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const { changeset, problems } = await run();
    const { user, system } = process.cpuUsage(cpu);
    times.push({ step, ms: performance.now() - start, cpuMs: (user + system) / 1_000 });
    if (!changeset || problems.length > 0)
      throw new Error(`Expected no problems of "${step}", got ${problems[0]?.message ?? 'no changeset'}.`);
    return changeset;
  };
  const { id } = await timed('creating the changeset', () =>
    revertRevision(services, { revision: 1, ids: null, title: null }, by),
  );
  const target = { id, expectedVersion: null };
  await timed('submitting it', () => submitChangeset(services, target, by));
  await timed('approving it', () =>
    reviewChangeset(services, { ...target, verdict: 'APPROVE', comment: null, edits: [] }, by),
  );
  await timed('publishing it', () => publishChangeset(services, target, by));
  return times;
}

async function approachesLeft({ reader }: GraphStore): Promise<number> {
  const page = await (
    await reader.openView()
  )?.conceptPage({ kind: 'APPROACH', orderBy: 'SLUG', filter: {}, first: 1, after: null });
  return page?.totalCount ?? Number.NaN;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
