import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { PurgeClient, PurgeOutcome } from './purge-client.js';

export interface PurgeQueueOptions {
  readonly client: Pick<PurgeClient, 'purge' | 'close'>;
  /** The tag of all responses, which is sent instead of too many, unknown or lost tags. */
  readonly tagOfAll: string;
  /** The maximum number of tags of one call. */
  readonly tagsPerCall: number;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** The minimum times in milliseconds before the second and each later attempt of a call; by default 1, 2, 4 and 8 seconds. */
  readonly retryDelaysMs?: readonly number[];
}

/** The maximum number of waiting tags. If there are more, all responses are purged. */
const maxWaitingTags = 1_000;
/** The maximum time of a `Retry-After` that is respected, in milliseconds. A longer one is shortened to this time. */
const maxRetryAfterMs = 60_000;
const defaultRetryDelaysMs: readonly number[] = [1_000, 2_000, 4_000, 8_000];

/**
 * Sends the tags that publications touched to an external cache, one call at a time. Tags that are added during a call are merged, so that each
 * of them is sent once after the call. A call that fails for a temporary reason is repeated a few times. If a call finally fails, its tags are dropped, and the next publication
 * purges all responses.
 */
export class PurgeQueue {
  readonly #options: PurgeQueueOptions;
  readonly #retryDelaysMs: readonly number[];
  #waiting = new Set<string>();
  readonly #end = new AbortController();
  #sending: Promise<void> | null = null;
  #hasLostTags = false;

  constructor(options: PurgeQueueOptions) {
    this.#options = options;
    this.#retryDelaysMs = options.retryDelaysMs ?? defaultRetryDelaysMs;
  }

  /** Adds the tags that a publication touched; does nothing after `close`. @param tags null if the touched tags are unknown */
  add(tags: Iterable<string> | null): void {
    if (this.#end.signal.aborted) return;
    const { tagOfAll } = this.#options;
    if (tags === null || this.#hasLostTags) this.#waiting = new Set([tagOfAll]);
    else if (!this.#waiting.has(tagOfAll)) this.#addEach(tags);
    this.#hasLostTags = false;
    this.#sending ??= this.#sendAll();
  }

  /** Resolves when all tags have been sent or dropped. */
  async idle(): Promise<void> {
    while (this.#sending) await this.#sending;
  }

  /** Aborts the current call, drops the waiting tags, and closes the client. A server purges all responses when it starts. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#sending;
    this.#options.client.close();
  }

  #addEach(tags: Iterable<string>): void {
    for (const tag of tags) {
      this.#waiting.add(tag);
      if (this.#waiting.size <= maxWaitingTags) continue;
      this.#waiting = new Set([this.#options.tagOfAll]);
      return;
    }
  }

  async #sendAll(): Promise<void> {
    const { tagsPerCall, log } = this.#options;
    // Tags that are added synchronously share the first call.
    await Promise.resolve();
    while (this.#waiting.size > 0 && !this.#end.signal.aborted) {
      const batch = [...this.#waiting].slice(0, tagsPerCall);
      for (const tag of batch) this.#waiting.delete(tag);
      const outcome = await this.#sendBatch(batch);
      if (outcome.isConfirmed || this.#end.signal.aborted) continue;
      this.#hasLostTags = true;
      log.error(
        { reason: outcome.reason, tags: batch.length },
        'External caches were not purged; the next publication purges all responses.',
      );
    }
    // In the same turn as the last check, so that a tag that is added later starts the next call.
    this.#sending = null;
  }

  async #sendBatch(tags: readonly string[]): Promise<PurgeOutcome> {
    const { client, log } = this.#options;
    const { signal } = this.#end;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await client.purge(tags, signal);
      const delayMs = this.#retryDelaysMs[attempt];
      if (outcome.isConfirmed || !outcome.isTemporary || delayMs === undefined) return outcome;
      const { reason, retryAfterMs } = outcome;
      const waitMs = Math.max(delayMs, Math.min(retryAfterMs ?? 0, maxRetryAfterMs));
      log.warn(
        { reason, tags: tags.length, retryInMs: waitMs },
        'A purge of external caches will be repeated.',
      );
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return outcome;
    }
  }
}
