import { parseArgs } from 'node:util';
import { contestants, type Contestant } from './contestants.js';
import { sizeNames, sizes, type DataSize } from './data-size.js';

/** The options of the HTTP bench. */
export interface HttpOptions {
  readonly sizes: readonly DataSize[];
  readonly contestants: readonly Contestant[];
  readonly rounds: number;
  /** The length in seconds of each round, and of the warm-up before the first round. */
  readonly seconds: number;
}

/** The error of invalid flags. */
export class OptionsError extends Error {}

/**
 * Parses flags such as `--size small,middle --contestants fastify,tertium-sqlite --rounds 3 --seconds 5`.
 * @throws {OptionsError} if a flag is invalid
 */
export function readOptions(flags: readonly string[]): HttpOptions {
  const { size, contestants: names, rounds, seconds } = parse(flags);
  const all = contestants.map(({ name }) => name);
  const chosen = chosenOf('contestants', names, all);
  return {
    sizes: chosenOf('size', size, sizeNames).map((name) => sizes[name]),
    contestants: contestants.filter(({ name }) => chosen.includes(name)),
    rounds: numberOf('rounds', rounds),
    seconds: numberOf('seconds', seconds),
  };
}

function parse(flags: readonly string[]) {
  try {
    return parseArgs({
      args: [...flags],
      options: {
        size: { type: 'string', default: sizeNames.join(',') },
        contestants: { type: 'string', default: contestants.map(({ name }) => name).join(',') },
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '5' },
      },
    }).values;
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function chosenOf<Name extends string>(flag: string, list: string, all: readonly Name[]): readonly Name[] {
  return list.split(',').map((word) => {
    const name = all.find((each) => each === word);
    if (name === undefined)
      throw new OptionsError(`--${flag}: expected names from the list ${all.join(', ')}, got ${word}.`);
    return name;
  });
}

/** Parses a whole number from 1 to 9999. @throws {OptionsError} if the text is not such a number */
export function numberOf(flag: string, text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text)) {
    throw new OptionsError(`--${flag}: expected a whole number from 1 to 9999, got ${text}.`);
  }
  return Number(text);
}
