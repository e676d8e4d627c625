import type { LastingRecords } from './lasting-records.js';

/** Where the texts of a selection are kept. */
export interface Keeping {
  /** A number that no two selections of a plan share. */
  readonly number: number;
  /** A number that no two selections of any plan share. */
  readonly id: number;
  /** The variables that the texts depend on. */
  readonly variables: readonly string[];
  readonly records: LastingRecords;
}
