import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTcpServer, Server as TcpServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Bounds of a stop, in milliseconds. */
export interface StopBounds {
  /** A connection without a request under way is closed once nothing has come on it for as long. */
  readonly idle: number;
  /** Requests have as long to finish, once no new connections are taken; then they are cut. */
  readonly finish: number;
}

/** How many connections a stop had to cut. */
export interface CutConnections {
  /** With a request that was not answered, or whose answer the client had not taken completely. */
  readonly answering: number;
  /** On which the head of a request was still coming in. */
  readonly receiving: number;
}

/** The pause between two looks at what has come in. */
const lookMs = 50;
/** How long a client may take to close its side of a connection, once ours is closed. */
const lingerMs = 500;

/**
 * The connections of a server, and how they end without cutting a request that was sent.
 *
 * `http.Server.close` does not do: it destroys at once every connection whose request has come in completely and whose answer
 * has been handed over, although the client may not have taken it yet; it waits without end for connections
 * that have not sent anything, or send the head of a request byte by byte; and it closes idle connections in
 * the moment in which clients may be sending their next request (https://github.com/nodejs/node/issues/60617).
 */
export class Connections {
  readonly #bounds: StopBounds;
  /** The newest answer of each open connection. Answers are sent in the order of their requests, so it ends last. */
  readonly #newest = new Map<Socket, ServerResponse | null>();
  readonly #servers: TcpServer[] = [];
  #isStopping = false;
  /** How many connections have been taken. */
  #taken = 0;
  #closing: Promise<CutConnections> | undefined;
  #onNoneLeft: () => void = () => undefined;

  constructor(bounds: StopBounds) {
    this.#bounds = bounds;
  }

  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** Looks after the connections of a server. It is called once, when the listener of the server's requests is in place. */
  watch(server: Server): void {
    const [serve] = server.listeners('request') as [RequestListener];
    server.off('request', serve);
    this.#servers.push(server);
    server.on('connection', (socket: Socket) => {
      this.#taken += 1;
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
      // What comes after the last answer of a connection cannot be answered.
      if (socket.writableEnded) return;
      const before = this.#newest.get(socket);
      if (before && !before.headersSent) before.removeHeader('connection');
      response.setHeader('connection', 'close');
      this.#newest.set(socket, response);
      // By then all requests that came in one piece are known, and only the last of them closes the connection.
      setImmediate(serve, request, response);
    });
  }

  /**
   * Listens on one more address for a server that listens already, on the same port.
   * @throws {Error} with the code of the operating system where it cannot be listened on
   */
  async listenAlso(server: Server, host: string, port: number): Promise<void> {
    // With what `http.Server` asks of connections.
    const another = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      server.emit('connection', socket),
    );
    await new Promise<void>((resolve, reject) => {
      another.once('error', reject).listen({ host, port }, resolve);
    });
    this.#servers.push(another);
  }

  /** From now on every answer closes its connection. New connections and requests are taken as before. */
  begin(): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    for (const [socket, newest] of this.#newest) {
      closeWithoutReset(socket);
      if (newest && !newest.headersSent) newest.setHeader('connection', 'close');
    }
  }

  /**
   * Takes no more connections, and ends those that there are: with a request under way, after its answer; without one, when
   * nothing has come for a while. What is left at the end of the time for that is cut.
   */
  close(): Promise<CutConnections> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<CutConnections> {
    this.begin();
    const end = performance.now() + this.#bounds.finish;
    await this.#backlogTaken();
    for (const server of this.#servers) TcpServer.prototype.close.call(server);
    await this.#noneLeft(end);

    const cut = { answering: 0, receiving: 0 };
    for (const [socket, newest] of this.#newest) {
      if (isUnderWay(newest)) cut.answering += 1;
      else if (!socket.writableEnded) cut.receiving += 1;
      socket.destroy();
    }
    return cut;
  }

  /**
   * Resolves when the kernel holds no connection that it has accepted for us: closing the port resets those, although their clients
   * may have sent a request. Node takes one in each turn of the event loop. Clients that connect all the time are not waited for.
   */
  async #backlogTaken(): Promise<void> {
    const end = performance.now() + this.#bounds.idle;
    // The rest of the turn in which this begins may come after connections would have been taken in it.
    await nextTurn();
    for (let taken = -1; taken !== this.#taken && performance.now() <= end;) {
      taken = this.#taken;
      await nextTurn();
    }
  }

  /** Resolves when every connection has ended, and at the latest at a time of `performance.now()`. */
  async #noneLeft(end: number): Promise<void> {
    const looksUntilIdle = Math.ceil(this.#bounds.idle / lookMs);
    const quiet = new Map<Socket, { bytesRead: number; looks: number }>();
    const look = (): void => {
      for (const [socket, newest] of this.#newest) {
        if (socket.writableEnded || isUnderWay(newest)) continue;
        const { bytesRead } = socket;
        const seen = quiet.get(socket);
        // Looks are counted, not milliseconds: whatever else the process did, it has read from the connection between two of them.
        const looks = seen?.bytesRead === bytesRead ? seen.looks + 1 : 0;
        quiet.set(socket, { bytesRead, looks });
        if (looks >= looksUntilIdle) socket.destroySoon();
      }
    };
    if (this.#newest.size === 0) return;
    look();
    const looking = setInterval(look, lookMs);
    await new Promise<void>((resolve) => {
      const time = setTimeout(resolve, end - performance.now());
      this.#onNoneLeft = () => {
        clearTimeout(time);
        resolve();
      };
    });
    clearInterval(looking);
  }
}

/** Whether an answer has not been handed to the operating system as a whole. */
function isUnderWay(newest: ServerResponse | null): boolean {
  return newest !== null && !newest.writableFinished && !newest.destroyed;
}

/**
 * Makes Node, which calls `destroySoon` after the last answer, close our side of the connection and wait for the client to close its own.
 * Closing both at once resets the connection where a byte has come in that nobody read, such as of the next of several requests that
 * were sent together, and the client may lose the answer (https://www.rfc-editor.org/rfc/rfc9112#section-9.6).
 */
function closeWithoutReset(socket: Socket): void {
  socket.destroySoon = () => {
    socket.end();
    const time = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(time));
  };
}
