import { readdir, readFile } from 'node:fs/promises';

/** Reads the resident memory of a process in bytes. @throws {Error} if the process has ended */
export async function residentBytes(pid: number): Promise<number> {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/mu.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`Expected process ${pid} to run, but it has ended.`);
  return Number(kibibytes) * 1024;
}

/** The ticks per second in which Linux reports CPU time (USER_HZ: 100 on all common architectures). */
const ticksPerSecond = 100;

/** Reads the CPU time of a process in seconds. Null if the process has ended. */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The command name in parentheses may contain spaces. After it, the 12th and 13th fields are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const time = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  return fields[0] === 'Z' ? null : time;
}

/** The CPU time in seconds by process id. Processes that have ended are omitted. */
export type CpuTimes = ReadonlyMap<number, number>;

export async function cpuTimes(pids: readonly number[]): Promise<CpuTimes> {
  const times = new Map<number, number>();
  for (const pid of pids) {
    const seconds = await cpuSeconds(pid);
    if (seconds !== null) times.set(pid, seconds);
  }
  return times;
}

/** Computes the CPU time in seconds that processes used between two samples. Processes without an entry in `after` have ended, and are ignored. */
export function usedSince(before: CpuTimes, after: CpuTimes): number {
  return [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0);
}

/** Reads the process ids of the running children of a process. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

const samplingIntervalMs = 200;
const quietShare = 0.1;
const maxSamples = 300;

/**
 * Waits until processes are nearly idle, because a server still processes pending requests when the load has ended.
 * @throws {Error} if the processes are not idle after a minute
 */
export async function waitUntilQuiet(pids: () => Promise<readonly number[]>): Promise<void> {
  let before: { readonly at: number; readonly times: CpuTimes } | null = null;
  for (let sample = 0; sample < maxSamples; sample += 1) {
    const now = { at: performance.now() / 1000, times: await cpuTimes(await pids()) };
    if (before && usedSince(before.times, now.times) / (now.at - before.at) < quietShare) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, samplingIntervalMs));
  }
  throw new Error('Expected the server to be idle after the load, but it is still busy after a minute.');
}
