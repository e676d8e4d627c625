/**
 * A load generator with a constant rate, in a separate process. The requests are due at equal intervals, on all connections in rotation. The
 * latency of a request counts from the time when it is due: if the server stalls, all requests that are due during the stall have long latencies. A
 * client that waits for each response would measure only one long latency (coordinated omission).
 */
import { connect, type Socket } from 'node:net';
import { createHistogram } from 'node:perf_hooks';
import { requestsOf } from './load-requests.js';
import { ResponseMeter } from './response-meter.js';
import type { Load, LoadSummary } from './load.js';

/** The time after the last request in which responses still count. Requests without a response have then failed. */
const maxWaitMs = 10_000;
const pollMs = 1;
const received = Buffer.allocUnsafeSlow(1024 * 1024);

interface DueRequest {
  readonly bytes: Buffer;
  readonly dueAt: number;
}

/** Counts the outcomes of requests. */
class Outcomes {
  /** Latencies in microseconds. */
  readonly latencies = createHistogram({ lowest: 1, highest: 600_000_000, figures: 3 });
  bytes = 0;
  failures = 0;

  add(dueAt: number, isFailure: boolean): void {
    this.latencies.record(Math.max(1, Math.round((performance.now() - dueAt) * 1000)));
    if (isFailure) this.failures += 1;
  }
}

/** A client with one connection, which sends its requests one after the other. If the connection has ended, the next request opens another one. */
class Client {
  readonly #waiting: DueRequest[] = [];
  #socket: Socket | null = null;
  #current: DueRequest | null = null;

  constructor(
    private readonly url: URL,
    private readonly outcomes: Outcomes,
  ) {}

  get pending(): readonly DueRequest[] {
    return this.#current ? [this.#current, ...this.#waiting] : this.#waiting;
  }

  send(request: DueRequest): void {
    this.#waiting.push(request);
    this.#sendNext();
  }

  close(): void {
    this.#socket?.removeAllListeners('close').destroy();
  }

  #sendNext(): void {
    if (this.#current) return;
    const next = this.#waiting.shift();
    if (!next) return;
    this.#current = next;
    this.#socket ??= this.#open();
    this.#socket.write(next.bytes);
  }

  #open(): Socket {
    const meter = new ResponseMeter();
    const { outcomes } = this;
    const receive = (length: number): boolean => {
      outcomes.bytes += length;
      if (meter.take(received.subarray(0, length))) this.#finish(meter.status !== 200);
      return true;
    };
    const socket = connect({
      host: this.url.hostname,
      port: Number(this.url.port),
      noDelay: true,
      onread: { buffer: received, callback: receive },
    });
    return socket
      .on('error', () => undefined)
      .on('end', () => socket.destroy())
      .on('close', () => {
        this.#socket = null;
        // A server may close an idle connection.
        if (this.#current) this.#finish(true);
      });
  }

  #finish(isFailure: boolean): void {
    if (this.#current) this.outcomes.add(this.#current.dueAt, isFailure);
    this.#current = null;
    this.#sendNext();
  }
}

async function generate(load: Load, connections: number, seconds: number): Promise<void> {
  const requests = requestsOf(load);
  const { requestsPerSecond = 1 } = load;
  const outcomes = new Outcomes();
  const clients = Array.from({ length: connections }, () => new Client(new URL(load.url), outcomes));
  const started = performance.now();
  const total = Math.round(requestsPerSecond * seconds);
  let sent = 0;
  while (sent < total) {
    for (
      let dueAt = started + (sent * 1000) / requestsPerSecond;
      sent < total && dueAt <= performance.now();
      dueAt = started + (sent * 1000) / requestsPerSecond
    ) {
      const bytes = requests[sent % requests.length];
      if (!bytes) throw new Error(`Expected requests to ${load.url}, got none.`);
      clients[sent % connections]?.send({ bytes, dueAt });
      sent += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const measuredSeconds = (performance.now() - started) / 1000;
  const end = performance.now() + maxWaitMs;
  while (clients.some(({ pending }) => pending.length > 0) && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  for (const client of clients) {
    for (const { dueAt } of client.pending) outcomes.add(dueAt, true);
    client.close();
  }
  const { latencies, bytes, failures } = outcomes;
  const summary: LoadSummary = {
    requests: latencies.count,
    seconds: measuredSeconds,
    bytes,
    failures,
    p50: latencies.percentile(50) / 1000,
    p99: latencies.percentile(99) / 1000,
  };
  process.stdout.write(JSON.stringify(summary));
}

const [load = '', connections, seconds] = process.argv.slice(2);
await generate(JSON.parse(load) as Load, Number(connections), Number(seconds));
