import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AnswerCache, type WholeAnswer } from '../../src/http/answer-cache.js';

const answer = (text: string): WholeAnswer => ({ head: [], body: Buffer.from(text), etag: null });
const budget = 100_000;

function cacheAt(revision: number): AnswerCache {
  const cache = new AnswerCache(budget);
  cache.find('', revision);
  return cache;
}

test('finds what is kept, by its key and by what is linked to it', () => {
  const cache = cacheAt(1);
  const kept = answer('a');
  cache.keep('key', 1, kept);
  cache.link('alias', 'key');
  expect([cache.find('key', 1), cache.find('alias', 1), cache.find('other', 1)]).toEqual([
    kept,
    kept,
    undefined,
  ]);
});

test('another revision, newer or older, empties it', () => {
  for (const other of [1, 3]) {
    const cache = cacheAt(2);
    cache.keep('key', 2, answer('a'));
    expect(cache.find('key', other)).toBeUndefined();
    expect([cache.find('key', 2), cache.size]).toEqual([undefined, 0]);
  }
});

test('an answer that was read before the revision that is asked for now is not kept', () => {
  const cache = cacheAt(2);
  cache.keep('key', 1, answer('of 1'));
  cache.keep('key', 3, answer('of 3'));
  expect(cache.has('key')).toBe(false);
});

test('nothing is linked to what is not there', () => {
  const cache = cacheAt(1);
  cache.link('alias', 'key');
  expect([cache.has('alias'), cache.size]).toEqual([false, 0]);
});

test('one answer takes an eighth of the budget at most', () => {
  const cache = cacheAt(1);
  cache.keep('large', 1, answer('x'.repeat(budget / 8)));
  cache.keep('less large', 1, answer('x'.repeat(budget / 8 - 2_000)));
  expect([cache.has('large'), cache.has('less large')]).toEqual([false, true]);
});

test('what was asked for longest ago makes room', () => {
  const cache = cacheAt(1);
  const text = 'x'.repeat(10_000);
  for (const key of ['a', 'b', 'c']) cache.keep(key, 1, answer(text));
  cache.find('a', 1);
  for (let n = 0; n < 7; n++) cache.keep(String(n), 1, answer(text));
  expect([cache.has('a'), cache.has('b')]).toEqual([true, false]);
});

test('keys and answers together stay within the budget, whatever comes', () => {
  const size = fc.integer({ min: 0, max: 20_000 });
  const step = fc.record({ key: size, body: size, alias: size });
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const cache = cacheAt(1);
      const held = new Map<string, number>();
      for (const [n, { key, body, alias }] of steps.entries()) {
        const name = `${n}${'k'.repeat(key)}`;
        const other = `${n}${'a'.repeat(alias)}`;
        cache.keep(name, 1, answer('x'.repeat(body)));
        cache.link(other, name);
        held.set(name, name.length + body).set(other, other.length);
        const bytes = [...held].reduce((sum, [text, taken]) => sum + (cache.has(text) ? taken : 0), 0);
        if (bytes > budget || cache.size > budget) return false;
      }
      return true;
    }),
    { numRuns: 20 },
  );
});
