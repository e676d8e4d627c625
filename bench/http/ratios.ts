import { median } from '../bench.js';
import type { Measurement } from './measurements.js';
import type { Shape } from './compared-set.js';
import { shapes } from './compared-set.js';
import type { SizeName } from './data-size.js';

/** A measured figure of one shape, such as a ratio of two speeds, and its goal. */
export interface Ratio {
  readonly name: string;
  readonly shape: Shape;
  readonly value: number;
  readonly goal: string;
  readonly isMet: boolean;
}

type Side = 'minimum' | 'maximum';

/** Goals by shape, in the order of `shapes`. All goals except `growth` apply to each size. */
const goals = {
  statement: [8, 15],
  peer: [6, 12],
  static: [0.8, 0.7],
  tail: [5, 5],
  growth: [1.3, 1.3],
} as const;

const maxMegabytes = 300;
const memorySize: SizeName = 'middle';

/**
 * Computes the ratios of the measurements. Ratios of contestants that were not measured are omitted.
 * @param growth measurements of several sizes in alternation
 */
export function ratiosOf(
  measurements: readonly Measurement[],
  growth: readonly Measurement[],
): readonly Ratio[] {
  const tertiums = namesOf(measurements.filter(({ contestant }) => contestant.role === 'tertium'));
  return tertiums.flatMap((name) =>
    shapes.flatMap((shape, index) => [
      ...ratiosFor(name, shape, index, measurements),
      ...growthOf(name, shape, index, growth),
    ]),
  );
}

function ratiosFor(
  name: string,
  shape: Shape,
  index: number,
  measurements: readonly Measurement[],
): readonly Ratio[] {
  const ofShape = measurements.filter((each) => each.shape.name === shape.name);
  const ofContestant = ofShape.filter(({ contestant }) => contestant.name === name);
  const ratio = ratioOf(shape);
  return ofContestant.flatMap((measurement) => {
    const { contestant, size, mode, rounds, residentBytes } = measurement;
    const comparable = ofShape.filter((each) => each.size.name === size.name && each.mode === mode);
    const best = (chosen: (each: Measurement) => boolean): Measurement | undefined =>
      comparable.filter(chosen).sort((left, right) => right.requestsPerSecond - left.requestsPerSecond)[0];
    const opponents: [title: string, other: Measurement | undefined, goal: number][] =
      mode === 'cold'
        ? [
            [
              'the one-statement server',
              best((each) => each.contestant.role === 'statement'),
              goals.statement[index] ?? NaN,
            ],
            ['the best peer', best((each) => each.contestant.role === 'peer'), goals.peer[index] ?? NaN],
          ]
        : [
            [
              'static bytes from Fastify',
              best((each) => each.contestant.name === 'fastify'),
              goals.static[index] ?? NaN,
            ],
          ];
    const subject = `${contestant.title}, ${size.name}, ${mode}`;
    return [
      ...opponents.flatMap(([title, other, goal]) =>
        other ? [ratio(`${subject}: against ${title}`, speedRatio(measurement, other), 'minimum', goal)] : [],
      ),
      ratio(
        `${subject}: p99 / p50`,
        median(rounds.map(({ p50, p99 }) => p99 / p50)),
        'maximum',
        goals.tail[index] ?? NaN,
      ),
      ...(mode === 'cold' && size.name === memorySize
        ? [ratio(`${subject}: resident megabytes`, residentBytes / 1e6, 'maximum', maxMegabytes)]
        : []),
    ];
  });
}

/**
 * Computes the ratio of two throughputs: the median of the ratios of all rounds. A change of the machine's speed affects both servers of a round equally;
 * it may affect the two medians over all rounds differently.
 */
function speedRatio(one: Measurement, other: Measurement): number {
  return median(
    one.rounds.map(
      ({ requestsPerSecond }, round) => requestsPerSecond / (other.rounds[round]?.requestsPerSecond ?? NaN),
    ),
  );
}

function ratioOf(shape: Shape): (name: string, value: number, side: Side, goal: number) => Ratio {
  return (name, value, side, goal) => ({
    name,
    shape,
    value,
    goal: `${side === 'minimum' ? '≥' : '≤'} ${goal}`,
    isMet: side === 'minimum' ? value >= goal : value <= goal,
  });
}

/** Divides the throughput in the smallest size by the throughput in the largest size. @returns no ratio if fewer than two sizes were measured */
function growthOf(
  name: string,
  shape: Shape,
  index: number,
  growth: readonly Measurement[],
): readonly Ratio[] {
  const bySize = growth
    .filter(({ contestant, shape: measured }) => contestant.name === name && measured.name === shape.name)
    .sort((left, right) => left.size.approaches - right.size.approaches);
  const [smallest, largest] = [bySize[0], bySize.at(-1)];
  if (!smallest || !largest || smallest === largest) return [];
  const ratioName = `${smallest.contestant.title}, cold: cost at ${largest.size.name} / at ${smallest.size.name}`;
  return [ratioOf(shape)(ratioName, speedRatio(smallest, largest), 'maximum', goals.growth[index] ?? NaN)];
}

function namesOf(measurements: readonly Measurement[]): readonly string[] {
  return [...new Set(measurements.map(({ contestant }) => contestant.name))];
}
