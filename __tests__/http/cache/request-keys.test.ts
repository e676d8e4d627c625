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
  const json = '{"query":"{a}","variables":{"x":1,"y":[{"p":"q","r":null}]}}';
  test.each([
    ['white space', ' { "query" : "{a}",\n"variables": {"x":1,"y":[{"p":"q","r":null}]} } '],
    ['the order of members', '{"variables":{"y":[{"r":null,"p":"q"}],"x":1},"query":"{a}"}'],
    [
      'escapes of characters and the form of numbers',
      '{"query":"{\\u0061}","variables":{"x":1.0,"y":[{"p":"q","r":null}]}}',
    ],
    ['null instead of an absent member', `${json.slice(0, -1)},"operationName":null}`],
    ['members that Apollo Server does not read', `${json.slice(0, -1)},"id":7}`],
  ])('if they differ only in: %s', (_, otherJson) => {
    expect(keyOf(otherJson)).toBe(keyOf(json));
    expect(keyOf(otherJson)).not.toBeNull();
  });
});

describe('Two requests have different keys', () => {
  const json = '{"query":"{a}","operationName":"A","variables":{"x":1}}';
  test.each([
    ['text of the document', '{"query":"{a }","operationName":"A","variables":{"x":1}}'],
    ['name of the operation', '{"query":"{a}","operationName":"B","variables":{"x":1}}'],
    ['type of a variable', '{"query":"{a}","operationName":"A","variables":{"x":"1"}}'],
    ['set of variables (one more)', '{"query":"{a}","operationName":"A","variables":{"x":1,"y":null}}'],
    ['set of variables (one fewer)', '{"query":"{a}","operationName":"A","variables":{}}'],
    ['name of the operation (absent)', '{"query":"{a}","variables":{"x":1}}'],
    ['name of the operation (empty)', '{"query":"{a}","operationName":"","variables":{"x":1}}'],
    ['value of a variable (-0)', '{"query":"{a}","operationName":"A","variables":{"x":-0}}'],
    ['value of a variable (1e999)', '{"query":"{a}","operationName":"A","variables":{"x":1e999}}'],
    ['value of a variable (null)', '{"query":"{a}","operationName":"A","variables":{"x":null}}'],
    ['set of extensions', '{"query":"{a}","operationName":"A","variables":{"x":1},"extensions":{"e":1}}'],
  ])('if they differ in: %s', (_, otherJson) => {
    expect(keyOf(otherJson)).not.toBe(keyOf(json));
  });

  test.each([
    ['the accepted type', { accept: 'application/graphql-response+json' }],
    ['the content type', { 'content-type': 'application/json; charset=utf-8' }],
  ])('if they differ in: %s', (_, headers) => {
    expect(keyOf(json, headers)).not.toBe(keyOf(json));
    expect(exactKey(post(headers), json)).not.toBe(exactKey(post(), json));
  });

  test('if their methods differ, unless they are GET and HEAD', () => {
    const keys = ['GET', 'HEAD', 'POST'].map((method) =>
      exactKey({ method, headers: {} }, '/graphql?query={a}'),
    );
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false]);
  });

  test('if and only if their variables are unequal', () => {
    const variables = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(variables, variables, (first, second) => {
        const [a, b] = [first, second].map((value) => JSON.stringify({ query: '{a}', variables: value }));
        const isEqual = isDeepStrictEqual(JSON.parse(a ?? ''), JSON.parse(b ?? ''));
        return (keyOf(a ?? '') === keyOf(b ?? '')) === isEqual;
      }),
    );
  });

  test('if their bodies differ in a line break, or if the same characters are divided differently between a header and the body', () => {
    expect(exactKey(post({ accept: 'a' }), 'b\nc')).not.toBe(exactKey(post({ accept: 'a' }), 'b\n\nc'));
    expect(exactKey(post({ accept: '' }), 'a\nb')).not.toBe(exactKey(post({ accept: 'a' }), 'b'));
  });
});

describe('There is no canonical key', () => {
  test.each([
    ['a list', '[{"query":"{a}"}]'],
    ['null', 'null'],
    [
      'a body nested deeper than the bound',
      `{"query":"{a}","variables":{"n":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
    ],
  ])('for %s', (_, json) => {
    expect(keyOf(json)).toBeNull();
  });
});
