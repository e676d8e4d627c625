import { constants } from 'node:os';

/*
 * What asks a command to stop: SIGTERM from whatever runs it, SIGINT from a terminal. Importing this file catches both. As process 1, as in a
 * container, a process does not receive a signal that it does not catch, so the file is imported before anything that takes time.
 */

const names = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof names)[number];

let obey: (signal: StopSignal) => void = (signal) => stopAtOnce(signal);
for (const name of names) process.on(name, () => obey(name));

/** Decides what the next signals do, in the place of what they did before. Without it, they end the process. */
export function onStopSignal(handler: (signal: StopSignal) => void): void {
  obey = handler;
}

/** The next signal, which then does nothing else; nor do those that follow it. */
export function nextStopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => onStopSignal(resolve));
}

/**
 * Ends the process with the exit code that shells give to one that a signal has ended: 143 for SIGTERM, 130 for SIGINT.
 * @param outcome a sentence for whoever started the command
 */
export function stopAtOnce(signal: StopSignal, outcome?: string): never {
  // A progress bar that was started before ends before, too: it would clear the line.
  process.once('exit', () => {
    process.stderr.write(`Stopped by ${signal}.${outcome === undefined ? '' : ` ${outcome}`}\n`);
  });
  process.exit(128 + constants.signals[signal]);
}
