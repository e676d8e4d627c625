import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapes } from '../compared-set.js';
import { environmentVariable } from './environment.js';

/** Reads the response body of each shape. @returns the bodies by URL path */
export function readReadyBytes(): ReadonlyMap<string, Buffer> {
  const folder = environmentVariable('READY_BYTES');
  return new Map(
    shapes.map((_, index) => [readyPath(index), readFileSync(join(folder, readyFile(index)))] as const),
  );
}

/** Returns the URL path of the response for a shape. @param shape its index in `shapes` */
export function readyPath(shape: number): string {
  return `/ready/${shape}`;
}

/** Returns the name of the file with the body of the response for a shape. @param shape its index in `shapes` */
export function readyFile(shape: number): string {
  return `${shape}.json`;
}
