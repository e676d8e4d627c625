import { parseArgs } from 'node:util';
import type { DatabaseName } from './fault.js';

/** The command-line options. */
export interface FaultOptions {
  readonly help: boolean;
  /** The named faults in the order of the command line; all faults if the command line names none. */
  readonly names: readonly string[];
  /** How often each repeated fault happens; null for each fault's default. */
  readonly rounds: number | null;
  /** The length in seconds of each outage of the fault `outage`. */
  readonly seconds: number;
  readonly seed: number;
  readonly databases: readonly DatabaseName[];
}

/** The error of an invalid command line. */
export class OptionsError extends Error {}

const defaultSeconds = 30;
const databaseNames: Readonly<Record<string, DatabaseName>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/**
 * Parses options such as `kill-9 outage --rounds 141 --seconds 30 --seed 7 --databases sqlite`.
 * @param faults the names of all faults
 * @param defaultSeed the seed if the command line has none
 * @throws {OptionsError} if an argument is invalid
 */
export function readOptions(
  args: readonly string[],
  faults: readonly string[],
  defaultSeed: number,
): FaultOptions {
  const { values, positionals } = parse(args);
  for (const name of positionals) expectOneOf('A fault', name, faults);
  const databases = values.databases.split(',').map((name) => {
    expectOneOf('--databases', name, Object.keys(databaseNames));
    return databaseNames[name] as DatabaseName;
  });
  return {
    help: values.help,
    names: positionals.length > 0 ? positionals : faults,
    rounds: values.rounds === undefined ? null : numberOf('rounds', values.rounds),
    seconds: values.seconds === undefined ? defaultSeconds : numberOf('seconds', values.seconds),
    seed: values.seed === undefined ? defaultSeed : numberOf('seed', values.seed),
    databases,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string' },
        databases: { type: 'string', default: Object.keys(databaseNames).join(',') },
      },
    });
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function expectOneOf(option: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value))
    throw new OptionsError(`${option}: expected one of ${choices.join(', ')}, got ${value}.`);
}

function numberOf(flag: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text)) {
    throw new OptionsError(`--${flag}: expected a whole number from 1 to 9999, got ${text}.`);
  }
  return Number(text);
}

/** Formats the help text. @param faults the faults with their descriptions, by name */
export function helpText(faults: Readonly<Record<string, { readonly description: string }>>): string {
  const lines = Object.entries(faults).map(([name, { description }]) => `  ${name}\n      ${description}`);
  return [
    'npm run faults -- [NAME…] [OPTION…]',
    '',
    'Starts servers and databases, causes faults under load, and prints the outcomes of requests and whether each guarantee',
    'was met. Exit codes: 0 all guarantees were met, 1 a guarantee was broken or a fault failed, 2 the command line is invalid.',
    '',
    'Faults (default: all):',
    ...lines,
    '',
    'Options:',
    '  --rounds N           how often a repeated fault happens (default: 20 kills, 3 restarts, 3 packet drops, 3 published revisions, 1 of each stop)',
    `  --seconds N          the length in seconds of each outage of the fault outage (default: ${defaultSeconds})`,
    '  --seed N             the seed of pseudo-random choices (default: a new seed, which is printed)',
    `  --databases NAMES    the databases of kill-9 (default: ${Object.keys(databaseNames).join(',')})`,
    '  --help               this text',
    '',
  ].join('\n');
}
