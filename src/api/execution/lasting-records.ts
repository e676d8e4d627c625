import { KeptCell } from '../../comparison/kept-line.js';
import { conceptTypeNames } from '../node.type.js';

type IsLasting = (record: object) => boolean;

/**
 * The types of object whose records a view in memory gives out again and again, one object for one thing, so
 * that what has been written of them can be used again: by name, with what tells such a record.
 */
export const lastingRecords: ReadonlyMap<string, IsLasting> = new Map<string, IsLasting>([
  ...Object.values(conceptTypeNames).map((name): [string, IsLasting] => [name, () => true]),
  ['Cell', (record) => record instanceof KeptCell],
]);
