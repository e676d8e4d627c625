import DataLoader from 'dataloader';
import { all, type Answer } from './answer.js';

/** Answers a set of distinct keys, in their order. */
export type Fetch<Key, Value> = (keys: readonly Key[]) => Answer<readonly Value[]>;

/** The way to one sort of thing, by key. */
export interface Loading<Key, Value> {
  load(key: Key): Answer<Value>;
  loadMany(keys: readonly Key[]): Answer<readonly Value[]>;
  /** Makes known a value that another fetch has brought. */
  prime(key: Key, value: Value): void;
}

/**
 * Collects the keys that are asked for in one go and fetches them together, each once. What has been
 * fetched is handed out as a plain value: a promise is made only for what is still to come.
 */
export class Loader<Key, Value> implements Loading<Key, Value> {
  readonly #settled = new Map<string, Value>();
  readonly #fetch: Fetch<Key, Value>;
  readonly #nameOf: (key: Key) => string;
  #pending: DataLoader<Key, Value, string> | undefined;

  constructor(fetch: Fetch<Key, Value>, nameOf: (key: Key) => string) {
    this.#fetch = fetch;
    this.#nameOf = nameOf;
  }

  load(key: Key): Answer<Value> {
    const settled = this.#settled.get(this.#nameOf(key));
    if (settled !== undefined) return settled;
    this.#pending ??= new DataLoader<Key, Value, string>((keys) => this.#fetchAll(keys), {
      cacheKeyFn: this.#nameOf,
    });
    return this.#pending.load(key);
  }

  loadMany(keys: readonly Key[]): Answer<readonly Value[]> {
    return all(keys.map((key) => this.load(key)));
  }

  prime(key: Key, value: Value): void {
    this.#settled.set(this.#nameOf(key), value);
  }

  async #fetchAll(keys: readonly Key[]): Promise<readonly Value[]> {
    const values = await this.#fetch(keys);
    if (values.length !== keys.length) throw new RangeError('A fetch must answer each of its keys.');
    keys.forEach((key, index) => this.prime(key, values[index] as Value));
    return values;
  }
}

/** Asks what is held in memory: each key by itself, at once, and nothing is remembered. */
export class HeldLoader<Key, Value> implements Loading<Key, Value> {
  readonly #fetch: Fetch<Key, Value>;

  constructor(fetch: Fetch<Key, Value>) {
    this.#fetch = fetch;
  }

  load(key: Key): Answer<Value> {
    const values = this.#fetch([key]);
    return values instanceof Promise ? values.then((fetched) => fetched[0] as Value) : (values[0] as Value);
  }

  loadMany(keys: readonly Key[]): Answer<readonly Value[]> {
    return this.#fetch(keys);
  }

  prime(): void {
    // What is held needs no telling.
  }
}
