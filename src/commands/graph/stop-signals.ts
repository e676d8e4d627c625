import { constants } from 'node:os';

/*
 * SIGTERM comes from what runs the process, SIGINT from a terminal. Importing this file catches both: the kernel does not deliver a signal to
 * process 1, such as the first process of a container, unless the process catches it.
 */

const names = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof names)[number];

let obey: (signal: StopSignal) => void = (signal) => stopAtOnce(signal);
for (const name of names) process.on(name, () => obey(name));

/** Sets what signals do from now on. By default, they end the process. */
export function onStopSignal(handler: (signal: StopSignal) => void): void {
  obey = handler;
}

/** Resolves with the next signal. That signal and those after it do nothing else. */
export function nextStopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => onStopSignal(resolve));
}

/**
 * Ends the process with the exit code that shells use for a signal: 143 for SIGTERM, 130 for SIGINT.
 * @param outcome a sentence to print, such as what has been applied
 */
export function stopAtOnce(signal: StopSignal, outcome?: string): never {
  // Progress bars end in their own exit listeners, registered earlier, and would clear this line.
  process.once('exit', () => {
    process.stderr.write(`Stopped by ${signal}.${outcome === undefined ? '' : ` ${outcome}`}\n`);
  });
  process.exit(128 + constants.signals[signal]);
}
