import DataLoader from 'dataloader';
import { all, type Answer } from './answer.js';

/** Answers a set of distinct keys, in their order. */
export type Fetch<Key, Value> = (keys: readonly Key[]) => Answer<readonly Value[]>;

/**
 * Collects the keys that are asked for in one go and fetches them together, each once. What has been
 * fetched is handed out as a plain value: a promise is made only for what is still to come.
 */
export class Loader<Key, Value> {
  readonly #settled = new Map<string, Value>();
  readonly #pending: DataLoader<Key, Value, string>;
  readonly #nameOf: (key: Key) => string;

  constructor(fetch: Fetch<Key, Value>, nameOf: (key: Key) => string) {
    this.#nameOf = nameOf;
    this.#pending = new DataLoader<Key, Value, string>(
      async (keys) => {
        const values = await fetch(keys);
        if (values.length !== keys.length) throw new RangeError('A fetch must answer each of its keys.');
        keys.forEach((key, index) => this.prime(key, values[index] as Value));
        return values;
      },
      { cacheKeyFn: nameOf },
    );
  }

  load(key: Key): Answer<Value> {
    const settled = this.#settled.get(this.#nameOf(key));
    return settled === undefined ? this.#pending.load(key) : settled;
  }

  loadMany(keys: readonly Key[]): Answer<readonly Value[]> {
    return all(keys.map((key) => this.load(key)));
  }

  /** Makes known a value that another fetch has brought. */
  prime(key: Key, value: Value): void {
    this.#settled.set(this.#nameOf(key), value);
  }
}
