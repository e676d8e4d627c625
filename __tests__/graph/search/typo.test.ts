import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maxTypos, typosBetween } from '../../../src/graph/search/typo.js';

test.each([
  ['msp', 0],
  ['java', 1],
  ['licence', 1],
  ['licences', 2],
  ['日本語日本', 1],
  ['2024', 0],
  ['windows11', 0],
  ['c++++', 0],
  ['a'.repeat(33), 0],
])('%s may have at most %d typos', (word, limit) => {
  expect(maxTypos(word)).toBe(limit);
});

describe('The typos between a searched word and a word of a text', () => {
  test.each([
    ['devops', 'devops', 0],
    ['devosp', 'devops', 1],
    ['devps', 'devops', 1],
    ['deevops', 'devops', 1],
    ['debops', 'devops', 1],
    ['dveosp', 'devops', null],
    // A wrong first letter counts as two typos.
    ['gevops', 'devops', null],
    ['edvops', 'devops', 1],
    ['gubernetes', 'kubernetes', 2],
    ['gubernets', 'kubernetes', null],
    ['kubrenetse', 'kubernetes', 2],
    ['scurm', 'scrum', 1],
    ['clod', 'cloud', 1],
    ['java', 'lava', null],
    // Incomplete words, which are compared with a prefix of the other word.
    ['kubrn', 'kubernetes', 1],
    ['kubenr', 'kubernetes', 1],
    ['manegem', 'management', 1],
    ['model', 'modern', null],
    ['clod', 'cloudy', null],
  ])('are counted, or null if there are too many: %s, %s, %p', (searched, word, typos) => {
    expect(typosBetween(searched, word)).toBe(typos);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 12 });

  test('are 0 for equal words, and for a prefix of more than four letters', () => {
    fc.assert(
      fc.property(letters, letters, (word, ending) => {
        expect(typosBetween(word, word)).toBe(0);
        if (word.length > 4) expect(typosBetween(word, word + ending)).toBe(0);
      }),
    );
  });

  test('are at most 1 if a letter within the word is omitted, doubled, replaced, or swapped with the next letter', () => {
    fc.assert(
      fc.property(letters, fc.nat(), (word, number) => {
        const index = 1 + (number % (word.length - 2));
        const [before, letter, next, after] = [
          word.slice(0, index),
          word[index] ?? '',
          word[index + 1] ?? '',
          word.slice(index + 2),
        ];
        const misspelt = [
          before + next + after,
          before + letter + letter + next + after,
          `${before}z${next}${after}`,
          before + next + letter + after,
        ];
        for (const searched of misspelt) {
          if (searched.length >= 4) expect(typosBetween(searched, word)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
