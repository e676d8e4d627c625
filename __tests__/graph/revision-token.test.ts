import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mayFollow, nextEpoch, parseToken, writeToken } from '../../src/graph/revision-token.js';

const maxNumber = 2 ** 31 - 1;

test('a token is parsed to the number and epoch that it was written from', () => {
  fc.assert(
    fc.property(fc.nat(maxNumber), fc.boolean(), (number, hasEpoch) => {
      const revision = { number, epoch: hasEpoch ? nextEpoch('') : '' };
      expect(parseToken(writeToken(revision))).toEqual(revision);
    }),
  );
});

test('the token of the empty graph is a number and a full stop', () => {
  expect(writeToken({ number: 0, epoch: '' })).toBe('0.');
});

test.each([
  '',
  '1',
  '.',
  '1.short',
  '-1.0123456789abcdef',
  '01.0123456789abcdef',
  '1.5.0123456789abcdef',
  '12345678901.0123456789abcdef',
  '1.0123456789abcde/',
  '1.0123456789abcdef0',
  ' 1.0123456789abcdef',
  '1.0123456789abcdef\n',
  '"1.0123456789abcdef"',
  '*',
])('%p is not a token', (text) => {
  expect(parseToken(text)).toBeNull();
});

test('a text that can be parsed as a token is the token of its parsed parts', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const parsed = parseToken(text);
      expect(parsed === null || writeToken(parsed) === text).toBe(true);
    }),
  );
});

test('all revisions of a graph have different epochs with the same first half; another graph has another first half', () => {
  const epochs = ['', ...Array.from({ length: 100 })].reduce<string[]>(
    (before) => [...before, nextEpoch(before.at(-1) ?? '')],
    [],
  );
  expect(new Set(epochs).size).toBe(epochs.length);
  expect(new Set(epochs.map((epoch) => epoch.slice(0, 8))).size).toBe(1);
  expect(nextEpoch('').slice(0, 8)).not.toBe(epochs[0]?.slice(0, 8));
});

test('a token may follow the newest revision if its number is greater and it belongs to the same graph', () => {
  const first = { number: 1, epoch: nextEpoch('') };
  const second = { number: 2, epoch: nextEpoch(first.epoch) };
  expect(mayFollow(second, first)).toBe(true);
  expect(mayFollow(first, second)).toBe(false);
  expect(mayFollow(second, second)).toBe(false);
  expect(mayFollow({ number: 2, epoch: nextEpoch('') }, first)).toBe(false);
});

test('the token of a first revision may follow the empty graph, which has no epoch', () => {
  expect(mayFollow({ number: 1, epoch: nextEpoch('') }, { number: 0, epoch: '' })).toBe(true);
});
