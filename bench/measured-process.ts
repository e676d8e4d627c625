/*
 * Loaded into a process before its program: tells on the channel to its parent how much memory it holds, when asked,
 * and on the descriptor 3 what it has used, when it ends.
 */
import { writeSync } from 'node:fs';

/** What a process has used when it ends. */
export interface Usage {
  /** The most that it held in memory at any time, in bytes. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

/** What a process holds after it has collected its garbage. */
export interface HeapReport {
  readonly heapBytes: number;
}

process.on('message', () => {
  globalThis.gc?.();
  const report: HeapReport = { heapBytes: process.memoryUsage().heapUsed };
  process.send?.(report);
});
process.channel?.unref();

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const usage: Usage = { peakBytes: maxRSS * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  writeSync(3, JSON.stringify(usage));
});
