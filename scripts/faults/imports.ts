import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  startCommand,
  type FinishedCommand,
  type CommandTarget,
  type RunningCommand,
} from './server-process.js';

/** An import, and the outcome that its command reported. */
export interface ImportRecord {
  /** The id of its source, unique to the import. */
  readonly source: string;
  readonly slug: string;
  readonly claims: number;
  /** Whether a command for the import has succeeded, or has reported the revision that it published. */
  isAcknowledged: boolean;
  /** The error of its last rejected attempt; null if none was rejected. */
  rejection: string | null;
}

export interface StartedImport extends RunningCommand {
  readonly record: ImportRecord;
}

/** Imports generated files of claims into one database. No two files share a source or an approach. */
export class Imports {
  readonly records: ImportRecord[] = [];
  /**
   * The exit code and the error output of each command that failed in another way than with exit code 1 and a one-line
   * error of the database. Killed commands are not included.
   */
  readonly unexplained: string[] = [];
  readonly #target: CommandTarget;
  readonly #folder: string;

  /** Creates an empty list of imports into a database. @param folder the folder for the files */
  constructor(target: CommandTarget, folder: string) {
    this.#target = target;
    this.#folder = folder;
  }

  /** Writes a new file with a number of claims, and starts its import. */
  async start(claims: number): Promise<StartedImport> {
    const number = this.records.length + 1;
    const slug = `import-${number}`;
    const record = { source: `cited-source/${slug}`, slug, claims, isAcknowledged: false, rejection: null };
    this.records.push(record);
    await writeFile(this.#fileOf(record), claimLines(number, claims));
    return this.repeat(record);
  }

  /** Starts the import of an earlier file again. If the first attempt has not added its claims, this attempt adds them. */
  repeat(record: ImportRecord): StartedImport {
    const { finished, kill } = startCommand(this.#target, [
      'import',
      this.#fileOf(record),
      '--format',
      'claims',
    ]);
    return { record, kill, finished: finished.then((end) => this.#recordEnd(record, end)) };
  }

  #fileOf({ slug }: ImportRecord): string {
    return join(this.#folder, `${slug}.jsonl`);
  }

  #recordEnd(record: ImportRecord, end: FinishedCommand): FinishedCommand {
    if (end.exitCode === 0 || acknowledgement.test(end.stdout)) record.isAcknowledged = true;
    // The exit code is null if the fault killed the command.
    if (end.exitCode !== 0 && end.exitCode !== null) {
      if (isExplained(end)) record.rejection = end.stderr.trim();
      else this.unexplained.push(`exit code ${end.exitCode}: ${end.stderr}`);
    }
    return end;
  }
}

const acknowledgement = /^Revision \d+: [^\n]*\n/;

/** Whether a failed command printed a one-line error of the database. */
function isExplained({ exitCode, stderr }: FinishedCommand): boolean {
  return exitCode === 1 && /^The database [^\n]*\n$/.test(stderr);
}

/** Generates the lines of an import file. @param number the number of the import @param claims the number of lines */
function claimLines(number: number, claims: number): string {
  let lines = '';
  for (let claim = 1; claim <= claims; claim += 1) {
    const line = {
      approach: `Engine ${number}-${claim}`,
      dimension: 'Speed',
      value: claim % 2 === 0 ? 'fast' : 'slow',
      valueType: 'ORDINAL',
      levels: ['slow', 'fast'],
      source: `Import ${number}`,
    };
    lines += `${JSON.stringify(line)}\n`;
  }
  return lines;
}

/** Imports one file after another until `stop` is called. */
export class Writer {
  readonly #imports: Imports;
  readonly #running: Promise<void>;
  #isStopping = false;

  constructor(imports: Imports, claims: number) {
    this.#imports = imports;
    this.#running = this.#write(claims);
  }

  /** Waits for the running import, and starts no further import. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #write(claims: number): Promise<void> {
    while (!this.#isStopping) await (await this.#imports.start(claims)).finished;
  }
}
