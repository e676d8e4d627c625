import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The outcome of the requests of one connection. */
export interface Told {
  readonly sent: number;
  readonly answered: number;
  /** How the connection ended: CLOSE, with a `connection: close` response; EOF, without one; or the code of an error. */
  readonly end: string;
}

export interface SteadyOptions {
  /** The body of each request, which is a POST to `/graphql`. */
  readonly body: string;
  /** How many requests are written together before their responses are awaited. */
  readonly together: number;
  /** The pause before the next ones, in milliseconds. */
  readonly pause: () => number;
}

export interface SteadyClient {
  /** Resolves with the first response. */
  readonly hasAnswer: Promise<void>;
  readonly told: Promise<Told>;
}

/**
 * Sends requests on one connection until a response announces that the connection closes, and then waits for its end.
 * A request counts as sent when it was written before the client had seen the end of the connection.
 */
export function askSteadily(port: number, options: SteadyOptions): SteadyClient {
  let tell = (): void => undefined;
  const hasAnswer = new Promise<void>((resolve) => (tell = resolve));
  return { hasAnswer, told: ask(port, options, tell) };
}

async function ask(
  port: number,
  { body, together, pause }: SteadyOptions,
  onAnswer: () => void,
): Promise<Told> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  await once(socket, 'connect');
  const reading = new AnswerReader(socket);
  let sent = 0;
  let answered = 0;
  for (;;) {
    sent += together;
    socket.write(postOf(body).repeat(together));
    for (let left = together; left > 0; left -= 1) {
      const answer = await reading.next();
      if (typeof answer === 'string') return { sent, answered, end: answer };
      answered += 1;
      onAnswer();
      if (answer.closes) {
        const end = await reading.next();
        socket.destroy();
        if (typeof end !== 'string') return { sent, answered: answered + 1, end: 'AN ANSWER AFTER THE LAST' };
        return { sent, answered, end: end === 'EOF' ? 'CLOSE' : end };
      }
    }
    await new Promise((resolve) => setTimeout(resolve, pause()));
    if (reading.isEnded) return { sent, answered, end: 'EOF' };
  }
}

/** The bytes of a GraphQL request. */
export function postOf(body: string): string {
  return (
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

export interface WireAnswer {
  readonly status: number;
  readonly closes: boolean;
  readonly body: string;
}

/** Reads responses with a content length, in order. */
export class AnswerReader {
  isEnded = false;
  #bytes = Buffer.alloc(0);
  #end: string | null = null;
  #onNews: () => void = () => undefined;

  constructor(socket: Socket) {
    socket.on('data', (piece: Buffer) => {
      this.#bytes = Buffer.concat([this.#bytes, piece]);
      this.#onNews();
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) => this.#ended(code ?? 'ERROR'));
    socket.once('end', () => this.#ended('EOF'));
    socket.once('close', () => this.#ended('CLOSED'));
  }

  /** The next response, or how the connection ended before it. */
  async next(): Promise<WireAnswer | string> {
    for (;;) {
      const answer = this.#taken();
      if (answer) return answer;
      if (this.#end !== null) return this.#end;
      await new Promise<void>((resolve) => (this.#onNews = resolve));
    }
  }

  #ended(how: string): void {
    this.isEnded = true;
    this.#end ??= how;
    this.#onNews();
  }

  #taken(): WireAnswer | null {
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
