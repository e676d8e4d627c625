import { constants } from 'node:os';

/*
 * Handles SIGTERM (sent by service managers) and SIGINT (sent by terminals). Importing this file catches both. This is necessary for process 1,
 * such as the first process of a container: the kernel does not deliver signals to it unless it catches them.
 */

const names = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof names)[number];

let handle: (signal: StopSignal) => void = (signal) => stopAtOnce(signal);
for (const name of names) process.on(name, () => handle(name));

/** Sets the handler of signals. The default handler ends the process. */
export function onStopSignal(handler: (signal: StopSignal) => void): void {
  handle = handler;
}

/** Resolves with the next signal. This replaces the handler, so that signal and later ones do nothing else. */
export function nextStopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => onStopSignal(resolve));
}

/**
 * Ends the process with the exit code that shells use for a signal: 143 for SIGTERM, 130 for SIGINT.
 * @param outcome a sentence to print, such as whether the changes were applied
 */
export function stopAtOnce(signal: StopSignal, outcome?: string): never {
  // Printed in an exit listener: the exit listeners of progress bars were registered earlier, and would clear a line that is printed now.
  process.once('exit', () => {
    process.stderr.write(`Stopped by ${signal}.${outcome === undefined ? '' : ` ${outcome}`}\n`);
  });
  process.exit(128 + constants.signals[signal]);
}
