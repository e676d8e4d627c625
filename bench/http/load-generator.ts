/**
 * The load generator, a separate process: sends requests on all connections for a number of seconds, and prints the measurements as JSON.
 * All connections receive into one shared buffer. The received bytes are counted; bodies are not parsed.
 */
import { connect, type Socket } from 'node:net';
import { createHistogram } from 'node:perf_hooks';
import { requestsOf } from './load-requests.js';
import { ResponseMeter } from './response-meter.js';
import type { Load, LoadSummary } from './load.js';

const received = Buffer.allocUnsafeSlow(1024 * 1024);

function generate(load: Load, connections: number, seconds: number): void {
  const requests = requestsOf(load);
  const { hostname, port } = new URL(load.url);
  /** Latencies in microseconds. */
  const latencies = createHistogram({ lowest: 1, highest: 600_000_000, figures: 3 });
  let [requestIndex, bytes, failures] = [0, 0, 0];
  const started = performance.now();

  const open = (): Socket => {
    const meter = new ResponseMeter();
    let sentAt = 0;
    const send = (): void => {
      const request = requests[requestIndex % requests.length];
      if (!request) throw new Error(`Expected requests to ${load.url}, got none.`);
      requestIndex += 1;
      sentAt = performance.now();
      socket.write(request);
    };
    const receive = (length: number): boolean => {
      bytes += length;
      if (!meter.take(received.subarray(0, length))) return true;
      latencies.record(Math.max(1, Math.round((performance.now() - sentAt) * 1000)));
      if (meter.status !== 200) failures += 1;
      send();
      return true;
    };
    const socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: { buffer: received, callback: receive },
    });
    return socket
      .on('connect', send)
      .on('error', () => (failures += 1))
      .on('end', () => (failures += 1));
  };

  const sockets = Array.from({ length: connections }, open);
  setTimeout(() => {
    const summary: LoadSummary = {
      requests: latencies.count,
      seconds: (performance.now() - started) / 1000,
      bytes,
      failures,
      p50: latencies.count === 0 ? 0 : latencies.percentile(50) / 1000,
      p99: latencies.count === 0 ? 0 : latencies.percentile(99) / 1000,
    };
    process.stdout.write(JSON.stringify(summary));
    for (const socket of sockets) socket.destroy();
  }, seconds * 1000);
}

const [load = '', connections, seconds] = process.argv.slice(2);
generate(JSON.parse(load) as Load, Number(connections), Number(seconds));
