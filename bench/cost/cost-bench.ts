import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readDocumentFiles } from '../../src/formats/input/document-files.js';
import { readGraphDocuments } from '../../src/formats/graph-document/graph-document.js';
import { openStore } from '../../src/storage/open-store.js';
import { workKinds, workMicroseconds } from '../../src/api/limits/work/work.js';
import type { Bench, Table } from '../bench.js';
import { OptionsError } from '../http/options.js';
import { readStartScript } from '../http/start-script.js';
import { wideDatabase } from '../stall/wide-database.js';
import { fitWork } from './fit-work.js';
import type { MeasuredOperation } from './measured-operation.js';

const seedFolder = fileURLToPath(new URL('../../../seed', import.meta.url));
const worker = fileURLToPath(new URL('cost-worker.js', import.meta.url));
/** The maximum error of a prediction, as a factor. */
const allowedFactor = 3;
/** The minimum share of operations whose error is at most `allowedFactor`. */
const requiredShare = 0.95;
const shownWorst = 20;
const shownCharacters = 160;
const defaultOperations = '500';

interface Measured {
  readonly graph: string;
  readonly operation: MeasuredOperation;
}

/** Compares the predicted cost of operations with the measured time. */
export const costs: Bench = {
  description:
    'Random operations, half of them on the seed and half on a graph of 50 approaches × 20,000 dimensions. Compares the cost, which is ' +
    'predicted from the statistics of the graph, with the CPU time of the first execution on a view without cached results. The time ' +
    'is from the request to the bytes of the response: the minimum of several runs of the compiled code, each on a new view.',
  async run(logProgress, flags) {
    const { seed, operations, isFitted } = readFlags(flags);
    const all: Measured[] = [];
    const folder = await mkdtemp(join(tmpdir(), 'tertium-cost-'));
    try {
      const graphs = [
        { graph: 'the seed', url: await seededDatabase(folder) },
        { graph: '50 × 20,000', url: await wideDatabase(logProgress) },
      ];
      for (const { graph, url } of graphs) {
        logProgress(`Measuring on ${graph}`);
        const count = Math.ceil(operations / graphs.length);
        for await (const operation of measureOperations(url, seed, count)) {
          all.push({ graph, operation });
          if (all.length % 50 === 0) logProgress(`${all.length} of ${operations}`);
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    const share = shareWithin(all, allowedFactor);
    return {
      tables: [sharesOf(all), worstOf(all), ...(isFitted ? [coefficientsOf(all)] : [])],
      problems:
        share >= requiredShare
          ? []
          : [
              `expected ${percent(requiredShare)} of the operations within a factor of ${allowedFactor}, got ${percent(share)}.`,
            ],
    };
  },
};

/** Parses the flags. @throws {OptionsError} if a flag is invalid */
function readFlags(flags: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: {
        seed: { type: 'string', default: '1' },
        operations: { type: 'string', default: defaultOperations },
        fit: { type: 'boolean', default: false },
      },
    });
    return {
      seed: wholeNumber('--seed', values.seed),
      operations: wholeNumber('--operations', values.operations),
      isFitted: values.fit,
    };
  } catch (error) {
    if (error instanceof OptionsError) throw error;
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/u.test(text)) {
    throw new OptionsError(`${name}: expected a whole number from 1 to 999999, got ${text}.`);
  }
  return Number(text);
}

async function seededDatabase(folder: string): Promise<string> {
  const url = `file:${join(folder, 'seed.db')}`;
  const store = await openStore(url);
  try {
    const documents = await readDocumentFiles(seedFolder);
    await store.apply(readGraphDocuments(documents), {
      author: 'bench',
      origin: 'IMPORT',
      message: 'the seed',
    });
  } finally {
    await store.close();
  }
  return url;
}

async function* measureOperations(
  url: string,
  seed: number,
  operations: number,
): AsyncGenerator<MeasuredOperation> {
  const { nodeFlags } = await readStartScript();
  const child = spawn(process.execPath, [...nodeFlags, worker, url, String(seed), String(operations)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      yield JSON.parse(line) as MeasuredOperation;
    }
    const [code] = await closed;
    if (code !== 0) throw new Error(`The worker ended with exit code ${code}.`);
  } finally {
    kill();
    process.off('exit', kill);
  }
}

function sharesOf(all: readonly Measured[]): Table {
  const graphs = ['all', ...new Set(all.map(({ graph }) => graph))];
  return {
    head: ['graph', 'operations', `within × ${allowedFactor}`, 'within × 2', 'median µs', 'longest µs'],
    rows: graphs.map((name) => {
      const ofGraph = name === 'all' ? all : all.filter(({ graph }) => graph === name);
      const times = ofGraph.map(({ operation }) => operation.measured).sort((left, right) => left - right);
      return [
        name,
        String(ofGraph.length),
        percent(shareWithin(ofGraph, allowedFactor)),
        percent(shareWithin(ofGraph, 2)),
        String(times[Math.floor(times.length / 2)] ?? 0),
        String(times.at(-1) ?? 0),
      ];
    }),
  };
}

function worstOf(all: readonly Measured[]): Table {
  const byError = [...all].sort((left, right) => errorOf(right) - errorOf(left));
  return {
    title: `The ${shownWorst} operations with the largest errors`,
    head: ['graph', 'predicted µs', 'measured µs', 'operation'],
    rows: byError.slice(0, shownWorst).map(({ graph, operation: { predicted, measured, query } }) => {
      const short = query.length > shownCharacters ? `${query.slice(0, shownCharacters)}…` : query;
      return [graph, String(predicted), String(measured), `\`${short.replaceAll('|', '¦')}\``];
    }),
  };
}

function coefficientsOf(all: readonly Measured[]): Table {
  const fitted = fitWork(all.map(({ operation }) => operation));
  return {
    title: 'Microseconds per unit of each kind of work, fitted to these operations',
    head: ['work', 'operations', 'current', 'fitted'],
    rows: workKinds.map((kind, index) => [
      kind,
      String(all.filter(({ operation }) => (operation.work[index] ?? 0) > 0).length),
      String(workMicroseconds[kind]),
      (fitted.get(kind) ?? 0).toPrecision(2),
    ]),
  };
}

function shareWithin(all: readonly Measured[], factor: number): number {
  return all.filter((each) => errorOf(each) <= Math.log(factor)).length / Math.max(1, all.length);
}

function errorOf({ operation: { predicted, measured } }: Measured): number {
  return Math.abs(Math.log(predicted / measured));
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
