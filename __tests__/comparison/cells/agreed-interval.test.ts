import { describe, expect, it } from '@jest/globals';
import { agreedInterval } from '../../../src/comparison/cells/agreed-interval.js';
import { ExactDecimal } from '../../../src/graph/values/decimal.js';
import type { Interval } from '../../../src/graph/values/value-type.js';

/** Parses an interval: `[1,3]`, `(1,3]` (excludes 1), `(,3]` (open below) or `[1,3]±2` (with a slack of 2). */
function interval(written: string): Interval {
  const [, opening, low = '', high = '', closing, slack = '0'] =
    /^([[(])([-\d.]*),([-\d.]*)([\])])(?:±([\d.]+))?$/.exec(written) ?? [];
  return {
    low: low === '' ? null : new ExactDecimal(low),
    high: high === '' ? null : new ExactDecimal(high),
    slack: new ExactDecimal(slack),
    excludesLow: opening === '(' && low !== '',
    excludesHigh: closing === ')' && high !== '',
  };
}

function print({ low, high, slack, excludesLow, excludesHigh }: Interval): string {
  const isOpenLow = low === null || excludesLow === true;
  const isOpenHigh = high === null || excludesHigh === true;
  const ends = `${isOpenLow ? '(' : '['}${low?.toFixed() ?? ''},${high?.toFixed() ?? ''}${isOpenHigh ? ')' : ']'}`;
  return slack.isZero() ? ends : `${ends}±${slack.toFixed()}`;
}

describe('the interval on which statements agree', () => {
  it.each<[string, string[], string]>([
    ['is the interval of a single statement', ['(1,3)±2'], '(1,3)±2'],
    ['is the intersection', ['[1,3]', '[2,5]'], '[2,3]'],
    ['is the day if a day and its year agree', ['[0,366]', '[17,18]'], '[17,18]'],
    ['may be a single position', ['[1,2]', '[2,5]'], '[2,2]'],
    ['is open at an end at which all intervals are open', ['[1,)', '[2,)'], '[2,)'],
    ['is closed at an end at which one interval is closed', ['(,5]', '[1,)', '(,)'], '[1,5]'],
    ['excludes a lower end that one interval excludes', ['[1,3]', '(1,5]'], '(1,3]'],
    ['excludes an upper end that one interval excludes', ['[1,3)', '[0,3]'], '[1,3)'],
    ['includes a lower end above an excluded end', ['(1,5]', '[2,5]'], '[2,5]'],
    ['includes an upper end below an excluded end', ['[1,5)', '[1,4]'], '[1,4]'],
    [
      'includes both ends of an interval that all other intervals contain',
      ['[1,3]', '(0,)', '(,4)'],
      '[1,3]',
    ],
    ['has the largest slack', ['[1,3]±0.5', '[2,5]±0.25'], '[2,3]±0.5'],
    ['covers amounts that do not overlap', ['[1,1]±1', '[2,2]±1'], '[1,2]±1'],
    ['covers ranges that do not overlap', ['[1,2]', '[4,6]', '[5,7]'], '[1,7]'],
    ['is open below if the ranges do not overlap and one is open below', ['(,2]', '[4,6]'], '(,6]'],
    ['is open above if the ranges do not overlap and one is open above', ['[1,2]', '[4,)'], '[1,)'],
  ])('%s: %j', (_, written, agreed) => {
    for (const order of [written, written.toReversed()]) {
      expect(print(agreedInterval(order.map(interval)))).toBe(agreed);
    }
  });
});
