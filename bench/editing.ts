import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRowsAlong } from '../src/api/comparison/comparison-loading.js';
import { RequestContext } from '../src/api/request/context.js';
import { readingOnly } from '../src/api/request/environment.js';
import { differenceOf } from '../src/comparison/difference/difference.js';
import { baseEdits } from '../src/editing/base-edits.js';
import type { Edit, StoredEdit } from '../src/editing/edit.js';
import { touchedIds } from '../src/editing/named-by-edit.js';
import { OpenChangesets } from '../src/editing/open-changesets.js';
import { resolveEdits } from '../src/editing/resolve-edits.js';
import { revertEdits } from '../src/editing/revert-edits.js';
import { touchedQuestions } from '../src/editing/touched-questions.js';
import { commandLine } from '../src/graph/access/rights.js';
import type { Claim } from '../src/graph/claim.js';
import { conceptId } from '../src/graph/concept.js';
import type { Actor, Changeset, ChangesetKind } from '../src/graph/ports/changesets.js';
import type { GraphReader, GraphView } from '../src/graph/ports/reading.js';
import type { Change, GraphStore } from '../src/graph/ports/writing.js';
import { yes } from '../src/graph/values/support.js';
import { runToEnd } from '../src/graph/work/steps.js';
import { ReadModel } from '../src/read-model/read-model.js';
import { openStore } from '../src/storage/open-store.js';
import { median, type Bench, type Table } from './bench.js';
import { comparedGraph } from './compared-graph.js';
import { supportLevels } from '../scripts/browser-claims.js';
import { browserClaims, runTertium } from './tertium.js';

const editCount = 100;
const questionCount = 20;
const calls = 20;
const warmUp = 5;
/** The goal for the effects of a changeset, in milliseconds. */
const effectsGoalMs = 200;
/** The approaches and axes of the reverted revision: 100,000 claims. */
const [approachCount, axisCount] = [1_000, 100];
const revertGoalMs = 10_000;

const author: Actor = { principal: null, name: 'bench', onBehalfOf: null, model: null };
const note = { author: 'bench', message: 'A change.', origin: 'IMPORT' } as const;

