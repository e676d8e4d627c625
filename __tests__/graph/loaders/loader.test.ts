import { beforeEach, describe, expect, it } from '@jest/globals';
import { allMaybe, mapMaybe } from '../../../src/graph/work/maybe-promise.js';
import { textKey } from '../../../src/graph/cache-keys.js';
import { Loader } from '../../../src/graph/loaders/loader.js';

interface Bread {
  readonly name: string;
}

describe('a loader', () => {
  let batches: string[][];
  let loader: Loader<string, string | null>;

  beforeEach(() => {
    batches = [];
    loader = new Loader((keys) => {
      batches.push([...keys]);
      return keys.map((key) => (key === 'nothing' ? null : key.toUpperCase()));
    }, textKey);
  });

  it('loads keys that are requested together in one batch, each once', async () => {
    const loaded = [loader.load('rye'), loader.load('oats'), loader.load('rye')];
    expect(await allMaybe(loaded)).toEqual(['RYE', 'OATS', 'RYE']);
    expect(batches).toEqual([['rye', 'oats']]);
  });

  it('loads only keys that are not cached', async () => {
    await loader.loadMany(['rye', 'oats']);
    await loader.loadMany(['oats', 'spelt']);
    expect(batches).toEqual([['rye', 'oats'], ['spelt']]);
  });

  it('does not load pending keys again', async () => {
    const first = loader.load('rye');
    await Promise.resolve();
    const second = loader.load('rye');
    expect(await Promise.all([first, second])).toEqual(['RYE', 'RYE']);
    expect(batches).toEqual([['rye']]);
  });

  it('returns the value of a settled key, not a promise', async () => {
    expect(loader.load('rye')).toBeInstanceOf(Promise);
    await loader.load('rye');
    expect(loader.load('rye')).toBe('RYE');
    expect(loader.loadMany(['rye', 'rye'])).toEqual(['RYE', 'RYE']);
  });

  it('distinguishes a settled null from a key that is not settled', async () => {
    await loader.load('nothing');
    expect(loader.load('nothing')).toBeNull();
    expect(batches).toEqual([['nothing']]);
  });

  it('returns a promise for several keys if one key is pending', async () => {
    await loader.load('rye');
    const loaded = loader.loadMany(['rye', 'oats']);
    expect(loaded).toBeInstanceOf(Promise);
    expect(await loaded).toEqual(['RYE', 'OATS']);
    expect(batches).toEqual([['rye'], ['oats']]);
  });

  it('returns an empty list for an empty list of keys, without a batch', () => {
    expect(loader.loadMany([])).toEqual([]);
    expect(batches).toEqual([]);
  });

  it('returns the value of a primed key without a batch', () => {
    loader.prime('rye', 'known');
    expect(loader.load('rye')).toBe('known');
    expect(batches).toEqual([]);
  });

  it('loads keys with equal cache keys once', async () => {
    const byName = new Loader<Bread, string>(
      (keys) => {
        batches.push(keys.map(({ name }) => name));
        return keys.map(({ name }) => name.toUpperCase());
      },
      ({ name }) => textKey(name),
    );
    expect(await Promise.all([byName.load({ name: 'rye' }), byName.load({ name: 'rye' })])).toEqual([
      'RYE',
      'RYE',
    ]);
    expect(byName.load({ name: 'rye' })).toBe('RYE');
    expect(batches).toEqual([['rye']]);
  });

  it('accepts a promise of the values of a batch', async () => {
    const promised = new Loader<string, string>(
      async (keys) => keys.map((key) => key.toUpperCase()),
      textKey,
    );
    expect(await promised.load('rye')).toBe('RYE');
    expect(promised.load('rye')).toBe('RYE');
  });

  it('rejects every key of a failed batch, and loads a key again at its next request', async () => {
    let isDown = true;
    const failing = new Loader<string, string>(async (keys) => {
      batches.push([...keys]);
      if (isDown) throw new Error('The oven is cold.');
      return keys.map((key) => key.toUpperCase());
    }, textKey);

    const outcomes = await Promise.allSettled([failing.load('rye'), failing.load('oats')]);
    expect(outcomes).toEqual(Array(2).fill({ status: 'rejected', reason: new Error('The oven is cold.') }));

    isDown = false;
    expect(await failing.load('rye')).toBe('RYE');
    expect(failing.load('rye')).toBe('RYE');
    expect(batches).toEqual([['rye', 'oats'], ['rye']]);
  });

  it('rejects a batch without a value for each of its keys', async () => {
    const short = new Loader<string, string>(() => ['RYE'], textKey);
    await expect(Promise.all([short.load('rye'), short.load('oats')])).rejects.toThrow(
      new RangeError('Expected a value for each key of a batch.'),
    );
    expect(short.load('rye')).toBeInstanceOf(Promise);
    await expect(short.load('rye')).resolves.toBe('RYE');
  });
});

describe('mapMaybe', () => {
  it('maps a value synchronously', () => {
    expect(mapMaybe(2, (value) => value + 1)).toBe(3);
  });

  it('maps a promise when it resolves', async () => {
    const loaded = mapMaybe(Promise.resolve(2), (value) => value + 1);
    expect(loaded).toBeInstanceOf(Promise);
    expect(await loaded).toBe(3);
  });
});
