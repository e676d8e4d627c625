import { setTimeout as delay } from 'node:timers/promises';
import type { OwnDatabase } from './database.js';
import { measurementsOf, type FaultSetting, type Observation } from './fault.js';
import { checkGraph } from './graph-check.js';
import type { Measurements } from './guarantees.js';
import { Imports, Writer } from './imports.js';
import { Load, type LoadSize } from './load.js';
import { seed, startServer, type CommandTarget, type ServerProcess } from './server-process.js';

/** A served graph, into which other processes import. */
export interface Service {
  readonly server: ServerProcess;
  readonly imports: Imports;
  /** The command line and the database of the imports. */
  readonly target: CommandTarget;
  /** A pattern that no response may match. */
  readonly secret: RegExp;
  /** Returns the URL of the database, or of a copy of it, for a check. During the call, no process may write to the database. */
  readonly urlToCheck: () => Promise<string>;
}

export interface ServiceOptions {
  /** The database URL of the server, if it differs from the URL of the imports. */
  readonly servedUrl?: string;
  /** The `prefixCommand` of `CommandTarget`. */
  readonly prefixCommand?: readonly string[];
  /** The `urlToCheck` of `Service`; by default, it returns the URL of the database. */
  readonly urlToCheck?: () => Promise<string>;
}

/** Seeds an empty database, and starts a server for the graph. The server runs until the fault is over. */
export async function startService(
  { main, folder, onEnd }: FaultSetting,
  { url, secret }: OwnDatabase,
  { servedUrl = url, prefixCommand = [], urlToCheck = async () => url }: ServiceOptions = {},
): Promise<Service> {
  const target = { main, databaseUrl: url, prefixCommand };
  await seed(target);
  const server = await startServer({ ...target, databaseUrl: servedUrl });
  onEnd(() => server.kill());
  return { server, imports: new Imports(target, folder), target, secret, urlToCheck };
}

/** The number of claims of an import. The import takes about a second, half of it for the start of the process. */
const fewClaims = 200;

/** The level of errors in pino. */
const errorLevel = 50;

export interface LoadPeriodOptions {
  readonly load: LoadSize;
  /** Whether files are imported continuously during the load. */
  readonly isWritten: boolean;
}

/** A period of load on a server, during which a fault happens. */
export class LoadPeriod {
  readonly load: Load;
  readonly #service: Service;
  readonly #writer: Writer | null;
  readonly #firstLine: number;
  readonly #firstImport: number;

  constructor(service: Service, { load, isWritten }: LoadPeriodOptions) {
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
      ends: lines.filter(({ msg }) => msg === 'The database is available again.').length,
    };
  }

  /**
   * Ends the load, runs another import, and checks the graph.
   * @param outages the expected number of outages in the log; null if the log is not checked
   */
  async end(
    situation: string,
    outages: number | null,
    { notes, measurements }: Pick<Observation, 'notes' | 'measurements'>,
  ): Promise<Observation> {
    const { server, imports, urlToCheck } = this.#service;
    await this.#writer?.stop();
    await this.load.stop();
    const { exitCode } = await (await imports.start(fewClaims)).finished;
    const { lost, torn } = await checkGraph(await urlToCheck(), imports.records);
    const { errors, ends } = this.#logged;
    const perOutage: Measurements =
      outages === null
        ? {}
        : { errorLinesPerOutage: errors.length / outages, infoLinesPerOutage: ends / outages };
    const records = imports.records.slice(this.#firstImport);
    const acknowledged = records.filter(({ isAcknowledged }) => isAcknowledged);
    const errorsOfImports = new Set(
      records.map(({ rejection }) => rejection).filter((message) => message !== null),
    );
    return {
      situation,
      tallies: this.load.tallies,
      notes: [
        ...notes,
        ['log lines of level error, and of the end of an outage', `${errors.length}, ${ends}`],
        ...[...new Set(errors)].map((line) => ['logged', line] as const),
        ['acknowledged imports', `${acknowledged.length} of ${records.length}`],
        ...[...errorsOfImports].map((message) => ['error of a rejected import', message] as const),
        ...lost.map((slug) => ['lost import', slug] as const),
        ...torn.map((line) => ['incomplete', line] as const),
        ...imports.unexplained.map((line) => ['unexplained failure', line] as const),
      ],
      measurements: {
        serverExits: server.isUp ? 0 : 1,
        ...measurementsOf(this.load.tallies),
        ...perOutage,
        lostImports: lost.length,
        tornRevisions: torn.length,
        unexplainedFailures: imports.unexplained.length,
        failedNextImports: exitCode === 0 ? 0 : 1,
        ...measurements,
      },
    };
  }
}

/** Waits for a task. @param from the start in milliseconds of `performance.now()` @returns the seconds from the start to the end of the task; NaN after more than a minute */
export async function secondsUntil(isDone: Promise<unknown>, from = performance.now()): Promise<number> {
  const timer = new AbortController();
  const seconds = await Promise.race([
    isDone.then(() => (performance.now() - from) / 1000),
    delay(60_000, Number.NaN, { signal: timer.signal, ref: false }).catch(() => Number.NaN),
  ]);
  timer.abort();
  return seconds;
}