/** Measures the effects of a changeset on stored questions, and the revert of a large revision. */
export const editing: Bench = {
  description: `A changeset of ${editCount} edits on the 286,000 browser claims: resolving it and its effects on ${questionCount} stored questions, with a new cache for each of ${calls} calls. Then a revision of ${approachCount * axisCount} claims that a changeset reverts: creating, storing, resolving and publishing its edits.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-editing-'));
    try {
      const effects = await measureEffects(`file:${join(folder, 'browsers.db')}`, logProgress);
      const revert = await measureRevert(`file:${join(folder, 'large.db')}`, logProgress);
      return {
        tables: [effects.table, revert.table],
        problems: [...effects.problems, ...revert.problems],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

interface Measured {
  readonly table: Table;
  readonly problems: readonly string[];
}

async function measureEffects(url: string, logProgress: (line: string) => void): Promise<Measured> {
  logProgress('importing the browser claims');
  await runTertium(url, ['import', browserClaims, '--format', 'claims']);
  const store = await openStore(url);
  try {
    const browsers = await browsersIn(await viewOf(store.reader));
    await store.apply(questionsAbout(browsers), note);
    const model = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
    try {
      const view = await viewOf(model);
      const stored = await baseEdits(view, await editsOf(view, browsers), 1);
      const changeset = await open(store, 'EDIT', stored);
      const rows: string[][] = [];
      const problems: string[] = [];
      for (const [name, reader, bound] of [
        ['in memory', model, effectsGoalMs],
        ['from SQLite', store.reader, Infinity],
      ] as const) {
        logProgress(`effects ${name}`);
        const times: number[] = [];
        let changedRows = 0;
        for (let call = 0; call < calls + warmUp; call += 1) {
          const start = performance.now();
          changedRows = await effectsOf(store, reader, changeset);
          if (call >= warmUp) times.push(performance.now() - start);
        }
        const middle = median(times);
        rows.push([name, String(changedRows), middle.toFixed(0), Math.max(...times).toFixed(0)]);
        if (middle > bound) problems.push(`effects ${name}: ${middle.toFixed(0)} ms.`);
        if (changedRows === 0) problems.push(`effects ${name}: no row changed.`);
      }
      return { table: { head: ['view', 'changed rows', 'median ms', 'slowest ms'], rows }, problems };
    } finally {
      await model.close();
    }
  } finally {
    await store.close();
  }
}

/** Computes the effects of a changeset on the stored questions. @returns the number of changed rows */
async function effectsOf(store: GraphStore, reader: GraphReader, changeset: Changeset): Promise<number> {
  const changesets = new OpenChangesets(store.changesets);
  const environment = { ...readingOnly, rights: commandLine('bench'), changesets };
  const context = await RequestContext.open(reader, {}, undefined, undefined, null, environment);
  const before = context.published;
  const after = await context.viewAt({ with: [changeset.id] });
  const { resolution } = await changesets.over(before.view, changeset);
  let rows = 0;
  for (const { approaches, axes } of await touchedQuestions(before.view, after.view, resolution)) {
    const compared = [
      await loadRowsAlong(before, after, approaches, axes),
      await loadRowsAlong(after, before, approaches, axes),
    ] as const;
    rows += runToEnd(differenceOf(...compared)).rows.length;
  }
  return rows;
}

async function viewOf(reader: GraphReader): Promise<GraphView> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected a published view, got none.');
  return view;
}

async function browsersIn(view: GraphView): Promise<readonly string[]> {
  const page = { kind: 'APPROACH', orderBy: 'SLUG', filter: {}, first: 100, after: null } as const;
  return (await view.conceptPage(page)).items.map(({ id }) => id);
}

/** Questions about two to four browsers each. */
function questionsAbout(browsers: readonly string[]): readonly Change[] {
  const source = conceptId('CITED_SOURCE', 'mdn-browser-compat-data');
  return Array.from({ length: questionCount }, (_, index): readonly Change[] => {
    const slug = `question-${index}`;
    const named = { slug, name: `Which of the browsers ${index}?`, aliases: [], summary: null, sameAs: [] };
    const id = conceptId('QUESTION', slug);
    const asked = Array.from({ length: 2 + (index % 3) }, (_each, step) => index + step * (1 + (index % 4)));
    const approaches = new Set(asked.map((number) => browsers[number % browsers.length] as string));
    return [
      { type: 'putConcept', concept: { kind: 'QUESTION', id, ...named, category: null } },
      ...[...approaches].map((approach): Change => ({
        type: 'putClaim',
        claim: {
          ...{ subject: id, predicate: 'ASKS_ABOUT', target: approach, value: yes, absence: null },
          ...{ text: null, qualifiers: [], rank: 'NORMAL', source, position: 0, supersedes: null },
          citations: [],
        },
      })),
    ];
  }).flat();
}

/** Replaces claims of several browsers. */
async function editsOf(view: GraphView, browsers: readonly string[]): Promise<readonly Edit[]> {
  const edits: Edit[] = [];
  for (let index = 0; edits.length < editCount; index += 1) {
    const browser = browsers[index % browsers.length] as string;
    const [page] = await view.claimPages({
      ...{ by: 'subject', keys: [browser], filter: { predicates: ['HAS_VALUE'] } },
      ...{ first: 20 + Math.floor(index / browsers.length), after: null },
    });
    const claim = page?.items.at(-1);
    if (claim) edits.push({ type: 'replaceClaim', id: claim.id, claim: otherLevel(claim) });
  }
  return edits;
}

function otherLevel({ id: _id, since: _since, ...content }: Claim) {
  const level = content.value?.type === 'ORDINAL' ? content.value.level : '';
  const other = supportLevels.find((each) => each !== level) as string;
  return { ...content, value: { type: 'ORDINAL' as const, level: other }, citations: [] };
}

async function open(
  store: GraphStore,
  kind: ChangesetKind,
  edits: readonly StoredEdit[],
): Promise<Changeset> {
  const drafts = edits.map((stored) => ({
    edit: stored.edit,
    base: stored.base,
    touches: touchedIds(stored),
  }));
  const written = await store.changesets.open({ kind, title: 'A changeset.', author, edits: drafts });
  return written.changeset;
}

async function measureRevert(url: string, logProgress: (line: string) => void): Promise<Measured> {
  const store = await openStore(url);
  const rows: string[][] = [];
  let last = performance.now();
  let total = 0;
  const measure = (step: string): void => {
    const now = performance.now();
    rows.push([step, (now - last).toFixed(0)]);
    total += now - last;
    last = now;
  };
  try {
    logProgress('publishing a large revision');
    const changes = comparedGraph(approachCount, axisCount);
    await store.apply(
      changes.filter(({ type }) => type === 'putConcept'),
      note,
    );
    await store.apply(
      changes.filter(({ type }) => type === 'putClaim'),
      note,
    );
    last = performance.now();
    const { edits } = await revertEdits(store.reader, 2);
    measure('creating the edits');
    const opened = await open(store, 'REVERT', edits);
    measure('storing the edits');
    await store.changesets.transition({ changeset: opened.id, state: 'SUBMITTED' });
    const { changeset } = await store.changesets.review({
      ...{ changeset: opened.id, reviewer: author, verdict: 'APPROVE', comment: null, edits: [] },
    });
    measure('submitting and approving');
    const resolution = await resolveEdits(await viewOf(store.reader), edits);
    measure('resolving the edits');
    const { claims, revision } = await store.apply(
      resolution.changes,
      { ...note, origin: 'EDIT' },
      { publishes: { changeset: changeset.id, version: changeset.version } },
    );
    measure('publishing');
    rows.push(['total', total.toFixed(0)]);
    const problems = [
      ...(total > revertGoalMs ? [`The revert took ${total.toFixed(0)} ms.`] : []),
      ...(revision === null || claims.ended !== approachCount * axisCount
        ? [`Expected ${approachCount * axisCount} claims to end, got ${claims.ended}.`]
        : []),
    ];
    return { table: { head: ['step of the revert', 'ms'], rows }, problems };
  } finally {
    await store.close();
  }
}
