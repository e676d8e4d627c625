import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { Plans } from '../src/api/execution/plans.js';
import { RequestContext } from '../src/api/request/context.js';
import { createSchema } from '../src/api/schema.js';
import { conceptId, type Dimension } from '../src/graph/concept.js';
import type { GraphReader } from '../src/graph/ports/reading.js';
import type { Change } from '../src/graph/ports/writing.js';
import type { ClaimValue, ValueType } from '../src/graph/values/value-rules.js';
import { ReadModel } from '../src/read-model/read-model.js';
import { openStore } from '../src/storage/open-store.js';
import { median, type Bench } from './bench.js';

const approachCount = 10_000;
const dimensionCount = 200;
const calls = 30;
/** After the first call, the times of this many calls are not reported. */
const warmUp = 10;
/** The bound of a median, in milliseconds of CPU time. */
const bound = 50;

const types: readonly ValueType[] = [
  'QUANTITY',
  'SUPPORT',
  'ORDINAL',
  'DATE',
  'TERMS',
  'VERSION',
  'TEXT',
  'QUANTITY',
];
const levels = ['none', 'some', 'most', 'all'];
const source = conceptId('CITED_SOURCE', 's');

/** Creates the condition on the dimension with the given number. */
function conditionOn(number: number): string {
  const axis = `axis: "d${number}"`;
  switch (types[number % types.length]) {
    case 'QUANTITY':
      return `{ ${axis}, minimum: "2500.5", maximum: "7500" }`;
    case 'SUPPORT':
      return `{ ${axis}, supports: [YES, PARTIAL] }`;
    case 'ORDINAL':
      return `{ ${axis}, levels: ["some", "all"], states: [STATED, NOT_STATED] }`;
    case 'DATE':
      return `{ ${axis}, from: "2010-06", to: "2019" }`;
    case 'TERMS':
      return `{ ${axis}, terms: ["term 1"], not: true }`;
    case 'VERSION':
      return `{ ${axis}, oldest: "3.20" }`;
    default:
      return `{ ${axis}, text: "7" }`;
  }
}

const conditions = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => conditionOn(from + index)).join(' ');

const operations: Readonly<Record<string, string>> = {
  'two conditions, sorted by an amount': `{
    approaches(filter: { where: [${conditionOn(0)} ${conditionOn(1)}] }, sortAxis: { axis: "d7" }, first: 20) {
      totalCount nodes { name }
    }
  }`,
  '8 conditions, any of 8 further conditions, sorted by a version': `{
    approaches(
      filter: { where: [${conditions(0, 8)}], any: [${conditions(8, 8)}], without: ["a1"] }
      sortAxis: { axis: "d13" }
      first: 20
    ) { totalCount nodes { name } }
  }`,
  'one of 50 conditions': `{ approaches(filter: { any: [${conditions(0, 50)}] }, first: 20) { totalCount nodes { name } } }`,
  'missing values: not stated or unknown': `{
    approaches(filter: { where: [{ axis: "d2", states: [NOT_STATED, UNKNOWN] }] }, first: 20) { totalCount nodes { name } }
  }`,
  'the first ten compared along ten axes': `{
    compare(
      filter: { where: [${conditionOn(0)} ${conditionOn(3)}] }
      sortAxis: { axis: "d7" }
      along: { axes: [${Array.from({ length: 10 }, (_, index) => `"d${index}"`).join()}] }
    ) { approachesLeftOut rows { nodes { verdict } } }
  }`,
  'claims of matching approaches, best first': `{
    dimension(slug: "d0") { claims(where: [${conditionOn(1)} ${conditionOn(4)}], orderBy: BEST_FIRST, first: 20) {
      totalCount nodes { id }
    } }
  }`,
};

