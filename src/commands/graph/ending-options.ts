import { InvalidArgumentError, type Command } from 'commander';
import { TertiumError } from '../../graph/errors.js';
import { minLimitedClaims, type WriteOptions } from '../../graph/ports/writing.js';

/** The command-line options that limit how many claims may end. */
export interface EndingOptions {
  /** The maximum share of a source's claims that may end, from 0 to 1. */
  readonly maxEnded: number;
  /** Whether any number of claims may end. */
  readonly force?: true;
}

/** The default of `--max-ended`. */
export const defaultMaxEnded = 0.5;

/** Adds `--max-ended` and `--force` to a command. */
export function addEndingOptions(command: Command): Command {
  return command
    .option(
      '--max-ended <share>',
      `reject an input, such as a truncated input, that would end more than this share (0 to 1) of a source's claims; ` +
        `all claims of a source may end if the source has fewer than ${minLimitedClaims} claims`,
      readShare,
      defaultMaxEnded,
    )
    .option('--force', 'allow any number of claims to end');
}

/** Converts command-line options to the limits of a write. */
export function writeLimits({ maxEnded, force }: EndingOptions): WriteOptions {
  return force ? {} : { endedShare: maxEnded };
}

/** Adds advice to the error of changes that exceed a limit. Returns other errors unchanged. */
export function withLimitAdvice(error: unknown): unknown {
  if (!(error instanceof TertiumError) || error.details['limit'] !== 'endedShare') return error;
  const message = `${error.message} Check that the input is complete. To end these claims, allow a larger share with --max-ended, or any share with --force.`;
  return new TertiumError(error.code, message, { cause: error, details: error.details });
}

/** Parses a share from 0 to 1. @throws {InvalidArgumentError} for other text */
export function readShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new InvalidArgumentError('Expected a share from 0 to 1, such as 0.9.');
  }
  return share;
}
