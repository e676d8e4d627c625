import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http-client.js';
import { Tally } from './tally.js';

/** Where an answer comes from. */
export type Origin = 'memory' | 'database';

export interface LoadSize {
  /** Clients that ask for what is in memory. */
  readonly memory: number;
  /** Clients that ask for what is read from the database. */
  readonly database: number;
}

/** Between the answer to a request and the next one of the same client. */
const pauseMs = 10;
/** Before a client asks again that could not connect, or whose connection broke. */
const retryMs = 100;

/** Clients that ask a server all the time, each on one connection that it keeps alive. */
export class Load {
  readonly tallies: Readonly<Record<Origin, Tally>>;
  readonly #address: string;
  readonly #running: Promise<void>[];
  readonly #onData: Record<Origin, (() => void)[]> = { memory: [], database: [] };
  #isStopping = false;
  #asked = 0;

  /** @param secret what no answer may name */
  constructor(address: string, size: LoadSize, secret: RegExp) {
    this.#address = address;
    this.tallies = { memory: new Tally(secret), database: new Tally(secret) };
    this.#running = (['memory', 'database'] as const).flatMap((origin) =>
      Array.from({ length: size[origin] }, () => this.#ask(origin)),
    );
  }

  /** Resolves with the next answer that has data. */
  nextData(origin: Origin): Promise<void> {
    return new Promise((resolve) => this.#onData[origin].push(resolve));
  }

  /** Ends once every request that was sent has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running);
  }

  async #ask(origin: Origin): Promise<void> {
    const client = new HttpClient(this.#address);
    while (!this.#isStopping) {
      this.#asked += 1;
      const sent = performance.now();
      const end = await client.query(operations[origin](this.#asked));
      const outcome = this.tallies[origin].add(end, performance.now() - sent);
      if (outcome === 'data') for (const resolve of this.#onData[origin].splice(0)) resolve();
      await delay(end.type === 'ANSWERED' ? pauseMs : retryMs);
    }
    client.close();
  }
}

/** Operations on the seeded graph. Answers to the same text are cached, so every second, or every one, has a text of its own. */
const operations: Readonly<Record<Origin, (number: number) => string>> = {
  memory: (number) => `{ a${number % 2 === 0 ? '' : number}: approach(slug: "msp") { name } }`,
  database: (number) => `{ s${number}: search(text: "automation") { totalCount } }`,
};
