import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionEffects } from '../src/api/changeset/effects.js';
import { RequestContext } from '../src/api/request/context.js';
import { baseEdits } from '../src/editing/base-edits.js';
import type { Edit } from '../src/editing/edit.js';
import { touchedIds } from '../src/editing/named-by-edit.js';
import { Resolutions } from '../src/editing/resolutions.js';
import { OpenChangesets } from '../src/editing/open-changesets.js';
import { commandLine } from '../src/graph/access/rights.js';
import type { Claim } from '../src/graph/claim.js';
import { conceptId } from '../src/graph/concept.js';
import type { Changeset } from '../src/graph/ports/changesets.js';
import type { GraphView } from '../src/graph/ports/reading.js';
import type { ClaimDraft, GraphStore } from '../src/graph/ports/writing.js';
import { yes } from '../src/graph/values/support.js';
import { InMemoryStore } from '../src/read-model/in-memory-store.js';
import { openStore } from '../src/storage/open-store.js';
import { Choices, numbersFrom } from '../scripts/fuzz/choices.js';
import { median, type Bench } from './bench.js';
import { browserClaims, runTertium } from './tertium.js';

const [questionCount, editCount] = [100, 100];
/** The times of this many changesets at the start are not reported. */
const warmUp = 3;
/** The bound of the median CPU time of a changeset, in milliseconds. */
const bound = 200;
const author = { principal: null, name: 'bench', onBehalfOf: null, model: null };
const note = { author: 'bench', message: 'Content', origin: 'EDIT' } as const;

interface Times {
  readonly opening: number;
  readonly effects: number;
  /** The number of questions with effects. */
  readonly changed: number;
}

