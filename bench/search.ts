import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { GraphReader, GraphView } from '../src/graph/ports/reading.js';
import { Deadline } from '../src/graph/work/deadline.js';
import { ReadModel } from '../src/read-model/read-model.js';
import { openStore } from '../src/storage/open-store.js';
import type { Bench } from './bench.js';
import { browserClaims, runTertium } from './tertium.js';

const searchCount = 1_000;
const seed = 17;
const warmUp = 20;
const sqlSearchCount = 200;
/** The time between two searches that check whether the index is filled. */
const probeMs = 200;
/** The limit for the 99th percentile of searches in memory, in milliseconds of CPU time. */
const goalMs = 50;

interface Times {
  /** The CPU times of searches in milliseconds, ascending. */
  readonly cpuMs: readonly number[];
  /** The longest CPU time between two turns of the event loop. */
  readonly longestMs: number;
}

/** Measures searches of the browser data. */
export const searches: Bench = {
  description: `${searchCount} seeded searches of the 286,000 browser claims: CPU time of a search, and the longest CPU time between two turns of the event loop. The words are from names and claims; some words are shortened, misspelt or in the plural.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-search-'));
    const url = `file:${join(folder, 'graph.db')}`;
    logProgress('importing');
    await runTertium(url, ['import', browserClaims, '--format', 'claims']);
    const store = await openStore(url);
    const start = cpuMs();
    const model = await ReadModel.load(store, { budget: 2 ** 30, maxWaitMs: 60_000 });
    const loadMs = cpuMs() - start;
    try {
      const texts = searchTexts(await wordsOf(await viewOf(model)));
      const loadedBytes = model.byteLength;
      logProgress('indexing');
      const fillMs = await fill(model);
      const rows: string[][] = [];
      const problems: string[] = [];
      for (const [name, reader, count] of [
        ['in memory', model, searchCount],
        ['from SQLite', store.reader, sqlSearchCount],
      ] as const) {
        logProgress(name);
        const times = await measure(reader, texts.slice(0, count));
        rows.push([name, String(count), ...figures(times)]);
        const p99 = quantile(times.cpuMs, 0.99);
        if (name === 'in memory' && p99 > goalMs)
          problems.push(`expected a p99 of ${goalMs} ms at most in memory, got ${p99.toFixed(1)} ms.`);
      }
      const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
      return {
        tables: [
          {
            head: ['searches', 'number', 'p50 ms', 'p99 ms', 'slowest ms', 'longest between turns ms'],
            rows,
          },
          {
            head: ['', 'CPU ms', 'MB'],
            rows: [
              ['read model, loaded', loadMs.toFixed(0), megabytes(loadedBytes)],
              ['search index', fillMs.toFixed(0), megabytes(model.byteLength - loadedBytes)],
            ],
          },
        ],
        problems,
      };
    } finally {
      await model.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function viewOf(reader: GraphReader): Promise<GraphView> {
  const view = await reader.openView();
  if (!view) throw new TypeError('Expected a published view, got none.');
  return view;
}

/** Searches repeatedly until the index in memory is filled. @returns the CPU time in milliseconds */
async function fill(model: ReadModel): Promise<number> {
  const start = cpuMs();
  const view = await viewOf(model);
  const request = { text: 'fetch', kinds: null, first: 1, after: null };
  for (let page = view.searchPage(request); page instanceof Promise; page = view.searchPage(request)) {
    await page;
    await delay(probeMs);
  }
  return cpuMs() - start;
}

async function measure(reader: GraphReader, texts: readonly string[]): Promise<Times> {
  const view = await viewOf(reader);
  const times: number[] = [];
  let longestMs = 0;
  let last = cpuMs();
  const sample = (): void => {
    const now = cpuMs();
    longestMs = Math.max(longestMs, now - last);
    last = now;
    next = setImmediate(sample);
  };
  let next = setImmediate(sample);
  for (const [index, text] of [...texts.slice(0, warmUp), ...texts].entries()) {
    await nextTurn();
    if (index === warmUp) longestMs = 0;
    const start = cpuMs();
    await view.searchPage({ text, kinds: null, first: 20, after: null }, new Deadline({ timeoutMs: 60_000 }));
    if (index >= warmUp) times.push(cpuMs() - start);
  }
  clearImmediate(next);
  return { cpuMs: times.sort((one, other) => one - other), longestMs };
}

function figures({ cpuMs: times, longestMs }: Times): readonly string[] {
  return [quantile(times, 0.5), quantile(times, 0.99), quantile(times, 1), longestMs].map((ms) =>
    ms.toFixed(1),
  );
}

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Splits the names of dimensions and the texts of claims about Firefox into words. @returns a list of words for each name and text */
async function wordsOf(view: GraphView): Promise<readonly (readonly string[])[]> {
  const page = { filter: {}, first: 25_000, after: null } as const;
  const { items } = await view.conceptPage({ ...page, kind: 'DIMENSION', orderBy: 'NAME' });
  const names = items.map(({ name }) => name.split(/[._]/u));
  const claims = await view.claimsAbout(['approach/firefox'], {});
  const texts = claims.flat().flatMap(({ text }) => (text === null ? [] : [text.split(/\s+/u)]));
  return [...names, ...texts];
}

/**
 * Generates search texts of at most 100 characters. Each has up to four consecutive words of one list; some of these words are changed. A text without
 * letters and digits is replaced.
 */
function searchTexts(words: readonly (readonly string[])[]): readonly string[] {
  const random = randomNumbers(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  return Array.from({ length: searchCount }, () => {
    const ofText = words[upTo(words.length)] ?? [];
    const count = 1 + upTo(4);
    const first = upTo(Math.max(1, ofText.length - count + 1));
    const chosen = ofText.slice(first, first + count).map((word) => {
      const change = upTo(8);
      if (change === 0) return word.slice(0, Math.max(3, word.length - 2));
      if (change === 1 && word.length > 5) return word.slice(0, 3) + word.slice(4);
      return change === 2 ? `${word}s` : word;
    });
    const text = chosen.join(' ').slice(0, 100);
    return /[\p{L}\p{N}]/u.test(text) ? text : 'fetch';
  });
}

/** Creates a generator (mulberry32) of numbers from 0 (inclusive) to 1 (exclusive) that depend only on the seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
