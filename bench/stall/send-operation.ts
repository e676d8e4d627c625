import { Agent, request as httpRequest } from 'node:http';
import type { Asked } from './heavy-requests.js';

/** What came of a request. */
export interface Reply {
  /** The HTTP status, and the codes of errors with how often each came. */
  readonly outcome: string;
  readonly isAnswered: boolean;
  readonly ms: number;
}

const patienceMs = 120_000;
/** A connection each: one that waits idle for too long is ended by the server. */
const agent = new Agent({ keepAlive: false });

/** Sends an operation by POST. */
export async function askGraphql(origin: string, { query, variables }: Asked): Promise<Reply> {
  const start = performance.now();
  const sent = await send(`${origin}/graphql`, JSON.stringify({ query, variables })).catch(codeOf);
  if (typeof sent === 'string') return { outcome: sent, isAnswered: false, ms: performance.now() - start };
  const { status, body } = sent;
  const codes = new Map<string, number>();
  let isAnswered = status === 200;
  for (const { extensions } of errorsOf(body)) {
    const code = extensions?.code ?? 'an error without a code';
    codes.set(code, (codes.get(code) ?? 0) + 1);
    isAnswered = false;
  }
  const told = [...codes].map(([code, count]) => (count === 1 ? code : `${count} × ${code}`));
  return { outcome: [status, ...told].join(' '), isAnswered, ms: performance.now() - start };
}

/** Asks `/livez` again and again, until it is stopped. @returns how long the slowest answer took, in milliseconds */
export function askLiveness(origin: string): { stop(): Promise<number> } {
  let isStopped = false;
  let slowest = 0;
  const asking = (async () => {
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
      await asking;
      return slowest;
    },
  };
}

/** What became of a request that was not answered. */
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
        timeout: patienceMs,
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
    request.on('timeout', () => request.destroy(new Error(`No answer came within ${patienceMs} ms.`)));
    request.on('error', reject);
    request.end(body ?? undefined);
  });
}
