import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { ImportReport } from './import-report.js';

/** A text to import: its name in messages, and its bytes as a stream. */
export interface ImportInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** How inputs are to be read. */
export interface ReadingOptions {
  /** Whether the rows or the columns of a table are the approaches; null to detect it. */
  readonly subjects: 'rows' | 'columns' | null;
  /** The least coverage of each input, from 0 to 1; null for no bound. */
  readonly leastCoverage: number | null;
  /** The most bytes of an input that is read whole; null for the bound of its format. */
  readonly mostBytes: number | null;
  /**
   * Whether reports list every line. Formats that are read as a stream report totals only, unless this is
   * true.
   */
  readonly keepsLines: boolean;
}

/** The report on one input. */
export interface InputReport {
  readonly name: string;
  readonly report: ImportReport;
}

/** The changes that an import makes, and its reports. */
export interface ImportReading {
  /**
   * In an order in which the graph can apply them. Generated while the inputs are read; can be iterated
   * once. Changes are not held in memory together.
   * @throws {DocumentError} with the problems of the inputs, instead of the last change
   */
  readonly changes: AsyncIterable<Change>;
  /** The origin of a change, counted from 1, as FILE:LINE; null if the format does not record it. */
  placeOf(change: number): string | null;
  /** The report on each input; complete after the changes have been iterated. */
  reports(): readonly InputReport[];
}

export const defaultReadingOptions: ReadingOptions = Object.freeze({
  subjects: null,
  leastCoverage: null,
  mostBytes: null,
  keepsLines: false,
});

/** Reads inputs as one import. The graph is first read when the first change is requested. */
export type ImportFormat = (
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options?: ReadingOptions,
) => ImportReading;
