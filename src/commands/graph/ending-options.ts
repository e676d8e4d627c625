import { InvalidArgumentError, type Command } from 'commander';
import { TertiumError } from '../../graph/errors.js';
import { fewestLimitedClaims, type WriteOptions } from '../../graph/ports/writing.js';

/** What the command line says of how many claims may end. */
export interface EndingOptions {
  /** The largest share of a source's claims that may end, from 0 to 1. */
  readonly maxEnded: number;
  /** Any number may. */
  readonly force?: true;
}

/** As much as a source may lose at once unless the command line says otherwise. */
export const defaultMaxEnded = 0.5;

/** Adds `--max-ended` and `--force` to a command. */
export function addEndingOptions(command: Command): Command {
  return command
    .option(
      '--max-ended <share>',
      `refuse what would end more than this share of a source's claims, from 0 to 1, as an input that was cut off ` +
        `does; sources of fewer than ${fewestLimitedClaims} claims may lose any`,
      readShare,
      defaultMaxEnded,
    )
    .option('--force', 'let any number of claims end');
}

export function limitsOf({ maxEnded, force }: EndingOptions): WriteOptions {
  return force ? {} : { endedShare: maxEnded };
}

/** Says what can be done about a limit that changes are past; any other error comes back as it is. */
export function adviseOnLimit(error: unknown): unknown {
  if (!(error instanceof TertiumError) || error.details['limit'] !== 'endedShare') return error;
  const message = `${error.message} Check that the input is whole. If these claims are to end, allow a larger share with --max-ended, or any with --force.`;
  return new TertiumError(error.code, message, { cause: error, details: error.details });
}

/** @throws {InvalidArgumentError} */
export function readShare(written: string): number {
  const share = Number(written);
  if (written.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('Expected a share from 0 to 1, such as 0.9.');
  }
  return share;
}
