import { describe, expect, test } from '@jest/globals';
import { answerTo, departure, type Answer } from '../../bench/http/answer.js';
import { peerFormat, tertiumFormat } from '../../bench/http/question-format.js';
import { DataSet } from '../../bench/http/data-set.js';
import { sizes } from '../../bench/http/data-size.js';

const right = answerTo(new DataSet(sizes.small), { approaches: [3, 1], dimensions: [4, 2, 9] });

type Writable<Item> = Item extends object ? { -readonly [Key in keyof Item]: Writable<Item[Key]> } : Item;

/** The correct result with a change. */
function changed(change: (answer: Writable<Answer>) => void): Answer {
  const answer = structuredClone(right) as Writable<Answer>;
  change(answer);
  return answer;
}

describe('The check of a result', () => {
  test('accepts rows, features, benefits and claims in any order', () => {
    const turned = changed(({ approaches, rows }) => {
      rows.reverse();
      for (const { cells } of rows) for (const { claims } of cells) claims.reverse();
      for (const { features } of approaches) {
        features.reverse();
        for (const { benefits } of features) benefits.reverse();
      }
    });
    expect(departure(right, turned)).toBeNull();
  });

  const wrong: Readonly<Record<string, Answer>> = {
    'has another value': changed(({ rows }) => (rows[0]!.cells[0]!.value += '.')),
    'lacks a claim': changed(({ rows }) => rows[1]!.cells[1]!.claims.pop()),
    'has a claim twice': changed(({ rows }) => rows[1]!.cells[1]!.claims.push(rows[1]!.cells[1]!.claims[0]!)),
    'names another source': changed(({ rows }) => (rows[2]!.cells[0]!.claims[0]!.source.url += '/')),
    'lacks a row': changed(({ rows }) => rows.pop()),
    'has its cells the other way round': changed(({ rows }) => rows.forEach(({ cells }) => cells.reverse())),
    'lacks a feature': changed(({ approaches }) => approaches[0]!.features.pop()),
    'lacks a benefit': changed(({ approaches }) => approaches[1]!.features[3]!.benefits.pop()),
  };

  test.each(Object.entries(wrong))('rejects a result that %s', (_, answer) => {
    expect(departure(right, answer)).toMatch(/^answer\..+: expected .+, got .+/u);
  });

  test.each([peerFormat, tertiumFormat])('rejects a result with errors', ({ read }) => {
    expect(() => read('{"errors":[{"message":"No."}],"data":null}')).toThrow('without errors');
  });
});
