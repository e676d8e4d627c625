import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTcpServer, Server as TcpServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bounds of a graceful shutdown, in milliseconds. */
export interface ShutdownBounds {
  /** How long a connection without a running request may be idle before it is closed. */
  readonly idle: number;
  /** How long the shutdown may take. Connections that are still open then are forcibly closed. */
  readonly finish: number;
}

/** The numbers of connections that a graceful shutdown forcibly closed. */
export interface ForcedCloses {
  /** Connections whose newest response had not been passed completely to the operating system. */
  readonly responding: number;
  /** Other connections that the server had not begun to close; usually, the head of a request was still arriving. */
  readonly receiving: number;
}

/** The interval of the check for idle connections. */
const checkMs = 50;
/** How long a client may take to close its side of a connection after the server has closed its own side. */
const lingerMs = 500;

/**
 * Tracks the connections of a server, and closes them in a graceful shutdown.
 *
 * `http.Server.close` is not enough. It destroys connections whose response has been written but not sent: a client that reads slowly
 * loses the end of the response. It waits for new connections that send nothing, or send the head of a request byte by byte. It immediately
 * closes connections that are idle after a response, although clients may be sending their next request
 * (https://github.com/nodejs/node/issues/60617).
 */
export class Connections {
  readonly #bounds: ShutdownBounds;
  /**
   * The newest response of each open connection; null before its first request. Responses are sent in the order of their requests: once the
   * newest response is sent, all responses are sent.
   */
  readonly #newest = new Map<Socket, ServerResponse | null>();
  readonly #servers: TcpServer[] = [];
  #isStopping = false;
  /** The number of connections that have been accepted. */
  #accepted = 0;
  /** Requests that wait until the port is closed; null unless the port is being closed. */
  #waiting: (() => void)[] | null = null;
  #closing: Promise<ForcedCloses> | undefined;
  #onNoneLeft: () => void = () => undefined;

  constructor(bounds: ShutdownBounds) {
    this.#bounds = bounds;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Tracks the connections of a server. Call it once, after the only `request` listener of the server was added. */
  watch(server: Server): void {
    const [serve] = server.listeners('request') as [RequestListener];
    server.off('request', serve);
    this.#servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.#accepted += 1;
      this.#newest.set(socket, null);
      if (this.#isStopping) closeWithoutReset(socket);
      socket.once('close', () => {
        this.#newest.delete(socket);
        if (this.#newest.size === 0) this.#onNoneLeft();
      });
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      if (!this.#isStopping) {
        this.#newest.set(socket, response);
        serve(request, response);
        return;
      }
      // The server has closed its side of the connection after the last response.
      if (socket.writableEnded) return;
      const previous = this.#newest.get(socket);
      if (previous && !previous.headersSent) previous.removeHeader('connection');
      response.setHeader('connection', 'close');
      this.#newest.set(socket, response);
      const serveLater = (): void => serve(request, response);
      // All requests that arrive together are registered before the first response is sent, so that only the last response closes the connection.
      if (this.#waiting) this.#waiting.push(serveLater);
      else setImmediate(serveLater);
    });
  }

  /**
   * Accepts connections to a server on an additional address.
   * @throws {Error} with the code of the operating system if the address or the port cannot be used
   */
  async listenAlso(server: Server, host: string, port: number): Promise<void> {
    // The options that `http.Server` sets for its own connections.
    const listener = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      server.emit('connection', socket),
    );
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject).listen({ host, port }, resolve);
    });
    this.#servers.push(listener);
  }

  /** Begins a graceful shutdown: connections close after their last response. New connections and requests are still accepted. */
  begin(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const [socket, newest] of this.#newest) {
      closeWithoutReset(socket);
      if (newest && !newest.headersSent) newest.setHeader('connection', 'close');
    }
  }

  /**
   * Stops accepting connections and closes the open connections: after the response if a request is running, otherwise after they have been
   * idle for `idle`. Forcibly closes the connections that are still open after `finish`.
   */
  close(): Promise<ForcedCloses> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<ForcedCloses> {
    this.begin();
    const end = performance.now() + this.#bounds.finish;
    this.#waiting = [];
    await this.#emptyBacklog();
    for (const server of this.#servers) TcpServer.prototype.close.call(server);
    for (const serveLater of this.#waiting) serveLater();
    this.#waiting = null;
    await this.#noneLeft(end);

    const forced = { responding: 0, receiving: 0 };
    for (const [socket, newest] of this.#newest) {
      if (isUnfinished(newest)) forced.responding += 1;
      else if (!socket.writableEnded) forced.receiving += 1;
      socket.destroy();
    }
    return forced;
  }

  /**
   * Resolves when the backlog of the kernel is empty, and after `idle` at the latest. Closing the port resets the connections in the backlog,
   * whose clients may already have sent a request. Node accepts waiting connections in each turn of the event loop. Requests wait meanwhile: most
   * clients open the next connection after a response, so under load the backlog would otherwise never be empty.
   */
  async #emptyBacklog(): Promise<void> {
    const end = performance.now() + this.#bounds.idle;
    // In the current turn, the event loop may already have passed the phase that accepts connections.
    await nextTurn();
    for (let accepted = -1; accepted !== this.#accepted && performance.now() <= end;) {
      accepted = this.#accepted;
      await nextTurn();
    }
  }

  /**
   * Closes idle connections. Resolves when every connection has ended, and at `end` at the latest.
   * @param end on the clock of `performance.now()`
   */
  async #noneLeft(end: number): Promise<void> {
    const checksUntilIdle = Math.ceil(this.#bounds.idle / checkMs);
    const idleChecks = new Map<Socket, { bytesRead: number; checks: number }>();
    const check = (): void => {
      for (const [socket, newest] of this.#newest) {
        if (socket.writableEnded || isUnfinished(newest)) continue;
        const { bytesRead } = socket;
        const last = idleChecks.get(socket);
        // Counts checks, not milliseconds: between two checks, even a busy event loop reads all data that has arrived.
        const checks = last?.bytesRead === bytesRead ? last.checks + 1 : 0;
        idleChecks.set(socket, { bytesRead, checks });
        if (checks >= checksUntilIdle) socket.destroySoon();
      }
    };
    if (this.#newest.size === 0) return;
    check();
    const interval = setInterval(check, checkMs);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, end - performance.now());
      this.#onNoneLeft = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    clearInterval(interval);
  }
}

/** Returns whether at least a part of a response must still be passed to the operating system. False if the response was destroyed. */
function isUnfinished(newest: ServerResponse | null): boolean {
  return newest !== null && !newest.writableFinished && !newest.destroyed;
}

/**
 * Changes a connection so that it closes in two steps: first the server's side; then, when the client has closed its side or after `lingerMs`,
 * the connection. Node calls `destroySoon` after the last response. The original `destroySoon` closes both sides: if the client had already sent another request,
 * the connection is reset, and the client may lose the response (https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
 */
function closeWithoutReset(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(timer));
  };
}
