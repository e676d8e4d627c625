import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'graphql';
import {
  checkDocument,
  countFieldPairs,
  maxDocumentNesting,
} from '../../../src/api/limits/check-document.js';
import { defaultLimits } from '../../../src/api/limits/limits.js';

/** Checks a document. @returns the code and the details of the error; null if the document is accepted */
function rejectionOf(text: string, limits: Partial<typeof defaultLimits> = {}): unknown {
  try {
    checkDocument(text, { ...defaultLimits, ...limits });
  } catch (error) {
    const { code, details } = error as { code: string; details: object };
    return { code, ...details };
  }
  return null;
}

const nested = (depth: number): string => '{ a '.repeat(depth) + '} '.repeat(depth);

describe('The check before parsing and validation', () => {
  test.each([
    ['brackets at the limit', nested(maxDocumentNesting), {}, null],
    [
      'brackets that are nested too deeply',
      nested(maxDocumentNesting + 1),
      {},
      { code: 'BAD_USER_INPUT', argument: 'query' },
    ],
    ['many brackets that are not nested', `{ ${'a { b } '.repeat(100)} }`, {}, null],
    ['brackets in a string', `{ a(b: "${'{'.repeat(100)}") }`, {}, null],
    ['the maximum number of tokens', '{ a b c }', { tokens: 5 }, null],
    [
      'more than the maximum number of tokens',
      '{ a b c d }',
      { tokens: 5 },
      { code: 'LIMIT_EXCEEDED', limit: 'tokens', atMost: 5, came: 6 },
    ],
    ['comments, which do not count as tokens', '# a b c d e f g\n{ a b c }', { tokens: 5 }, null],
    ['a long string, which is one token', `{ a(b: "${'c '.repeat(100)}") }`, { tokens: 8 }, null],
    ['the maximum number of field pairs', '{ a a a }', { fieldPairs: 3 }, null],
    [
      'more than the maximum number of field pairs',
      '{ a a a a }',
      { fieldPairs: 3 },
      { code: 'LIMIT_EXCEEDED', limit: 'fieldPairs', atMost: 3, came: 6 },
    ],
    [
      'field pairs with the same response name',
      '{ b: a c: a a: d a }',
      { fieldPairs: 0 },
      { code: 'LIMIT_EXCEEDED', limit: 'fieldPairs', atMost: 0, came: 1 },
    ],
    ['text that is not a document', '} a a a a a a a {', { fieldPairs: 0 }, null],
    ['an invalid token', `{ ${'a '.repeat(9)} \u0000 }`, { fieldPairs: 0 }, null],
  ] as const)('throws the expected error, or none, for %s', (_, text, limits, expected) => {
    expect(rejectionOf(text, limits)).toEqual(expected);
  });

  test('counts the same field pairs as a pairwise comparison', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(names, fc.nat(100), (fields, atMost) => {
        const text = `{ ${fields.join(' ')} }`;
        let pairs = 0;
        for (const [index, name] of fields.entries()) {
          pairs += fields.slice(index + 1).filter((other) => other === name).length;
        }
        expect(countFieldPairs(parse(text))).toBe(pairs);
        expect(rejectionOf(text, { fieldPairs: atMost }) === null).toBe(pairs <= atMost);
      }),
      { numRuns: 100 },
    );
  });
});
