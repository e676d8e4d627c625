import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSearch } from '../../../src/graph/search/search-query.js';
import { searchedWords, searchKey } from '../../../src/graph/search/searched-words.js';
import { runs } from '../../support/test-run.js';
import { anyText } from '../../support/any-text.js';

describe('The words of a text', () => {
  test.each([
    ['A plain sentence.', ['a', 'plain', 'sentence'], []],
    ['C, C# and C++.', ['c', 'c#', 'and', 'c++'], ['c', 'c']],
    ['The .NET way; not a.net', ['the', '.net', 'way', 'not', 'a', 'net'], ['net', 'anet']],
    ['e-mail', ['e', 'mail'], ['email']],
    ['Node.js 24/7', ['node', 'js', '24', '7'], ['nodejs', '247']],
    [
      'DevOps on GitHub by OASIS',
      ['devop', 'on', 'github', 'by', 'oasis'],
      ['devops', 'dev', 'ops', 'git', 'hub'],
    ],
    ['Caches of patches, cookies', ['cach', 'of', 'patch', 'cooky'], ['caches', 'patches', 'cookies']],
    ['v2.0 or 3.10. GPLv3', ['2.0', 'or', '3.10', 'gplv3'], ['2', 'v2', '3', 'v3', '3', 'gpl', 'gp', 'lv']],
    ['AT&T and R & D', ['at&t', 'and', 'r', 'd'], ['at', 't', 'att', 'r&d']],
    ['[1.2] 1.a 1..2 a.1', ['1.2', '1', 'a', '1', '2', 'a', '1'], ['1', 'v1', '1a', 'a1']],
    ['PostgreSQL', ['postgresql'], ['postgre', 'sql']],
    ['Ｆｕｌｌ Straße résumé', ['full', 'strass', 'resume'], ['strasse']],
    ['AI方法論', ['ai', '方', '法', '論'], []],
    ['ガード', ['カ\u3099', 'ー', 'ト\u3099'], []],
    ['& — %', [], []],
    ['', [], []],
  ])('are listed in order, with their other forms: %p', (text, sequence, forms) => {
    const words = searchedWords(text);
    expect(words.sequence.map(({ word }) => word)).toEqual(sequence);
    expect(words.forms.map(({ word }) => word)).toEqual(forms);
  });

  test('have text ranges that are in code points and include combining accents', () => {
    const text = '😀 cafe\u0301s ﬃ C++, DevOps';
    const { sequence, forms } = searchedWords(text);
    const shown = [...sequence, ...forms].map(({ word, start, end }) => [
      word,
      [...text].slice(start, end).join(''),
    ]);
    expect(shown).toEqual([
      ['cafe', 'cafe\u0301s'],
      ['ffi', 'ﬃ'],
      ['c++', 'C++'],
      ['devop', 'DevOps'],
      ['cafes', 'cafe\u0301s'],
      ['c', 'C++'],
      ['devops', 'DevOps'],
      ['dev', 'Dev'],
      ['ops', 'Ops'],
    ]);
  });

  test('have valid text ranges in any text', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), (text) => {
        const { sequence, forms } = searchedWords(text);
        const { length } = [...text];
        let previousStart = 0;
        for (const { start } of sequence) {
          expect(start).toBeGreaterThanOrEqual(previousStart);
          previousStart = start;
        }
        for (const { word, start, end } of [...sequence, ...forms]) {
          expect(word).not.toBe('');
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(length);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  test('do not depend on a later word with non-ASCII characters', () => {
    const pieces = fc.constantFrom('a', 'b2', '3', '.', '&', '+', '#', '-', ' ', 'v1', '_', '1.2', "'");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
        const text = list.join('');
        const { sequence, forms } = searchedWords(text);
        const longer = searchedWords(`${text} — é`);
        expect(longer.sequence.slice(0, -1)).toEqual(sequence);
        expect(longer.forms).toEqual(forms);
      }),
      { numRuns: runs(1_000) },
    );
  });

  test('are limited in number and length', () => {
    expect(searchedWords('word '.repeat(10_000)).sequence).toHaveLength(2_000);
    expect([...searchKey('long '.repeat(1_000))]).toHaveLength(256);
    expect(searchedWords('x'.repeat(1_000)).sequence[0]?.word).toHaveLength(64);
  });
});

test('parsing a search returns each distinct word with its parts', () => {
  expect(parseSearch(' Dev  e-mail dev 方法 C++ ')).toEqual({
    key: 'dev e mail dev 方 法 c++',
    words: [
      { parts: [['dev']], joined: null },
      { parts: [['e'], ['mail']], joined: 'email' },
      { parts: [['方', '法']], joined: null },
      { parts: [['c++']], joined: null },
    ],
    pairs: [
      ['dev', 'e'],
      ['e', 'mail'],
      ['mail', 'dev'],
      ['dev', '方'],
      ['法', 'c++'],
    ],
  });
});
