import { constants } from 'node:os';

/*
 * Handles SIGTERM (sent by service managers) and SIGINT (sent by terminals). Importing this file sets handlers for both. The handlers are necessary
 * for process 1, such as the first process of a container: the kernel discards signals for process 1 that have no handler.
 */

const names = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof names)[number];

let handle: (signal: StopSignal) => void = (signal) => exitOnSignal(signal);
for (const name of names) process.on(name, () => handle(name));

/** Sets the handler of signals. The default handler ends the process. */
export function onStopSignal(handler: (signal: StopSignal) => void): void {
  handle = handler;
}

/** Resolves with the next signal. Replaces the handler: until another handler is set, signals have no other effect. */
export function nextStopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => onStopSignal(resolve));
}

/**
 * Ends the process with the exit code that shells use for a signal: 143 for SIGTERM, 130 for SIGINT.
 * @param outcome a sentence to print, for example whether the changes were applied
 */
export function exitOnSignal(signal: StopSignal, outcome?: string): never {
  // The line is printed in an exit listener that runs after the listeners of progress bars, because progress bars clear their last line on exit.
  process.once('exit', () => {
    process.stderr.write(`Stopped by ${signal}.${outcome === undefined ? '' : ` ${outcome}`}\n`);
  });
  process.exit(128 + constants.signals[signal]);
}
