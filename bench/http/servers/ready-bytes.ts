import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapes } from '../compared-set.js';
import { environmentVariable } from './environment.js';

/** Reads one response body for each of the `shapes`, from the folder in the variable READY_BYTES. @returns the bodies by URL path */
export function readReadyBytes(): ReadonlyMap<string, Buffer> {
  const folder = environmentVariable('READY_BYTES');
  return new Map(
    shapes.map((_, index) => [readyPath(index), readFileSync(join(folder, readyFile(index)))] as const),
  );
}

/** Returns the URL path of a response. @param index the index of its shape, from 0 */
export function readyPath(index: number): string {
  return `/ready/${index}`;
}

/** Returns the name of the file with the body of a response. @param index the index of its shape, from 0 */
export function readyFile(index: number): string {
  return `${index}.json`;
}
