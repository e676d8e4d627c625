import DataLoader from 'dataloader';
import type { MaybePromise } from '../work/maybe-promise.js';
import type { CacheKey } from '../cache-keys.js';

/** Loads a batch of keys; returns their values in the same order. */
export type Fetch<Key, Value> = (keys: readonly Key[]) => MaybePromise<readonly Value[]>;

/** Loads records of one kind by key. */
export interface Loading<Key, Value> {
  load(key: Key): MaybePromise<Value>;
  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]>;
  /** Caches a value that was loaded elsewhere. Loaders without a cache ignore it. */
  prime(key: Key, value: Value): void;
}

/**
 * Collects the requested keys until no promise callbacks are waiting, and loads them as one batch, each key once. A call
 * returns values if all of them are loaded. Otherwise it returns one promise, not a promise per key, since a call may
 * have tens of thousands of keys.
 */
export class Loader<Key, Value> implements Loading<Key, Value> {
  readonly #settled = new Map<CacheKey, Value>();
  /** The promises of the keys that are being loaded, by cache key. */
  readonly #inFlight = new Map<CacheKey, Promise<void>>();
  readonly #pending: DataLoader<readonly Key[], void>;
  readonly #cacheKeyOf: (key: Key) => CacheKey;

  /** Creates a loader without cached values. @param cacheKeyOf returns the cache key; keys with the same cache key are loaded once */
  constructor(fetch: Fetch<Key, Value>, cacheKeyOf: (key: Key) => CacheKey) {
    this.#cacheKeyOf = cacheKeyOf;
    this.#pending = new DataLoader<readonly Key[], void>(
      async (groups) => {
        const keys = groups.flat();
        const values = await fetch(keys);
        if (values.length !== keys.length) throw new RangeError('Expected a value for each key of a batch.');
        keys.forEach((key, index) => this.prime(key, values[index] as Value));
        return groups.map(() => undefined);
      },
      { cache: false },
    );
  }

  load(key: Key): MaybePromise<Value> {
    const cacheKey = this.#cacheKeyOf(key);
    const settled = this.#settled.get(cacheKey);
    if (settled !== undefined) return settled;
    return this.#settle([key], [cacheKey]).then(() => this.#settled.get(cacheKey) as Value);
  }

  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]> {
    const cacheKeys = keys.map(this.#cacheKeyOf);
    const values = (): readonly Value[] => cacheKeys.map((cacheKey) => this.#settled.get(cacheKey) as Value);
    return cacheKeys.every((cacheKey) => this.#settled.has(cacheKey))
      ? values()
      : this.#settle(keys, cacheKeys).then(values);
  }

  prime(key: Key, value: Value): void {
    this.#settled.set(this.#cacheKeyOf(key), value);
  }

  /** Loads the keys that are neither settled nor in flight, and waits until all given keys are settled. */
  async #settle(keys: readonly Key[], cacheKeys: readonly CacheKey[]): Promise<void> {
    const unloaded = new Map<CacheKey, Key>();
    const loads = new Set<Promise<void>>();
    cacheKeys.forEach((cacheKey, index) => {
      if (this.#settled.has(cacheKey)) return;
      const load = this.#inFlight.get(cacheKey);
      if (load) loads.add(load);
      else unloaded.set(cacheKey, keys[index] as Key);
    });
    if (unloaded.size > 0) {
      const load = this.#pending.load([...unloaded.values()]).finally(() => {
        for (const cacheKey of unloaded.keys()) this.#inFlight.delete(cacheKey);
      });
      for (const cacheKey of unloaded.keys()) this.#inFlight.set(cacheKey, load);
      loads.add(load);
    }
    await Promise.all(loads);
  }
}

/** Loads from an in-memory view: each call is passed on immediately, and nothing is cached. */
export class InMemoryLoader<Key, Value> implements Loading<Key, Value> {
  readonly #fetch: Fetch<Key, Value>;

  constructor(fetch: Fetch<Key, Value>) {
    this.#fetch = fetch;
  }

  load(key: Key): MaybePromise<Value> {
    const values = this.#fetch([key]);
    return values instanceof Promise ? values.then((fetched) => fetched[0] as Value) : (values[0] as Value);
  }

  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]> {
    return this.#fetch(keys);
  }

  prime(): void {
    // In-memory records need no cache.
  }
}

/** A loader that is created on first use; most requests never use it. */
export class LazyLoader<Key, Value> implements Loading<Key, Value> {
  readonly #create: () => Loading<Key, Value>;
  #created: Loading<Key, Value> | undefined;

  constructor(create: () => Loading<Key, Value>) {
    this.#create = create;
  }

  load(key: Key): MaybePromise<Value> {
    return this.#loader.load(key);
  }

  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]> {
    return this.#loader.loadMany(keys);
  }

  prime(key: Key, value: Value): void {
    this.#loader.prime(key, value);
  }

  get #loader(): Loading<Key, Value> {
    return (this.#created ??= this.#create());
  }
}