/** Measures the CPU time in which the effects of a changeset on the stored questions are computed. */
export const effects: Bench = {
  description: `The effects of changesets of ${editCount} edits on ${questionCount} stored questions over the 286,000 browser claims. Each question is about two to four browsers. The bench resolves the edits, opens the view with the changeset, and finds the differences between the published view and this view in the comparisons of the questions that the edits touch. No changeset is in a cache. The times are CPU times: medians, and the slowest changeset.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-effects-'));
    const url = `file:${join(folder, 'graph.db')}`;
    logProgress('importing');
    await runTertium(url, ['import', browserClaims, '--format', 'claims']);
    const database = await openStore(url);
    try {
      logProgress('adding questions');
      await addQuestions(database);
      const inMemory = await InMemoryStore.open(database, { budget: 2 ** 31, maxWaitMs: 60_000 });
      try {
        const rows: string[][] = [];
        const problems: string[] = [];
        for (const [name, store, changesetCount, limit] of [
          ['in memory', inMemory, 15, bound],
          // Without a read model, the database is read for each question. This case has no bound.
          ['SQLite', database, 3, Infinity],
        ] as const) {
          logProgress(name);
          const times = await measure(store, changesetCount);
          const sums = times.map(({ opening, effects: compared }) => opening + compared);
          rows.push([
            name,
            String(median(times.map(({ changed }) => changed))),
            ...(['opening', 'effects'] as const).map((part) =>
              inMilliseconds(median(times.map((each) => each[part]))),
            ),
            inMilliseconds(median(sums)),
            inMilliseconds(Math.max(...sums)),
          ]);
          if (median(sums) > limit)
            problems.push(`${name}: expected ${limit} ms at most, got ${inMilliseconds(median(sums))}.`);
        }
        const head = ['published view', 'changed questions', 'view', 'effects', 'all', 'slowest'];
        return { tables: [{ head, rows }], problems };
      } finally {
        await inMemory.close();
      }
    } finally {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function inMilliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}

async function newest({ reader }: Pick<GraphStore, 'reader'>): Promise<GraphView> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected the published view, got none.');
  return view;
}

async function approachesOf(store: GraphStore): Promise<readonly string[]> {
  const { items } = await (
    await newest(store)
  ).conceptPage({ kind: 'APPROACH', orderBy: 'NAME', filter: {}, first: 100, after: null });
  return items.map(({ id }) => id);
}

async function addQuestions(store: GraphStore): Promise<void> {
  const choices = new Choices(numbersFrom(1, 10_000));
  const approaches = await approachesOf(store);
  const [source] = (
    await (
      await newest(store)
    ).conceptPage({ kind: 'CITED_SOURCE', orderBy: 'NAME', filter: {}, first: 1, after: null })
  ).items;
  if (!source) throw new TypeError('Expected a cited source, got none.');
  const numbers = Array.from({ length: questionCount }, (_, number) => number);
  await store.apply(
    numbers.flatMap((number) => {
      const slug = `which-browsers-${number}`;
      const id = conceptId('QUESTION', slug);
      const named = {
        kind: 'QUESTION',
        id,
        slug,
        name: slug,
        aliases: [],
        summary: null,
        sameAs: [],
      } as const;
      return [
        { type: 'putConcept', concept: { ...named, category: null } } as const,
        ...choices.some(approaches, 2, 4).map((target) => ({
          type: 'putClaim' as const,
          claim: {
            ...{
              subject: id,
              predicate: 'ASKS_ABOUT' as const,
              target,
              value: yes,
              absence: null,
              text: null,
            },
            ...{ qualifiers: [], rank: 'NORMAL' as const, source: source.id, position: 0, supersedes: null },
            citations: [],
          },
        })),
      ];
    }),
    note,
  );
}

/** @param count the number of measured changesets */
async function measure(store: GraphStore, count: number): Promise<readonly Times[]> {
  const opener = new OpenChangesets(store.changesets, new Resolutions(store));
  const claims = await supportClaims(store);
  const times: Times[] = [];
  for (let number = 0; number < count + warmUp; number += 1) {
    const changeset = await openChangeset(store, claims, number);
    if (number < warmUp) await timesOf(store, opener, changeset);
    else times.push(await timesOf(store, opener, changeset));
  }
  return times;
}

/** Loads the claims that edits can change: levels of support. */
async function supportClaims(store: GraphStore): Promise<readonly Claim[]> {
  const view = await newest(store);
  const lists = await view.claimsAbout(await approachesOf(store), { predicates: ['HAS_VALUE'] });
  return lists.flat().filter(({ value }) => value?.type === 'ORDINAL');
}

/** Opens a changeset that replaces, ranks and ends random claims. */
async function openChangeset(store: GraphStore, claims: readonly Claim[], seed: number): Promise<Changeset> {
  const choices = new Choices(numbersFrom(seed + 100, 10_000));
  const chosen = new Map<string, Edit>();
  while (chosen.size < editCount) {
    const claim = choices.of(claims);
    chosen.set(claim.id, editOf(claim, choices));
  }
  const stored = await baseEdits(await newest(store), [...chosen.values()], 1);
  const edits = stored.map((each) => ({ edit: each.edit, base: each.base, touches: touchedIds(each) }));
  const { changeset } = await store.changesets.open({ kind: 'EDIT', title: 'Edits', author, edits });
  return changeset;
}

function editOf({ id, since: _, ...claim }: Claim, choices: Choices): Edit {
  const isYes = claim.value?.type === 'ORDINAL' && claim.value.level === 'yes';
  const draft: ClaimDraft = {
    ...claim,
    value: { type: 'ORDINAL', level: isYes ? 'no' : 'yes' },
    citations: [],
  };
  return choices.of<Edit>([
    { type: 'replaceClaim', id, claim: draft },
    { type: 'replaceClaim', id, claim: draft },
    { type: 'rankClaim', id, rank: 'DEPRECATED' },
    { type: 'endClaim', id },
  ]);
}

async function timesOf(store: GraphStore, opener: OpenChangesets, changeset: Changeset): Promise<Times> {
  const context = await RequestContext.open(store.reader, {}, undefined, undefined, null, {
    rights: commandLine('bench'),
    editing: null,
    changesets: opener,
  });
  const published = await newest(store);
  const start = cpuMilliseconds();
  const { resolution } = await opener.over(published, changeset);
  const opened = cpuMilliseconds();
  const after = await context.viewAt({ with: [changeset.id] });
  const found = await questionEffects(
    context,
    { before: context.published, after, identity: [] },
    resolution,
  );
  const end = cpuMilliseconds();
  return { opening: opened - start, effects: end - opened, changed: found.length };
}

/** Returns the CPU time of the process so far, in milliseconds. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
