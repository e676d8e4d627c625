import { conceptTypeNames } from '../node.type.js';

const always = (): boolean => true;

/**
 * The types of object whose records a view in memory gives out again and again, one object for one thing, so
 * that what has been written of them can be used again: by name, with what tells such a record.
 */
export const lastingRecords: ReadonlyMap<string, (record: object) => boolean> = new Map(
  Object.values(conceptTypeNames).map((name) => [name, always]),
);
