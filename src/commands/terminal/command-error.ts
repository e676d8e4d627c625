/** The error of a command that failed for a reason outside Tertium. The message is a sentence for the user of the command line. */
export class CommandError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'CommandError';
  }
}
