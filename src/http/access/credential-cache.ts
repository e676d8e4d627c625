import { LRUCache } from 'lru-cache';

interface Entry<Credential> {
  /** The time at which the look-up began, on the clock of the cache. */
  readonly readAt: number;
  readonly credential: Credential | null;
}

/** Entries are used for less than a second, so that a revocation takes effect within a second. */
const maxAgeMs = 800;
/** The age from which an entry is read again in the background while it is used. */
const refreshAgeMs = 400;
const maxEntries = 10_000;

/**
 * Caches look-ups of credentials by the hash of the secret for less than a second, including look-ups of unknown secrets. An entry that is
 * used at an age of `refreshAgeMs` or more is refreshed in the background, so that most requests with a frequent key do not wait for the
 * database.
 */
export class CredentialCache<Credential extends object> {
  readonly #find: (hash: string) => Promise<Credential | null>;
  readonly #now: () => number;
  readonly #entries = new LRUCache<string, Entry<Credential>>({ max: maxEntries });
  readonly #running = new Map<string, Promise<Credential | null>>();

  /** @param now a monotonic clock in milliseconds */
  constructor(
    find: (hash: string) => Promise<Credential | null>,
    now: () => number = () => performance.now(),
  ) {
    this.#find = find;
    this.#now = now;
  }

  /** Returns the cached result of a look-up, null for an unknown secret; undefined if no result is cached, or if it is too old. */
  cached(hash: string): Credential | null | undefined {
    const entry = this.#entries.get(hash);
    if (!entry) return undefined;
    const age = this.#now() - entry.readAt;
    if (age >= maxAgeMs) return undefined;
    // If the error persists, the next request that waits for a look-up reports it.
    if (age >= refreshAgeMs) this.load(hash).catch(() => undefined);
    return entry.credential;
  }

  /** Looks a credential up. Returns null for an unknown secret. Simultaneous look-ups of one hash share a read. @throws the errors of the store */
  load(hash: string): Promise<Credential | null> {
    const running = this.#running.get(hash);
    if (running) return running;
    const readAt = this.#now();
    const found = this.#find(hash)
      .then((credential) => {
        this.#entries.set(hash, { readAt, credential });
        return credential;
      })
      .finally(() => this.#running.delete(hash));
    this.#running.set(hash, found);
    return found;
  }
}
