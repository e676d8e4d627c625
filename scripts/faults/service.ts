import { setTimeout as delay } from 'node:timers/promises';
import type { OwnDatabase } from './database.js';
import { measurementsOf, type FaultSetting, type Observation } from './fault.js';
import { checkGraph } from './graph-check.js';
import type { Measurements } from './guarantees.js';
import { Imports, Writer } from './imports.js';
import { Load, type LoadSize } from './load.js';
import { seed, startServer, type Place, type ServerProcess } from './server-process.js';

/** A served graph, into which other processes import. */
export interface Service {
  readonly server: ServerProcess;
  readonly imports: Imports;
  /** The database for the imports and the checks. */
  readonly place: Place;
  /** A pattern of what no response may contain. */
  readonly secret: RegExp;
  /** The URL of the database, or of a copy, that this process checks. No process writes to it during the check. */
  readonly toBeChecked: () => Promise<string>;
}

export interface ServiceOptions {
  /** The database URL of the server, if it differs from that of the imports. */
  readonly servedUrl?: string;
  /** See `Place`. */
  readonly within?: readonly string[];
  /** See `Service`. Default: the database itself. */
  readonly toBeChecked?: () => Promise<string>;
}

/** Seeds an empty database and serves it, until the fault is over. */
export async function startService(
  { main, folder, later }: FaultSetting,
  { url, secret }: OwnDatabase,
  { servedUrl = url, within = [], toBeChecked = async () => url }: ServiceOptions = {},
): Promise<Service> {
  const place = { main, databaseUrl: url, within };
  await seed(place);
  const server = await startServer({ ...place, databaseUrl: servedUrl });
  later(() => server.kill());
  return { server, imports: new Imports(place, folder), place, secret, toBeChecked };
}

/** An import of this many claims takes about a second. Half of it is the start of the process. */
const fewClaims = 200;

/** Levels of pino. */
const errorLevel = 50;

export interface EpisodeOptions {
  readonly load: LoadSize;
  /** Whether files are imported continuously during the load. */
  readonly isWritten: boolean;
}

/** The run of a load, during which a fault happens. */
export class Episode {
  readonly load: Load;
  readonly #service: Service;
  readonly #writer: Writer | null;
  readonly #firstLine: number;
  readonly #firstImport: number;

  constructor(service: Service, { load, isWritten }: EpisodeOptions) {
    this.#service = service;
    this.#firstLine = service.server.log.length;
    this.#firstImport = service.imports.records.length;
    this.load = new Load(service.server.address, load, service.secret);
    this.#writer = isWritten ? new Writer(service.imports, fewClaims) : null;
  }

  /** The logged lines of level error, and the number of lines that report the end of an outage. */
  get #logged(): { readonly errors: readonly string[]; readonly ends: number } {
    const lines = this.#service.server.log.slice(this.#firstLine);
    return {
      errors: lines.filter(({ level }) => level >= errorLevel).map(({ msg }) => msg),
      ends: lines.filter(({ msg }) => msg === 'The database answers again.').length,
    };
  }

  /**
   * Ends the load, runs one more import, and checks the graph.
   * @param outages the expected number of outages in the log
   */
  async end(
    situation: string,
    outages: number | null,
    { notes, measurements }: Pick<Observation, 'notes' | 'measurements'>,
  ): Promise<Observation> {
    const { server, imports, toBeChecked } = this.#service;
    await this.#writer?.stop();
    await this.load.stop();
    const { exitCode } = await (await imports.start(fewClaims)).finished;
    const { lost, torn } = await checkGraph(await toBeChecked(), imports.records);
    const { errors, ends } = this.#logged;
    const perOutage: Measurements =
      outages === null
        ? {}
        : { errorLinesPerOutage: errors.length / outages, infoLinesPerOutage: ends / outages };
    const made = imports.records.slice(this.#firstImport);
    const acknowledged = made.filter(({ isAcknowledged }) => isAcknowledged);
    const refusals = new Set(made.map(({ refusal }) => refusal).filter((refusal) => refusal !== null));
    return {
      situation,
      seen: this.load.tallies,
      notes: [
        ...notes,
        ['log lines of level error, and of the end of an outage', `${errors.length}, ${ends}`],
        ...[...new Set(errors)].map((line) => ['logged', line] as const),
        ['imports that were acknowledged', `${acknowledged.length} of ${made.length}`],
        ...[...refusals].map((refusal) => ['an import that was refused said', refusal] as const),
        ...lost.map((slug) => ['lost', slug] as const),
        ...torn.map((line) => ['torn', line] as const),
        ...imports.wordless.map((line) => ['without words', line] as const),
      ],
      measurements: {
        serverExits: server.isUp ? 0 : 1,
        ...measurementsOf(this.load.tallies),
        ...perOutage,
        lostImports: lost.length,
        tornRevisions: torn.length,
        wordlessFailures: imports.wordless.length,
        failedNextImports: exitCode === 0 ? 0 : 1,
        ...measurements,
      },
    };
  }
}

/** The duration of a task in seconds. NaN if it takes more than a minute. */
export async function secondsUntil(isDone: Promise<unknown>, from = performance.now()): Promise<number> {
  const time = new AbortController();
  const seconds = await Promise.race([
    isDone.then(() => (performance.now() - from) / 1000),
    delay(60_000, Number.NaN, { signal: time.signal, ref: false }).catch(() => Number.NaN),
  ]);
  time.abort();
  return seconds;
}
