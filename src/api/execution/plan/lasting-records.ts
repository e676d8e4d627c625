import { KeptCell } from '../../../comparison/cache/kept-cell.js';
import { conceptTypeNames } from '../../concept/node.type.js';

/** What is known of a type's records. */
export interface ImmutableRecords {
  /** Whether a record stays as it is for as long as its revision is published. */
  readonly areImmutable: (record: object) => boolean;
  /** Whether each of those that last is known by its slot: other objects may stand for the same one. */
  readonly areIndexed: boolean;
}

/**
 * The types of object whose records a view in memory gives out again and again, so
 * that what has been written of them can be used again: by name.
 */
export const immutableRecords: ReadonlyMap<string, ImmutableRecords> = new Map<string, ImmutableRecords>([
  ...Object.values(conceptTypeNames).map((name): [string, ImmutableRecords] => [
    name,
    { areImmutable: () => true, areIndexed: false },
  ]),
  ['Cell', { areImmutable: (record) => record instanceof KeptCell, areIndexed: true }],
]);
