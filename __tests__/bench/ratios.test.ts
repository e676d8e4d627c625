import { describe, expect, test } from '@jest/globals';
import type { Mode } from '../../bench/http/contestants.js';
import { sizes, type SizeName } from '../../bench/http/data-size.js';
import { invalidityOf, summarise, type Measurement, type Round } from '../../bench/http/measurements.js';
import { shapes } from '../../bench/http/compared-set.js';
import { ratiosOf } from '../../bench/http/ratios.js';

const [shape] = shapes;
if (!shape) throw new Error('Expected a shape, got none.');

const round: Round = {
  requests: 500,
  requestsPerSecond: 100,
  cpuMsPerResponse: 10,
  p50: 2,
  p99: 8,
  failures: 0,
  bytesPerResponse: 1000,
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
    ({ name, value, goal, isMet }) => `${name} = ${value.toFixed(2)} (${goal}: ${isMet ? 'met' : 'not met'})`,
  );
}

describe('The result of rounds', () => {
  test('has the median throughput and latency, the highest load share, and the sum of the failures', () => {
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

  test('is valid if the load generator had spare time, no request failed, and all responses were complete', () => {
    expect(invalidityOf(measured('t', 'tertium', 1), 1000)).toBeNull();
  });

  test.each([
    ['the load generator used all of its core', { loadShare: 0.97 }, 'used 97 % of its core'],
    [
      'there were no responses',
      { requestsPerSecond: 0, bytesPerResponse: NaN },
      'there was no response in time',
    ],
    ['a request failed', { failures: 1 }, 'expected no failed requests, got 1.'],
    ['responses were too short', { bytesPerResponse: 500 }, 'expected responses of 1000 bytes, got 500'],
  ])('is invalid if %s', (_, change, message) => {
    expect(invalidityOf({ ...measured('t', 'tertium', 1), ...change }, 1000)).toContain(message);
  });
});

describe('Ratios', () => {
  test('compare cold throughput with that of the one-statement server and of the best peer, at the same size', () => {
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

  test('compare hot throughput with that of static bytes from Fastify', () => {
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

  test('are the medians of the ratios of the rounds, so that one disturbed round does not change them', () => {
    const all = [
      measured('fastify', 'baseline', [100, 110, 200], { mode: 'hot' }),
      measured('t', 'tertium', [90, 180, 180], { mode: 'hot' }),
    ];
    expect(printed(all)[0]).toBe('t, middle, hot: against static bytes from Fastify = 0.90 (≥ 0.8: met)');
  });

  test('include the cost of a response at the largest size, divided by the cost at the smallest size', () => {
    const measuredAt = (speeds: Partial<Record<SizeName, number>>): readonly Measurement[] =>
      Object.entries(speeds).map(([size, speed]) =>
        measured('t', 'tertium', speed, { size: size as SizeName }),
      );
    const ownRounds = measuredAt({ large: 80, small: 200 });
    expect(printed(ownRounds, measuredAt({ large: 80, small: 120 }))).toContain(
      't, cold: cost at large / at small = 1.50 (≤ 1.3: not met)',
    );
    // Measurements of two sizes in separate rounds are not comparable.
    expect(printed(ownRounds).filter((line) => line.includes('cost at'))).toEqual([]);
  });
});
