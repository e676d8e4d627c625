import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mostTypos, typosBetween } from '../../../src/graph/search/typo.js';

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
])('%s may have %d typos', (word, most) => {
  expect(mostTypos(word)).toBe(most);
});

describe('The typos between a sought word and a word', () => {
  test.each([
    ['devops', 'devops', 0],
    ['devosp', 'devops', 1],
    ['devps', 'devops', 1],
    ['deevops', 'devops', 1],
    ['debops', 'devops', 1],
    ['dveosp', 'devops', null],
    // The first letter is rarely wrong.
    ['gevops', 'devops', null],
    ['edvops', 'devops', 1],
    ['gubernetes', 'kubernetes', 2],
    ['gubernets', 'kubernetes', null],
    ['kubrenetse', 'kubernetes', 2],
    ['scurm', 'scrum', 1],
    // Half a word, which matches the beginning of the other.
    ['kubrn', 'kubernetes', 1],
    ['kubenr', 'kubernetes', 1],
    ['manegem', 'management', 1],
    ['model', 'modern', null],
    ['clod', 'cloudy', null],
    ['clod', 'cloud', 1],
    ['java', 'lava', null],
  ])('%s, %s: %p', (sought, word, typos) => {
    expect(typosBetween(sought, word)).toBe(typos);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 12 });

  test('are 0 for a word and all words that begin with it', () => {
    fc.assert(
      fc.property(letters, letters, (word, rest) => {
        expect(typosBetween(word, word)).toBe(0);
        if (word.length > 4) expect(typosBetween(word, word + rest)).toBe(0);
      }),
    );
  });

  test('are 1 if a letter after the first is lost, doubled, replaced, or swapped with the next', () => {
    fc.assert(
      fc.property(letters, fc.nat(), (word, place) => {
        const at = 1 + (place % (word.length - 2));
        const [before, letter, next, after] = [
          word.slice(0, at),
          word[at] ?? '',
          word[at + 1] ?? '',
          word.slice(at + 2),
        ];
        const damaged = [
          before + next + after,
          before + letter + letter + next + after,
          `${before}z${next}${after}`,
          before + next + letter + after,
        ];
        for (const sought of damaged) {
          if (sought.length >= 4) expect(typosBetween(sought, word)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
