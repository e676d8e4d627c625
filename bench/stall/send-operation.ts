import { Agent, request as httpRequest } from 'node:http';
import type { Operation } from './heavy-requests.js';

/** The outcome of a request. */
export interface Reply {
  /** The HTTP status with the codes of the errors and their counts, or the code or message of a connection error. */
  readonly outcome: string;
  /** Whether the status is 200, without errors. */
  readonly isServed: boolean;
  /** The time from the request to the end of the response. */
  readonly ms: number;
}

const timeoutMs = 120_000;
/** Each request uses a new connection, because the server closes idle connections. */
const agent = new Agent({ keepAlive: false });

/** Sends an operation by POST. Connection errors are returned as the outcome, not thrown. */
export async function sendOperation(origin: string, { query, variables }: Operation): Promise<Reply> {
  const start = performance.now();
  const sent = await send(`${origin}/graphql`, JSON.stringify({ query, variables })).catch(codeOf);
  if (typeof sent === 'string') return { outcome: sent, isServed: false, ms: performance.now() - start };
  const { status, body } = sent;
  const codes = new Map<string, number>();
  let isServed = status === 200;
  for (const { extensions } of errorsOf(body)) {
    const code = extensions?.code ?? 'error without a code';
    codes.set(code, (codes.get(code) ?? 0) + 1);
    isServed = false;
  }
  const errors = [...codes].map(([code, count]) => (count === 1 ? code : `${count} × ${code}`));
  return { outcome: [status, ...errors].join(' '), isServed, ms: performance.now() - start };
}

/** Polls `/livez`. `stop` ends the polling, and returns the time of the slowest request in milliseconds. */
export function pollLiveness(origin: string): { stop(): Promise<number> } {
  let isStopped = false;
  let slowest = 0;
  const probing = (async () => {
    while (!isStopped) {
      const start = performance.now();
      await send(`${origin}/livez`, null).catch(codeOf);
      slowest = Math.max(slowest, performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await probing;
      return slowest;
    },
  };
}

/** Returns the code of a connection error, or its message if it has no code. */
function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message;
}

function errorsOf(body: string): readonly { readonly extensions?: { readonly code?: string } }[] {
  try {
    return (JSON.parse(body) as { errors?: [] }).errors ?? [];
  } catch {
    return [];
  }
}

function send(url: string, body: string | null): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      {
        agent,
        method: body === null ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json' },
        timeout: timeoutMs,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        );
        response.on('error', reject);
      },
    );
    request.on('timeout', () => request.destroy(new Error(`No response within ${timeoutMs} ms.`)));
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}
