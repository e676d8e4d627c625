/*
 * Preloaded into a server process. Measures the longest block of the event loop, the CPU time and the time of garbage collections, and reports
 * them on the IPC channel.
 */
import { PerformanceObserver } from 'node:perf_hooks';

/** The measurements since the message `begin`. */
export interface LoopReport {
  /**
   * The longest block of the event loop in milliseconds, without garbage collection: the elapsed time or the CPU time, whichever is less. 0 if no
   * block took 5 ms.
   */
  readonly longestMs: number;
  /** The CPU time of the process in milliseconds. */
  readonly cpuMs: number;
  readonly gcMs: number;
}

/** A time for which the event loop was blocked, in milliseconds. */
interface Block {
  readonly start: number;
  readonly end: number;
  /** The CPU time of the process during the block. */
  readonly cpuMs: number;
}

/** The minimum duration of a recorded block. */
const minBlockMs = 5;
/** The time after which the observer has received all garbage-collection events. */
const gcReportMs = 50;

const collections: { readonly start: number; readonly end: number }[] = [];
new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    collections.push({ start: startTime, end: startTime + duration });
  }
}).observe({ entryTypes: ['gc'] });

let blocks: Block[] = [];
let cpuAtBegin = process.cpuUsage();
let last = { at: performance.now(), cpu: process.cpuUsage() };
setInterval(() => {
  const now = { at: performance.now(), cpu: process.cpuUsage() };
  const end = now.at;
  if (end - last.at >= minBlockMs) {
    blocks.push({ start: last.at, end, cpuMs: milliseconds(now.cpu) - milliseconds(last.cpu) });
  }
  last = now;
}, 1).unref();

process.on('message', (message) => {
  if (message === 'begin') {
    blocks = [];
    collections.length = 0;
    cpuAtBegin = process.cpuUsage();
    process.send?.('begun');
  } else if (message === 'report') {
    const cpuMs = milliseconds(process.cpuUsage(cpuAtBegin));
    setTimeout(() => process.send?.(report(cpuMs)), gcReportMs);
  }
});
process.channel?.unref();

function report(cpuMs: number): LoopReport {
  const durations = blocks.map(({ start, end, cpuMs: used }) =>
    Math.min(end - start - collectedWithin(start, end), used - collectedWithin(start, end)),
  );
  return {
    longestMs: Math.max(0, ...durations),
    cpuMs,
    gcMs: collections.reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

function collectedWithin(start: number, end: number): number {
  return collections.reduce(
    (sum, gc) => sum + Math.max(0, Math.min(end, gc.end) - Math.max(start, gc.start)),
    0,
  );
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
