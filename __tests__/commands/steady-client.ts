import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The outcome of the requests on one connection. */
export interface SteadyOutcome {
  /** The number of requests that were written before the client had received the end of the connection. */
  readonly sent: number;
  /** The number of responses. */
  readonly received: number;
  /**
   * How the connection ended:
   * - `CLOSE`: the server ended the connection after a response with `connection: close`.
   * - `RESPONSE AFTER CONNECTION: CLOSE`: another response followed a response with `connection: close`.
   * - `EOF`: the server ended the connection without a response with `connection: close`.
   * - Otherwise the code of an error, or `CLOSED`.
   */
  readonly end: string;
}

export interface SteadyOptions {
  /** The body of each request, which is a POST to `/graphql`. */
  readonly body: string;
  /** The number of requests that are written together, before the client reads their responses. */
  readonly batchSize: number;
  /** Returns the pause before the next batch, in milliseconds. */
  readonly pause: () => number;
}

export interface SteadyClient {
  /** Resolves at the first response. */
  readonly firstResponse: Promise<void>;
  readonly outcome: Promise<SteadyOutcome>;
}

/** Sends requests on one connection until the connection ends. After a response with `connection: close`, only waits for the end. */
export function startSteadyClient(port: number, options: SteadyOptions): SteadyClient {
  let onResponse = (): void => undefined;
  const firstResponse = new Promise<void>((resolve) => (onResponse = resolve));
  return { firstResponse, outcome: sendSteadily(port, options, onResponse) };
}

async function sendSteadily(
  port: number,
  { body, batchSize, pause }: SteadyOptions,
  onResponse: () => void,
): Promise<SteadyOutcome> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  await once(socket, 'connect');
  const reader = new ResponseReader(socket);
  let sent = 0;
  let received = 0;
  for (;;) {
    sent += batchSize;
    socket.write(postOf(body).repeat(batchSize));
    for (let remaining = batchSize; remaining > 0; remaining -= 1) {
      const response = await reader.next();
      if (typeof response === 'string') return { sent, received, end: response };
      received += 1;
      onResponse();
      if (response.closes) {
        const end = await reader.next();
        socket.destroy();
        if (typeof end !== 'string') {
          return { sent, received: received + 1, end: 'RESPONSE AFTER CONNECTION: CLOSE' };
        }
        return { sent, received, end: end === 'EOF' ? 'CLOSE' : end };
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause()));
    if (reader.end !== null) return { sent, received, end: reader.end };
  }
}

/** Builds the text of a GraphQL request over HTTP. */
export function postOf(body: string): string {
  return (
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

export interface RawResponse {
  readonly status: number;
  /** Whether the response has the header `connection: close`. */
  readonly closes: boolean;
  readonly body: string;
}

/** Reads responses with a content length, in order. */
export class ResponseReader {
  #bytes = Buffer.alloc(0);
  #end: string | null = null;
  #onEvent: () => void = () => undefined;

  constructor(socket: Socket) {
    socket.on('data', (chunk: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, chunk]);
      this.#onEvent();
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => this.#setEnd(code ?? 'ERROR'));
    socket.once('end', () => this.#setEnd('EOF'));
    socket.once('close', () => this.#setEnd('CLOSED'));
  }

  /** Reads the next response. @returns `EOF`, `CLOSED` or the code of an error if the connection ended before the response */
  async next(): Promise<RawResponse | string> {
    for (;;) {
      const response = this.#takeResponse();
      if (response) return response;
      if (this.#end !== null) return this.#end;
      await new Promise<void>((resolve) => (this.#onEvent = resolve));
    }
  }

  /** `EOF`, `CLOSED` or the code of an error if the connection has ended; otherwise null. */
  get end(): string | null {
    return this.#end;
  }

  #setEnd(end: string): void {
    this.#end ??= end;
    this.#onEvent();
  }

  /** Removes the first response from the received bytes, and returns it; returns null if it is incomplete. */
  #takeResponse(): RawResponse | null {
    const headEnd = this.#bytes.indexOf('\r\n\r\n');
    if (headEnd < 0) return null;
    const head = this.#bytes.toString('latin1', 0, headEnd);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1]);
    const end = headEnd + 4 + length;
    if (this.#bytes.length < end) return null;
    const body = this.#bytes.toString('utf8', headEnd + 4, end);
    this.#bytes = this.#bytes.subarray(end);
    return { status: Number(head.slice(9, 12)), closes: /^connection: close/im.test(head), body };
  }
}
