import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { canonicalKey, exactKey } from '../../../src/http/cache/request-keys.js';

type Headers = Record<string, string>;
const post = (headers: Headers = {}): { method: string; headers: Headers } => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
});
const keyOf = (json: string, headers: Headers = {}): string | null =>
  canonicalKey(post(headers), JSON.parse(json));

describe('Two requests have the same canonical key', () => {
  const written = '{"query":"{a}","variables":{"x":1,"y":[{"p":"q","r":null}]}}';
  test.each([
    ['white space', ' { "query" : "{a}",\n"variables": {"x":1,"y":[{"p":"q","r":null}]} } '],
    ['the order of members', '{"variables":{"y":[{"r":null,"p":"q"}],"x":1},"query":"{a}"}'],
    ['escapes of characters', '{"query":"{\\u0061}","variables":{"x":1.0,"y":[{"p":"q","r":null}]}}'],
    ['null instead of a missing member', `${written.slice(0, -1)},"operationName":null}`],
    ['members that Apollo Server does not read', `${written.slice(0, -1)},"id":7}`],
  ])('if they differ only in: %s', (_, other) => {
    expect(keyOf(other)).toBe(keyOf(written));
    expect(keyOf(other)).not.toBeNull();
  });
});

describe('Two requests have different canonical keys', () => {
  const written = '{"query":"{a}","operationName":"A","variables":{"x":1}}';
  test.each([
    ['document', '{"query":"{a }","operationName":"A","variables":{"x":1}}'],
    ['operation', '{"query":"{a}","operationName":"B","variables":{"x":1}}'],
    ['type of a variable', '{"query":"{a}","operationName":"A","variables":{"x":"1"}}'],
    ['variable', '{"query":"{a}","operationName":"A","variables":{"x":1,"y":null}}'],
    ['presence of a variable', '{"query":"{a}","operationName":"A","variables":{}}'],
    ['presence of the operation', '{"query":"{a}","variables":{"x":1}}'],
    ['empty name', '{"query":"{a}","operationName":"","variables":{"x":1}}'],
    ['negative zero', '{"query":"{a}","operationName":"A","variables":{"x":-0}}'],
    ['number too large for JSON', '{"query":"{a}","operationName":"A","variables":{"x":1e999}}'],
    ['null instead of a value', '{"query":"{a}","operationName":"A","variables":{"x":null}}'],
    ['extension', '{"query":"{a}","operationName":"A","variables":{"x":1},"extensions":{"e":1}}'],
  ])('for another %s', (_, other) => {
    expect(keyOf(other)).not.toBe(keyOf(written));
  });

  test.each([
    ['accepted type', { accept: 'application/graphql-response+json' }],
    ['content type', { 'content-type': 'application/json; charset=utf-8' }],
  ])('for another %s', (_, headers) => {
    expect(keyOf(written, headers)).not.toBe(keyOf(written));
    expect(exactKey(post(headers), written)).not.toBe(exactKey(post(), written));
  });

  test('HEAD has the key of GET, and other methods do not', () => {
    const keys = ['GET', 'HEAD', 'POST'].map((method) =>
      exactKey({ method, headers: {} }, '/graphql?query={a}'),
    );
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false]);
  });

  test('for unequal variables, and the same key for equal ones', () => {
    const variables = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(variables, variables, (one, other) => {
        const [a, b] = [one, other].map((value) => JSON.stringify({ query: '{a}', variables: value }));
        const isEqual = isDeepStrictEqual(JSON.parse(a ?? ''), JSON.parse(b ?? ''));
        return (keyOf(a ?? '') === keyOf(b ?? '')) === isEqual;
      }),
    );
  });

  test('the end of a header cannot be confused with the start of a body', () => {
    expect(exactKey(post({ accept: 'a' }), 'b\nc')).not.toBe(exactKey(post({ accept: 'a' }), 'b\n\nc'));
    expect(exactKey(post({ accept: '' }), 'a\nb')).not.toBe(exactKey(post({ accept: 'a' }), 'b'));
  });
});

describe('There is no canonical key', () => {
  test.each([
    ['a body that is not an object', '[{"query":"{a}"}]'],
    ['nothing', 'null'],
    [
      'a body nested deeper than the bound',
      `{"query":"{a}","variables":{"n":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ],
  ])('for %s', (_, json) => {
    expect(keyOf(json)).toBeNull();
  });
});