/** Measures filters and orders of approaches in a large graph in memory. */
export const approachFilter: Bench = {
  description: `Filters and orders over ${approachCount} approaches × ${dimensionCount} dimensions in memory, with claims in nine tenths of the cells. A plan executes each operation. The times are CPU times: of the first call, and the median and the slowest of ${calls} calls after a warm-up. The bound of the median is ${bound} ms.`,
  async run(logProgress) {
    const folder = await mkdtemp(join(tmpdir(), 'tertium-bench-approach-filter-'));
    const store = await openStore(`file:${join(folder, 'graph.db')}`);
    try {
      logProgress(`importing ${approachCount} × ${dimensionCount} cells`);
      await store.apply(changes(), { author: 'bench', message: 'A graph', origin: 'IMPORT' });
      logProgress('loading into memory');
      const inMemory = await ReadModel.load(store, { budget: 2 ** 32, maxWaitMs: 60_000 });
      try {
        const rows: string[][] = [];
        const problems: string[] = [];
        for (const [name, operation] of Object.entries(operations)) {
          logProgress(name);
          const [cold = NaN, ...times] = await measure(inMemory, operation);
          const warm = times.slice(warmUp);
          const middle = median(warm);
          rows.push([name, ...[cold, middle, Math.max(...warm)].map((time) => `${time.toFixed(1)} ms`)]);
          if (middle > bound)
            problems.push(`${name}: expected ${bound} ms at most, got ${middle.toFixed(1)} ms.`);
        }
        return { tables: [{ head: ['operation', 'first call', 'median', 'slowest'], rows }], problems };
      } finally {
        await inMemory.close();
      }
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Measures the CPU times of consecutive calls, in milliseconds. */
async function measure(reader: GraphReader, operation: string): Promise<readonly number[]> {
  const plans = new Plans(createSchema());
  const document = parse(operation);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('Expected an operation.');
  const times: number[] = [];
  for (let call = 0; call <= warmUp + calls; call += 1) {
    const context = await RequestContext.open(reader);
    const start = process.cpuUsage();
    const result = await plans.execute(document, definition, {}, context);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1_000);
    if (!result) throw new Error('Expected the result of a plan, got none.');
    result.release?.();
  }
  return times;
}

function* changes(): Generator<Change> {
  const named = (slug: string) => ({ slug, name: `Name of ${slug}`, aliases: [], summary: null, sameAs: [] });
  const ofSource = {
    url: null,
    publisher: null,
    category: null,
    language: null,
    publishedOn: null,
    accessedOn: null,
  };
  yield {
    type: 'putConcept',
    concept: { kind: 'CITED_SOURCE', id: source, ...named('s'), ...ofSource, readingMinutes: null },
  };
  for (let number = 0; number < approachCount; number += 1) {
    const slug = `a${number}`;
    yield {
      type: 'putConcept',
      concept: { kind: 'APPROACH', id: conceptId('APPROACH', slug), ...named(slug) },
    };
  }
  for (let number = 0; number < dimensionCount; number += 1) {
    yield { type: 'putConcept', concept: dimensionOf(number) };
    for (let approach = 0; approach < approachCount; approach += 1) {
      if ((approach * 7 + number) % 10 > 0) yield claimOf(approach, number);
    }
  }
}

function dimensionOf(number: number): Dimension {
  const slug = `d${number}`;
  const valueType = types[number % types.length] as ValueType;
  return {
    ...{ kind: 'DIMENSION', id: conceptId('DIMENSION', slug), slug, name: `Name of ${slug}`, aliases: [] },
    ...{ summary: null, sameAs: [], group: null, valueType, cardinality: 'SINGLE' },
    levels: valueType === 'ORDINAL' ? levels : null,
    ...{ unit: null, minimum: null, maximum: null, tolerance: null, earliest: null, latest: null },
    ...{ betterWhen: 'HIGHER', weighs: true },
  };
}

function claimOf(approach: number, dimension: number): Change {
  const value = valueOf(approach, dimension);
  return {
    type: 'putClaim',
    claim: {
      subject: conceptId('APPROACH', `a${approach}`),
      predicate: 'HAS_VALUE',
      target: conceptId('DIMENSION', `d${dimension}`),
      value,
      ...{ absence: value === null ? 'UNKNOWN' : null, text: null, qualifiers: [], rank: 'NORMAL', source },
      ...{ position: dimension, supersedes: null, citations: [] },
    },
  };
}

/** Generates a value that depends on both numbers; null for about 1 % of the cells, whose value is unknown. */
function valueOf(approach: number, dimension: number): ClaimValue | null {
  const mixed = (approach * 7_919 + dimension * 104_729) % 10_007;
  if (mixed % 97 === 0) return null;
  switch (types[dimension % types.length]) {
    case 'QUANTITY': {
      const amount = `${mixed}.${(mixed % 9) + 1}`;
      return { type: 'QUANTITY', minimum: amount, maximum: amount, unit: null };
    }
    case 'SUPPORT':
      return { type: 'SUPPORT', support: mixed % 2 === 0 ? 'YES' : 'NO', note: null };
    case 'ORDINAL':
      return { type: 'ORDINAL', level: levels[mixed % levels.length] as string };
    case 'DATE': {
      const twoDigits = (part: number): string => String(part).padStart(2, '0');
      return {
        type: 'DATE',
        date: `${2000 + (mixed % 25)}-${twoDigits((mixed % 12) + 1)}-${twoDigits((mixed % 28) + 1)}`,
      };
    }
    case 'TERMS':
      return { type: 'TERMS', terms: [`term ${mixed % 13}`, `other ${mixed % 17}`] };
    case 'VERSION': {
      const version = `${mixed % 7}.${mixed % 41}.${mixed % 3}`;
      return { type: 'VERSION', oldest: version, newest: version };
    }
    default:
      return { type: 'TEXT', text: `text ${mixed} of it` };
  }
}
