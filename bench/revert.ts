import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEdit } from '../src/editing/edit.js';
import { touchedIds } from '../src/editing/named-by-edit.js';
import { resolveEdits } from '../src/editing/resolve-edits.js';
import { revertEdits } from '../src/editing/revert-edits.js';
import type { Actor, Changeset } from '../src/graph/ports/changesets.js';
import type { GraphStore } from '../src/graph/ports/writing.js';
import { openStore } from '../src/storage/open-store.js';
import type { Bench, Findings } from './bench.js';
import { comparedGraph } from './compared-graph.js';

/** The approaches and axes of the reverted revision: 100,000 claims. */
const [approachCount, axisCount] = [1_000, 100];
const claimCount = approachCount * axisCount;
/** The goal for the entire revert, in milliseconds. */
const goalMs = 10_000;

const author: Actor = { principal: null, name: 'bench', onBehalfOf: null, model: null };
const note = { author: 'bench', message: 'A change.', origin: 'IMPORT' } as const;

/** Measures the revert of a large revision by a changeset. */
export const revert: Bench = {
  description: `A revision of ${claimCount} claims on SQLite that one changeset reverts: creating, storing, resolving and publishing its edits.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-revert-'));
    const store = await openStore(`file:${join(folder, 'graph.db')}`);
    try {
      logProgress('publishing a large revision');
      const changes = comparedGraph(approachCount, axisCount);
      for (const type of ['putConcept', 'putClaim'])
        await store.apply(
          changes.filter((change) => change.type === type),
          note,
        );
      logProgress('reverting it');
      return await measure(store);
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function open(store: GraphStore, edits: readonly StoredEdit[]): Promise<Changeset> {
  const drafts = edits.map((stored) => ({
    edit: stored.edit,
    base: stored.base,
    touches: touchedIds(stored),
  }));
  const written = await store.changesets.open({
    kind: 'REVERT',
    title: 'A changeset.',
    author,
    edits: drafts,
  });
  return written.changeset;
}

async function measure(store: GraphStore): Promise<Findings> {
  const rows: string[][] = [];
  const start = performance.now();
  let last = start;
  const record = (step: string): void => {
    const now = performance.now();
    rows.push([step, (now - last).toFixed(0)]);
    last = now;
  };
  const { edits } = await revertEdits(store.reader, 2);
  record('creating the edits');
  const opened = await open(store, edits);
  record('storing the edits');
  await store.changesets.transition({ changeset: opened.id, state: 'SUBMITTED' });
  const { changeset } = await store.changesets.review({
    ...{ changeset: opened.id, reviewer: author, verdict: 'APPROVE', comment: null, edits: [] },
  });
  record('submitting and approving');
  const view = await store.reader.openView();
  if (!view) throw new TypeError('Expected a published view, got none.');
  const { changes } = await resolveEdits(view, edits);
  record('resolving the edits');
  const { claims } = await store.apply(
    changes,
    { ...note, origin: 'EDIT' },
    { publishes: { changeset: changeset.id, version: changeset.version } },
  );
  record('publishing');
  const total = last - start;
  rows.push(['total', total.toFixed(0)]);
  const problems = [
    ...(total > goalMs ? [`Expected ${goalMs} ms at most, got ${total.toFixed(0)} ms.`] : []),
    ...(claims.ended === claimCount ? [] : [`Expected ${claimCount} claims to end, got ${claims.ended}.`]),
  ];
  return { tables: [{ head: ['step', 'ms'], rows }], problems };
}
