import { describe, expect, it } from '@jest/globals';
import { agreedInterval } from '../../../src/comparison/cells/agreed-interval.js';
import { ExactDecimal } from '../../../src/graph/values/decimal.js';
import type { Interval } from '../../../src/graph/values/value-type.js';

/** An interval as people write it: `[1,3]`, `(1,3]` without 1, `(,3]` open below; `±` a slack. */
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
    ['of one statement is its own', ['(1,3)±2'], '(1,3)±2'],
    ['is the intersection', ['[1,3]', '[2,5]'], '[2,3]'],
    ['is the day of a day and its year', ['[0,366]', '[17,18]'], '[17,18]'],
    ['may be a single position', ['[1,2]', '[2,5]'], '[2,2]'],
    ['is open where all are open', ['[1,)', '[2,)'], '[2,)'],
    ['is closed where one is closed', ['(,5]', '[1,)', '(,)'], '[1,5]'],
    ['excludes a lower end that one of them excludes', ['[1,3]', '(1,5]'], '(1,3]'],
    ['excludes an upper end that one of them excludes', ['[1,3)', '[0,3]'], '[1,3)'],
    ['includes a lower end above an excluded one', ['(1,5]', '[2,5]'], '[2,5]'],
    ['includes an upper end below an excluded one', ['[1,5)', '[1,4]'], '[1,4]'],
    ['includes an end that only an open one passes', ['[1,3]', '(0,)', '(,4)'], '[1,3]'],
    ['has the largest slack', ['[1,3]±0.5', '[2,5]±0.25'], '[2,3]±0.5'],
    ['covers amounts that are apart', ['[1,1]±1', '[2,2]±1'], '[1,2]±1'],
    ['covers ranges that are apart', ['[1,2]', '[4,6]', '[5,7]'], '[1,7]'],
    ['is open below if ranges are apart, one of them open below', ['(,2]', '[4,6]'], '(,6]'],
    ['is open above if ranges are apart, one of them open above', ['[1,2]', '[4,)'], '[1,)'],
  ])('%s: %j', (_, written, agreed) => {
    for (const order of [written, written.toReversed()]) {
      expect(print(agreedInterval(order.map(interval)))).toBe(agreed);
    }
  });
});
