import { onStopSignal, exitOnSignal } from './stop-signals.js';

/** The maximum time of a running commit after a signal. */
const commitTimeoutMs = 5_000;

/**
 * Sets the signal handler for the time before `stoppableWrite`, and for rehearsals. The handler reports that nothing was applied, and ends the
 * process.
 */
export function stopBeforeWriting(): void {
  onStopSignal((signal) => exitOnSignal(signal, 'Nothing has been applied.'));
}

/** Sets the signal handler for the time in which a changeset is opened, and for the time after that. The handler ends the process. */
export function stopWhileOpening(): void {
  const outcome = 'Nothing has been applied. `tertium changesets` lists the changeset if it has been opened.';
  onStopSignal((signal) => exitOnSignal(signal, outcome));
}

/**
 * Runs a write that a signal can stop. Before the commit, a signal ends the process immediately, and the database rolls back. During the commit,
 * a signal lets the command continue, but ends the process if the command has not ended 5 seconds later. After the write, a signal ends the
 * process immediately.
 * @param write runs the write, and calls its argument when the commit begins
 */
export async function stoppableWrite<Outcome>(
  write: (onCommit: () => void) => Promise<Outcome>,
): Promise<Outcome> {
  stopBeforeWriting();
  const outcome = await write(() =>
    onStopSignal((signal) => {
      const message =
        'The database has not confirmed the changes: run the command again; it does not apply changes twice.';
      setTimeout(() => exitOnSignal(signal, message), commitTimeoutMs).unref();
    }),
  );
  onStopSignal((signal) => exitOnSignal(signal, 'The changes have been applied.'));
  return outcome;
}
