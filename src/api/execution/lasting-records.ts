import { KeptCell } from '../../comparison/kept-line.js';
import { conceptTypeNames } from '../node.type.js';

/** What is known of a type's records. */
export interface LastingRecords {
  /** Whether a record stays as it is for as long as its revision is published. */
  readonly areLasting: (record: object) => boolean;
  /** Whether each of those that last has room to note where something is kept. */
  readonly note: boolean;
}

/**
 * The types of object whose records a view in memory gives out again and again, one object for one thing, so
 * that what has been written of them can be used again: by name.
 */
export const lastingRecords: ReadonlyMap<string, LastingRecords> = new Map<string, LastingRecords>([
  ...Object.values(conceptTypeNames).map((name): [string, LastingRecords] => [
    name,
    { areLasting: () => true, note: false },
  ]),
  ['Cell', { areLasting: (record) => record instanceof KeptCell, note: true }],
]);
