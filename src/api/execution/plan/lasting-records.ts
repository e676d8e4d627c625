import { KeptCell } from '../../../comparison/cache/kept-cell.js';
import { conceptTypeNames } from '../../concept/node.type.js';

/** What is known of a type's records. */
export interface LastingRecords {
  /** Whether a record stays as it is for as long as its revision is published. */
  readonly areLasting: (record: object) => boolean;
  /** Whether each of those that last is known by its slot: other objects may stand for the same one. */
  readonly haveSlots: boolean;
}

/**
 * The types of object whose records a view in memory gives out again and again, so
 * that what has been written of them can be used again: by name.
 */
export const lastingRecords: ReadonlyMap<string, LastingRecords> = new Map<string, LastingRecords>([
  ...Object.values(conceptTypeNames).map((name): [string, LastingRecords] => [
    name,
    { areLasting: () => true, haveSlots: false },
  ]),
  ['Cell', { areLasting: (record) => record instanceof KeptCell, haveSlots: true }],
]);
