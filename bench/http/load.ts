import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { cores } from './cores.js';
import { cpuSeconds } from './proc.js';

/** The default number of connections of a load. */
export const usualConnections = 32;

/** The requests of a load: the same `GET` every time, `GET` of all paths in rotation, or `POST` of all bodies in rotation. */
export type Load = (
  | { readonly method: 'GET'; readonly url: string }
  | {
      readonly method: 'GET';
      /** A URL of the server. Its path is not used. */
      readonly url: string;
      /** A file with paths and their queries, one per line. */
      readonly pathsFile: string;
    }
  | {
      readonly method: 'POST';
      readonly url: string;
      /** A file with bodies, one per line. */
      readonly bodiesFile: string;
    }
) & {
  /** Headers of every request, in addition to those that the method needs. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The number of connections, each with one request at a time. */
  readonly connections?: number;
  /**
   * The number of requests per second, independent of the speed of the server. The latency of a request includes its wait for a connection. By
   * default, each connection sends a request as soon as the previous response is complete.
   */
  readonly requestsPerSecond?: number;
};

/** The measurements of a load. `p50` and `p99` are latencies in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** The number of failures: connections that ended during a request or could not be opened, statuses other than 200, and, at a given rate, requests without a response. */
  readonly failures: number;
  /** The mean size of a response with its head. */
  readonly bytesPerResponse: number;
  /** The share of a core that the load generator used, from 0 to 1. Near 1, the load generator limits the result, not the server. */
  readonly loadShare: number;
}

/** Above this share, the core of the load generator counts as saturated. */
export const saturatedShare = 0.95;

/** The output of the load generator. `p50` and `p99` are latencies in milliseconds. */
export interface LoadSummary {
  readonly requests: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly failures: number;
  readonly p50: number;
  readonly p99: number;
}

const generator = fileURLToPath(new URL('load-generator.js', import.meta.url));
const pacedGenerator = fileURLToPath(new URL('paced-load-generator.js', import.meta.url));

/** Sends requests to a server for a number of seconds, from a process on a separate core. @throws {Error} if the process fails */
export async function runLoad(load: Load, seconds: number): Promise<LoadResult> {
  const args = [
    load.requestsPerSecond === undefined ? generator : pacedGenerator,
    JSON.stringify(load),
    String(load.connections ?? usualConnections),
    String(seconds),
  ];
  const child = spawn('taskset', ['-c', String(cores.load), process.execPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  );
  const [output, errorOutput, code, loadShare] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
    shareOfCore(child.pid ?? 0),
  ]);
  if (code !== 0) throw new Error(`The load generator failed: ${output}${errorOutput}`);
  const summary = JSON.parse(output) as LoadSummary;
  return {
    requests: summary.requests,
    requestsPerSecond: summary.requests / summary.seconds,
    p50: summary.p50,
    p99: summary.p99,
    failures: summary.failures,
    bytesPerResponse: summary.requests === 0 ? 0 : summary.bytes / summary.requests,
    loadShare,
  };
}

const sampleEveryMs = 250;

/** Measures the share of a core that a process uses, from shortly after its start to the last sample before its end. */
async function shareOfCore(pid: number): Promise<number> {
  const samples: { readonly at: number; readonly seconds: number }[] = [];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, sampleEveryMs));
    const seconds = await cpuSeconds(pid);
    const [first, last] = [samples[0], samples.at(-1)];
    if (seconds === null) return first && last ? (last.seconds - first.seconds) / (last.at - first.at) : 0;
    samples.push({ at: performance.now() / 1000, seconds });
  }
}
