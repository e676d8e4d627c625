import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http-client.js';
import type { ImportRecord } from './imports.js';

const pauseMs = 5;

/** Queries continuously how many claims of an import the server returns. */
export class ImportReader {
  /** The number of responses with status 200. */
  responses = 0;
  /** The number of responses with a part of the claims. */
  torn = 0;
  readonly #running: Promise<void>;
  #record: ImportRecord | null = null;
  #isStopping = false;

  constructor(address: string) {
    this.#running = this.#read(address);
  }

  /** Selects the import to query. */
  watch(record: ImportRecord): void {
    this.#record = record;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #read(address: string): Promise<void> {
    const client = new HttpClient(address);
    while (!this.#isStopping) {
      await delay(pauseMs);
      const record = this.#record;
      if (!record) continue;
      const end = await client.query(`{ citedSource(slug: "${record.slug}") { claims { totalCount } } }`);
      if (end.type !== 'RESPONSE' || end.status !== 200) continue;
      const { data } = JSON.parse(end.body) as ClaimCount;
      const count = data.citedSource?.claims.totalCount ?? 0;
      this.responses += 1;
      if (count !== 0 && count !== record.claims) this.torn += 1;
    }
    client.close();
  }
}

/** The result of the query. */
interface ClaimCount {
  readonly data: { readonly citedSource: { readonly claims: { readonly totalCount: number } } | null };
}
