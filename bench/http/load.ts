import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cores } from './cores.js';
import { cpuSeconds } from './proc.js';

export const connections = 32;

/** What is asked, again and again: `GET` without bodies, or `POST` of each body in turn. */
export interface Load {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  /** One request each, on one line each. */
  readonly bodiesFile: string;
}

/** What a load came to. Times are in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were none: connections that failed, statuses that are not of success. */
  readonly failures: number;
  readonly bytesPerAnswer: number;
  /** How much of its core the load took, from 0 to 1: near 1, it is the load that is measured, not the server. */
  readonly loadShare: number;
}

/** Above this share the load's core counts as saturated. */
export const saturatedShare = 0.95;

/** wrk calls init, request and done; the requests are made once, so that little is done for each. */
const script = `
local requests, turn = {}, 0

function init(args)
  if args[1] == "GET" then
    requests[1] = wrk.format("GET")
    return
  end
  local headers = { ["Content-Type"] = "application/json" }
  for body in io.lines(args[2]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format(
    '\\n{"requests":%d,"microseconds":%d,"bytes":%.0f,"failures":%d,"p50":%d,"p99":%d}',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
`;

interface Summary {
  readonly requests: number;
  readonly microseconds: number;
  readonly bytes: number;
  readonly failures: number;
  readonly p50: number;
  readonly p99: number;
}

/** Writes the script of the load. @returns its path */
export async function writeLoadScript(folder: string): Promise<string> {
  const path = join(folder, 'load.lua');
  await writeFile(path, script);
  return path;
}

/** Loads a server for some seconds. @throws {Error} where wrk fails */
export async function runLoad(
  scriptPath: string,
  { url, method, bodiesFile }: Load,
  seconds: number,
): Promise<LoadResult> {
  const wrk = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '30s', '-s', scriptPath, url];
  const child = spawn('taskset', ['-c', String(cores.load), ...wrk, '--', method, bodiesFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  );
  const [said, complaint, code, loadShare] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
    shareOfCore(child.pid ?? 0),
  ]);
  const line = said.split('\n').find((each) => each.startsWith('{'));
  if (code !== 0 || line === undefined) throw new Error(`wrk failed: ${said}${complaint}`);
  const { requests, microseconds, bytes, failures, p50, p99 } = JSON.parse(line) as Summary;
  return {
    requests,
    requestsPerSecond: requests / (microseconds / 1e6),
    p50: p50 / 1000,
    p99: p99 / 1000,
    failures,
    bytesPerAnswer: bytes / requests,
    loadShare,
  };
}

const sampleEveryMs = 250;

/** The share of a core that a process took, from soon after its start to the last look before its end. */
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
