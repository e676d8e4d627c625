import DataLoader from 'dataloader';
import type { MaybePromise } from '../work/maybe-promise.js';
import type { CacheKey } from '../cache-keys.js';

/** Answers a set of distinct keys, in their order. */
export type Fetch<Key, Value> = (keys: readonly Key[]) => MaybePromise<readonly Value[]>;

/** The way to one sort of thing, by key. */
export interface Loading<Key, Value> {
  load(key: Key): MaybePromise<Value>;
  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]>;
  /** Makes known a value that another fetch has brought. */
  prime(key: Key, value: Value): void;
}

/**
 * Collects the keys that are asked for in one go and fetches them together, each once. What has been
 * fetched is handed out as a plain value: a promise is made only for what is still to come, and one for all keys
 * that are asked for together, since there may be tens of thousands.
 */
export class Loader<Key, Value> implements Loading<Key, Value> {
  readonly #settled = new Map<CacheKey, Value>();
  /** Of the keys that are on their way, the promise that they will be settled. */
  readonly #coming = new Map<CacheKey, Promise<void>>();
  readonly #pending: DataLoader<readonly Key[], void>;
  readonly #cacheKeyOf: (key: Key) => CacheKey;

  /** @param cacheKeyOf tells keys apart: what has the same is fetched once */
  constructor(fetch: Fetch<Key, Value>, cacheKeyOf: (key: Key) => CacheKey) {
    this.#cacheKeyOf = cacheKeyOf;
    this.#pending = new DataLoader<readonly Key[], void>(
      async (groups) => {
        const keys = groups.flat();
        const values = await fetch(keys);
        if (values.length !== keys.length) throw new RangeError('A fetch must answer each of its keys.');
        keys.forEach((key, index) => this.prime(key, values[index] as Value));
        return groups.map(() => undefined);
      },
      { cache: false },
    );
  }

  load(key: Key): MaybePromise<Value> {
    const name = this.#cacheKeyOf(key);
    const settled = this.#settled.get(name);
    if (settled !== undefined) return settled;
    return this.#settle([key], [name]).then(() => this.#settled.get(name) as Value);
  }

  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]> {
    const names = keys.map(this.#cacheKeyOf);
    const values = (): readonly Value[] => names.map((name) => this.#settled.get(name) as Value);
    return names.every((name) => this.#settled.has(name)) ? values() : this.#settle(keys, names).then(values);
  }

  prime(key: Key, value: Value): void {
    this.#settled.set(this.#cacheKeyOf(key), value);
  }

  /** Fetches what is neither settled nor on its way, and waits for all. */
  async #settle(keys: readonly Key[], names: readonly CacheKey[]): Promise<void> {
    const missing = new Map<CacheKey, Key>();
    const coming = new Set<Promise<void>>();
    names.forEach((name, index) => {
      if (this.#settled.has(name)) return;
      const promised = this.#coming.get(name);
      if (promised) coming.add(promised);
      else missing.set(name, keys[index] as Key);
    });
    if (missing.size > 0) {
      const promised = this.#pending.load([...missing.values()]).finally(() => {
        for (const name of missing.keys()) this.#coming.delete(name);
      });
      for (const name of missing.keys()) this.#coming.set(name, promised);
      coming.add(promised);
    }
    await Promise.all(coming);
  }
}

/** Asks what is held in memory: each key by itself, at once, and nothing is remembered. */
export class HeldLoader<Key, Value> implements Loading<Key, Value> {
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
    // What is held needs no telling.
  }
}

/** A loader that is made when it is first asked: most requests never do. */
export class LazyLoader<Key, Value> implements Loading<Key, Value> {
  readonly #make: () => Loading<Key, Value>;
  #made: Loading<Key, Value> | undefined;

  constructor(make: () => Loading<Key, Value>) {
    this.#make = make;
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
    return (this.#made ??= this.#make());
  }
}
