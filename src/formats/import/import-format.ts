import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { ImportReport } from './import-report.js';

/** A text to import: the name that it goes by in messages, and its bytes as they come. */
export interface ImportInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What whoever imports says of how inputs are to be read. */
export interface ReadingOptions {
  /** Whether the rows or the columns of a table are what is compared; null where the table is to tell. */
  readonly subjects: 'rows' | 'columns' | null;
  /** The least coverage, from 0 to 1, of an input that is understood at all; null where any will do. */
  readonly leastCoverage: number | null;
  /** How large an input may be that is read whole, in bytes; null for what its format takes well. */
  readonly mostBytes: number | null;
  /** Whether reports are to have every line; formats of any length have only totals otherwise. */
  readonly keepsLines: boolean;
}

/** What was understood of one input. */
export interface InputReport {
  readonly name: string;
  readonly report: ImportReport;
}

/** What an import is to change. */
export interface ImportReading {
  /**
   * In an order in which the graph can apply them; made while they are read, once, and never held together.
   * @throws {DocumentError} with what is wrong in the inputs, instead of the last change
   */
  readonly changes: AsyncIterable<Change>;
  /** What a change (1 is the first) comes from, as FILE:LINE; null where no place says it. */
  placeOf(change: number): string | null;
  /** What was understood of each input, once the changes have been read. */
  reports(): readonly InputReport[];
}

export const asTheyCome: ReadingOptions = Object.freeze({
  subjects: null,
  leastCoverage: null,
  mostBytes: null,
  keepsLines: false,
});

/** Reads inputs, all together. The graph is looked into once the first change is asked for. */
export type ImportFormat = (
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options?: ReadingOptions,
) => ImportReading;
