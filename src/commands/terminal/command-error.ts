/** A command cannot do its work, for a reason outside Tertium: the message is a sentence for whoever typed it. */
export class CommandError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'CommandError';
  }
}
