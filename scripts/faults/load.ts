import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http-client.js';
import { Tally } from './tally.js';

/** The source of the data of a response. */
export type Origin = 'memory' | 'database';

export interface LoadSize {
  /** The number of clients that query data in memory. */
  readonly memory: number;
  /** The number of clients that query data in the database. */
  readonly database: number;
}

/** The pause of a client between a response and the next request. */
const pauseMs = 10;
/** The pause of a client after a request without a complete response. */
const retryMs = 100;

/** Clients that send requests continuously, each on one keep-alive connection. */
export class Load {
  readonly tallies: Readonly<Record<Origin, Tally>>;
  readonly #address: string;
  readonly #running: Promise<void>[];
  readonly #onData: Record<Origin, (() => void)[]> = { memory: [], database: [] };
  #isStopping = false;
  #requests = 0;

  /** Starts the clients. @param secret a pattern that no response may match */
  constructor(address: string, size: LoadSize, secret: RegExp) {
    this.#address = address;
    this.tallies = { memory: new Tally(secret), database: new Tally(secret) };
    this.#running = (['memory', 'database'] as const).flatMap((origin) =>
      Array.from({ length: size[origin] }, () => this.#query(origin)),
    );
  }

  /** Waits for the next response with data. */
  nextData(origin: Origin): Promise<void> {
    return new Promise((resolve) => this.#onData[origin].push(resolve));
  }

  /** Stops sending, and waits until all sent requests have ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running);
  }

  async #query(origin: Origin): Promise<void> {
    const client = new HttpClient(this.#address);
    while (!this.#isStopping) {
      this.#requests += 1;
      const sent = performance.now();
      const end = await client.query(operations[origin](this.#requests));
      const outcome = this.tallies[origin].add(end, performance.now() - sent);
      if (outcome === 'data') for (const resolve of this.#onData[origin].splice(0)) resolve();
      await delay(end.type === 'RESPONSE' ? pauseMs : retryMs);
    }
    client.close();
  }
}

/**
 * Operations on the seeded graph, by the number of the request. The response cache finds responses by the text of the operation. Operations on memory
 * with an odd number, and all operations on the database, have a unique text.
 */
const operations: Readonly<Record<Origin, (number: number) => string>> = {
  memory: (number) => `{ a${number % 2 === 0 ? '' : number}: approach(slug: "msp") { name } }`,
  database: (number) => `{ s${number}: search(text: "automation") { totalCount } }`,
};
