import { describe, expect, test } from '@jest/globals';
import type { Mode } from '../../bench/http/contestants.js';
import { sizes, type SizeName } from '../../bench/http/data-size.js';
import { objectionTo, summarise, type Measurement, type Round } from '../../bench/http/measurements.js';
import { shapes } from '../../bench/http/question.js';
import { ratiosOf } from '../../bench/http/ratios.js';

const [shape] = shapes;
if (!shape) throw new Error('There are shapes.');

const round: Round = {
  requests: 500,
  requestsPerSecond: 100,
  cpuMsPerAnswer: 10,
  p50: 2,
  p99: 8,
  failures: 0,
  bytesPerAnswer: 1000,
  loadShare: 0.2,
  residentBytes: 2e8,
};

function measured(
  name: string,
  role: Measurement['contestant']['role'],
  speeds: number | readonly number[],
  { size = 'middle', mode = 'cold' }: { size?: SizeName; mode?: Mode } = {},
): Measurement {
  const contestant = { name, role, title: name };
  const rounds = [speeds].flat().map((requestsPerSecond) => ({ ...round, requestsPerSecond }));
  return summarise({ contestant, size: sizes[size], mode, shape: shape! }, rounds);
}

function printed(
  measurements: readonly Measurement[],
  growth: readonly Measurement[] = [],
): readonly string[] {
  return ratiosOf(measurements, growth).map(
    ({ what, value, goal, isMet }) => `${what} = ${value.toFixed(2)} (${goal}: ${isMet ? 'met' : 'not met'})`,
  );
}

describe('The result of rounds', () => {
  test('is the median of each figure, the highest share of the load, and all failures', () => {
    const rounds = [300, 100, 200].map((speed, index) => ({
      ...round,
      requestsPerSecond: speed,
      p99: speed / 10,
      loadShare: speed / 1000,
      failures: index,
    }));
    const { contestant, size, mode } = measured('t', 'tertium', 0);
    expect(summarise({ contestant, size, mode, shape: shape }, rounds)).toMatchObject({
      requestsPerSecond: 200,
      p99: 20,
      loadShare: 0.3,
      failures: 3,
    });
  });

  test('counts if the load generator had spare time, no request failed and responses were complete', () => {
    expect(objectionTo(measured('t', 'tertium', 1), 1000)).toBeNull();
  });

  test.each([
    ['the load generator used its whole core', { loadShare: 0.97 }, 'took 97 % of its core'],
    [
      'there were no responses',
      { requestsPerSecond: 0, bytesPerAnswer: NaN },
      'nothing was answered in time',
    ],
    ['a request failed', { failures: 1 }, '1 requests failed'],
    ['responses were too short', { bytesPerAnswer: 500 }, 'expected answers of 1000 bytes, got 500'],
  ])('does not count if %s', (_, came, objection) => {
    expect(objectionTo({ ...measured('t', 'tertium', 1), ...came }, 1000)).toContain(objection);
  });
});

describe('Ratios', () => {
  test('compare cold responses with the statement and the best peer, at the same size', () => {
    const all = [
      measured('sql', 'statement', 10),
      measured('slow', 'peer', 5),
      measured('fast', 'peer', 20),
      measured('elsewhere', 'peer', 5000, { size: 'small' }),
      measured('t', 'tertium', 100),
    ];
    expect(printed(all)).toEqual([
      't, middle, cold: against the one-statement server = 10.00 (≥ 8: met)',
      't, middle, cold: against the best peer = 5.00 (≥ 6: not met)',
      't, middle, cold: p99 / p50 = 4.00 (≤ 5: met)',
      't, middle, cold: resident megabytes = 200.00 (≤ 300: met)',
    ]);
  });

  test('compare hot responses with static bytes', () => {
    const all = [
      measured('fastify', 'baseline', 100, { mode: 'hot' }),
      measured('node', 'baseline', 1000, { mode: 'hot' }),
      measured('t', 'tertium', 50, { mode: 'hot' }),
    ];
    expect(printed(all)).toEqual([
      't, middle, hot: against static bytes from Fastify = 0.50 (≥ 0.8: not met)',
      't, middle, hot: p99 / p50 = 4.00 (≤ 5: met)',
    ]);
  });

  test('are medians over rounds, so that disturbances of the machine do not matter', () => {
    const all = [
      measured('fastify', 'baseline', [100, 110, 200], { mode: 'hot' }),
      measured('t', 'tertium', [90, 180, 180], { mode: 'hot' }),
    ];
    expect(printed(all)[0]).toBe('t, middle, hot: against static bytes from Fastify = 0.90 (≥ 0.8: met)');
  });

  test('show how the cost of a response grows from the smallest size to the largest', () => {
    const measuredAt = (speeds: Partial<Record<SizeName, number>>): readonly Measurement[] =>
      Object.entries(speeds).map(([size, speed]) =>
        measured('t', 'tertium', speed, { size: size as SizeName }),
      );
    const one = measuredAt({ large: 80, small: 200 });
    expect(printed(one, measuredAt({ large: 80, small: 120 }))).toContain(
      't, cold: cost at large / at small = 1.50 (≤ 1.3: not met)',
    );
    // Measurements of other rounds are not comparable.
    expect(printed(one).filter((what) => what.includes('cost at'))).toEqual([]);
  });
});
