import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { ImportReport } from './import-report.js';
import type { ImportWarning } from './import-warnings.js';

/** A text to import: its name in messages, and its bytes as a stream. */
export interface ImportInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Options for reading inputs. */
export interface ReadingOptions {
  /** Whether the rows or the columns of a table are the approaches; null to detect the orientation. */
  readonly subjects: 'rows' | 'columns' | readonly string[] | null;
  /** The minimum coverage of each input, from 0 to 1; null for no bound. */
  readonly minCoverage: number | null;
  /**
   * The maximum size of an input in bytes, for formats that read complete inputs into memory; null for the
   * default of the format.
   */
  readonly maxBytes: number | null;
  /**
   * Whether reports list every line. Formats that are read as a stream report totals only, unless this is
   * true.
   */
  readonly includesLines: boolean;
}

/** The report on one input. */
export interface InputReport {
  readonly name: string;
  readonly report: ImportReport;
  readonly warnings: readonly ImportWarning[];
}

/** The changes that an import makes, and its reports. */
export interface ImportReading {
  /**
   * The changes in an order in which the graph can apply them. The changes can be iterated once. Formats that are read as
   * a stream generate the changes while they read, so that memory is bounded.
   * @throws {DocumentError} with the problems of the inputs; iteration then ends before the last change
   */
  readonly changes: AsyncIterable<Change>;
  /** The location of a change as FILE:LINE; null if the format does not record it. @param change counted from 1 */
  locationOf(change: number): string | null;
  /** The report on each input; complete after the changes have been iterated. */
  reports(): readonly InputReport[];
}

export const defaultReadingOptions: ReadingOptions = Object.freeze({
  subjects: null,
  minCoverage: null,
  maxBytes: null,
  includesLines: false,
});

/** Reads inputs as one import. The graph is first read when the first change is requested. */
export type ImportFormat = (
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options?: ReadingOptions,
) => ImportReading;
