import { parseArgs } from 'node:util';
import type { DatabaseName } from './fault.js';

/** The command-line options. */
export interface FaultOptions {
  readonly help: boolean;
  /** The named faults in the order of the command line. All if it names none. */
  readonly names: readonly string[];
  /** Null for the default of each fault. */
  readonly rounds: number | null;
  readonly seconds: number;
  readonly seed: number;
  readonly databases: readonly DatabaseName[];
}

/** An invalid command line. */
export class OptionsError extends Error {}

const usualSeconds = 30;
const databaseNames: Readonly<Record<string, DatabaseName>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/**
 * Reads `kill-9 outage --rounds 141 --seconds 30 --seed 7 --databases sqlite`.
 * @param faults the names of all faults
 * @param chosenSeed the seed if the command line has none
 * @throws {OptionsError} if an argument is invalid
 */
export function readOptions(
  args: readonly string[],
  faults: readonly string[],
  chosenSeed: number,
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
    seconds: values.seconds === undefined ? usualSeconds : numberOf('seconds', values.seconds),
    seed: values.seed === undefined ? chosenSeed : numberOf('seed', values.seed),
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

function expectOneOf(what: string, written: string, all: readonly string[]): void {
  if (!all.includes(written))
    throw new OptionsError(`${what}: expected one of ${all.join(', ')}, got ${written}.`);
}

function numberOf(flag: string, written: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(written)) {
    throw new OptionsError(`--${flag}: expected a whole number from 1 to 9999, got ${written}.`);
  }
  return Number(written);
}

/** @param faults the faults with their descriptions */
export function helpText(faults: Readonly<Record<string, { readonly what: string }>>): string {
  const lines = Object.entries(faults).map(([name, { what }]) => `  ${name}\n      ${what}`);
  return [
    'npm run faults -- [NAME…] [OPTION…]',
    '',
    'Starts servers and databases, causes faults on them under load, and prints what clients saw and whether each guarantee',
    'was kept. Exit codes: 0 all were kept, 1 one was broken or a fault could not be run, 2 the command line is not understood.',
    '',
    'Faults (all, where none is named):',
    ...lines,
    '',
    'Options:',
    '  --rounds N           how often: 20 kills, 3 restarts and so on, if left out',
    `  --seconds N          how long the outage lasts (${usualSeconds})`,
    '  --seed N             the seed of pseudo-random choices (default: a new one, which is printed)',
    `  --databases NAMES    of ${Object.keys(databaseNames).join(',')}: those that imports are killed on`,
    '  --help               this text',
    '',
  ].join('\n');
}
