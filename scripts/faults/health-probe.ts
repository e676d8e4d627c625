import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient } from './http-client.js';

const intervalMs = 500;

/** Probes the health of a server periodically, as an orchestrator does. */
export class HealthProbe {
  /** The number of responses of `/readyz` with status 200. */
  ready = 0;
  /** The number of responses of `/readyz` with status 503. */
  unready = 0;
  /** The number of requests to `/livez` with a response of status 200. */
  live = 0;
  /** The number of other requests to `/livez`. */
  dead = 0;
  readonly #running: Promise<void>;
  #isStopping = false;

  constructor(address: string) {
    this.#running = this.#probe(new HttpClient(address));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#running;
  }

  async #probe(client: HttpClient): Promise<void> {
    while (!this.#isStopping) {
      const readiness = await client.get('/readyz');
      // A response to `/readyz` after `stop` is not counted, because the outage may be over.
      if (!this.#isStopping && readiness.type === 'RESPONSE') {
        if (readiness.status === 200) this.ready += 1;
        else if (readiness.status === 503) this.unready += 1;
      }
      const liveness = await client.get('/livez');
      if (liveness.type === 'RESPONSE' && liveness.status === 200) this.live += 1;
      else this.dead += 1;
      await delay(intervalMs);
    }
    client.close();
  }
}
