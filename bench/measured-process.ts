/*
 * Preloaded into a process. Replies to messages on the IPC channel with the size of the heap in use. When the process ends, writes the used
 * resources to file descriptor 3.
 */
import { writeSync } from 'node:fs';

/** The resources that a process has used when it ends. */
export interface Usage {
  /** The peak memory use in bytes. */
  readonly peakBytes: number;
  readonly cpuSeconds: number;
}

/** The size of the heap in use, after a garbage collection if Node exposes `gc`. */
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
