import { parseArgs } from 'node:util';
import type { DatabaseName } from './fault.js';

/** What the command line says. */
export interface FaultOptions {
  readonly help: boolean;
  /** In the order of the command line; all, where it names none. */
  readonly names: readonly string[];
  /** Null: as many as each fault has. */
  readonly rounds: number | null;
  readonly seconds: number;
  readonly seed: number;
  readonly databases: readonly DatabaseName[];
}

/** A command line that is not understood. */
export class OptionsError extends Error {}

const usualSeconds = 30;
const databaseNames: Readonly<Record<string, DatabaseName>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/**
 * Reads `kill-9 outage --rounds 141 --seconds 30 --seed 7 --databases sqlite`.
 * @param faults the names that there are
 * @param chosenSeed the seed, where the command line has none
 * @throws {OptionsError} for what is not understood
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

/** @param faults each with what it does, in a sentence */
export function helpText(faults: Readonly<Record<string, { readonly what: string }>>): string {
  const lines = Object.entries(faults).map(([name, { what }]) => `  ${name}\n      ${what}`);
  return [
    'npm run faults -- [NAME…] [OPTION…]',
    '',
    'Brings faults about on servers and databases of its own, under load, and prints what clients saw and whether each guarantee',
    'was kept. Exit codes: 0 all were kept, 1 one was broken or a fault could not be run, 2 the command line is not understood.',
    '',
    'Faults (all, where none is named):',
    ...lines,
    '',
    'Options:',
    '  --rounds N           how often: 20 kills, 3 restarts and so on, if left out',
    `  --seconds N          how long the outage lasts (${usualSeconds})`,
    '  --seed N             what chance is made of: any, if left out, and printed',
    `  --databases NAMES    of ${Object.keys(databaseNames).join(',')}: those that imports are killed on`,
    '  --help               this text',
    '',
  ].join('\n');
}
