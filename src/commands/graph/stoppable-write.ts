import { onStopSignal, stopAtOnce } from './stop-signals.js';

/** How long a commit that has begun may take after a signal. */
const commitPatienceMs = 5_000;

/** Says that nothing has been applied, should a signal come before `stoppableWrite` is called. */
export function stopBeforeWriting(): void {
  onStopSignal((signal) => stopAtOnce(signal, 'Nothing has been applied.'));
}

/**
 * Runs a write that a signal may stop. Before the commit, a signal ends the process at once, whatever the write waits for: the
 * database rolls back what has not been committed. A commit that has begun is waited for, for 5 seconds at most.
 * @param write is to call its argument when the commit begins
 */
export async function stoppableWrite<Outcome>(
  write: (onCommit: () => void) => Promise<Outcome>,
): Promise<Outcome> {
  stopBeforeWriting();
  const outcome = await write(() =>
    onStopSignal((signal) => {
      const unknown =
        'The database has not said whether it has applied the changes: repeat the command, which applies nothing twice.';
      setTimeout(() => stopAtOnce(signal, unknown), commitPatienceMs).unref();
    }),
  );
  onStopSignal((signal) => stopAtOnce(signal, 'The changes have been applied.'));
  return outcome;
}
