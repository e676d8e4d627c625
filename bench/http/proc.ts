import { readFile } from 'node:fs/promises';

/** The memory that a process has now, in bytes. @throws {Error} where it has ended */
export async function residentBytes(pid: number): Promise<number> {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/mu.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`Process ${pid} has no memory: it has ended.`);
  return Number(kibibytes) * 1024;
}

/** In which Linux counts the time of a process, whatever the machine: USER_HZ. */
const ticksPerSecond = 100;

/** The time that a process has had a core for, in seconds; null where it has ended. */
export async function cpuSeconds(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name of the command, in brackets, may hold spaces; of what follows, the 12th and 13th are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const time = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  return fields[0] === 'Z' ? null : time;
}
