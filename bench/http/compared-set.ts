import type { DataSize } from './data-size.js';
import { hash, pick } from './hash.js';

/** A shape of compared sets: how many approaches and dimensions a set has. */
export interface Shape {
  readonly name: string;
  readonly approaches: number;
  readonly dimensions: number;
}

export const shapes: readonly Shape[] = Object.freeze([
  { name: '2×6', approaches: 2, dimensions: 6 },
  { name: '10×50', approaches: 10, dimensions: 50 },
]);

/** The number of different compared sets in cold mode. */
export const coldSetCount = 256;

/** The numbers that identify the compared approaches and the dimensions of a comparison. */
export interface ComparedSet {
  readonly approaches: readonly number[];
  readonly dimensions: readonly number[];
}

/** Generates different compared sets of a shape. Deterministic. */
export function comparedSetsOf(size: DataSize, shape: Shape, count = coldSetCount): readonly ComparedSet[] {
  const sets = new Map<string, ComparedSet>();
  for (let index = 0; sets.size < count; index += 1) {
    const set = {
      approaches: pick(shape.approaches, size.approaches, hash(shape.approaches, index)),
      dimensions: pick(shape.dimensions, size.dimensions, hash(shape.dimensions, index)),
    };
    sets.set(JSON.stringify(set), set);
  }
  return [...sets.values()];
}
