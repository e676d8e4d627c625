import { onStopSignal, stopAtOnce } from './stop-signals.js';

/** How long a running commit may take after a signal. */
const commitTimeoutMs = 5_000;

/** Sets the signal handler for the time before `stoppableWrite`: it reports that nothing was applied. */
export function stopBeforeWriting(): void {
  onStopSignal((signal) => stopAtOnce(signal, 'Nothing has been applied.'));
}

/**
 * Runs a write that a signal can stop. Before the commit, a signal ends the process at once, and the database rolls back. After a commit has
 * begun, a signal ends the process when it has finished, after 5 seconds at most.
 * @param write calls its argument when the commit begins
 */
export async function stoppableWrite<Outcome>(
  write: (onCommit: () => void) => Promise<Outcome>,
): Promise<Outcome> {
  stopBeforeWriting();
  const outcome = await write(() =>
    onStopSignal((signal) => {
      const unknown =
        'The database has not confirmed the changes: run the command again, which applies nothing twice.';
      setTimeout(() => stopAtOnce(signal, unknown), commitTimeoutMs).unref();
    }),
  );
  onStopSignal((signal) => stopAtOnce(signal, 'The changes have been applied.'));
  return outcome;
}
