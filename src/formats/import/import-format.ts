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
  /** Whether the rows or the columns of a table are the approaches; null to detect it. */
  readonly subjects: 'rows' | 'columns' | null;
  /** The minimum coverage of each input, from 0 to 1; null for no bound. */
  readonly leastCoverage: number | null;
  /** The maximum bytes of an input, for formats that read it as a whole; null for the bound of the format. */
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
  readonly warnings: readonly ImportWarning[];
}

/** The changes that an import makes, and its reports. */
export interface ImportReading {
  /**
   * Ordered so that the graph can apply them; can be iterated once. Formats that are read as a stream generate
   * changes while they read, and never have all of them in memory.
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
