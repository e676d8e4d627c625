import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapes } from '../question.js';
import { environmentVariable } from './environment.js';

/** By path, one for each shape, the bytes of an answer as Tertium gives it. */
export function readReadyBytes(): ReadonlyMap<string, Buffer> {
  const folder = environmentVariable('READY_BYTES');
  return new Map(
    shapes.map((_, index) => [readyPath(index), readFileSync(join(folder, readyFile(index)))] as const),
  );
}

/** Where the bytes of a shape are asked for. */
export function readyPath(shape: number): string {
  return `/ready/${shape}`;
}

export function readyFile(shape: number): string {
  return `${shape}.json`;
}
