import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { ImportReport } from './import-report.js';
import type { ImportWarning } from './import-warnings.js';
import type { SkippedLines } from './skipped-lines.js';

/** The approaches of an input: the rows of its tables, the columns of its tables, or a list of names that the text contains. */
export type SubjectsOption = 'rows' | 'columns' | readonly string[];

/** The instructions of an editor for reading one input. */
export interface InputGuidance {
  /** Null to detect the approaches. */
  readonly subjects: SubjectsOption | null;
  /** The lines that are not read. For tables and spreadsheets, the lines of the stored text, as reports number them. */
  readonly skip: readonly SkippedLines[];
  /** The slug of the source whose claims the input states; null to find the source by its URL or name. */
  readonly source: string | null;
  /** The minimum coverage, and the minimum share of table cells that are read; from 0 to 1; null for no bound. */
  readonly minCoverage: number | null;
}

/** A text to import: its name in messages, and its bytes as a stream. */
export interface ImportInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** The instructions for this input. If absent, the options of the import apply. */
  readonly guidance?: InputGuidance;
}

/** The import options in the notation of the caller, for the advice in refusals. */
export interface OptionWords {
  /** The option for the names of the compared things. */
  readonly subjectNames: string;
  /** The option that selects the rows or the columns of tables as the compared things. */
  readonly subjects: string;
  readonly format: string;
  /** The options that list the outcome of each part; null if the caller cannot see the outcomes. */
  readonly outcomes: string | null;
}

/** The options of `tertium import`. */
export const commandWords: OptionWords = Object.freeze({
  subjectNames: '--subjects NAME,NAME',
  subjects: '--subjects rows or --subjects columns',
  format: '--format',
  outcomes: '--dry-run --print report',
});

/** Options for reading inputs. */
export interface ReadingOptions extends InputGuidance {
  readonly words: OptionWords;
  /**
   * The maximum size of an input in bytes, for formats that read complete inputs into memory; null for the
   * default of the format.
   */
  readonly maxBytes: number | null;
  /**
   * Whether the reports on claim lines and graph documents list every line, in addition to the totals. Reports on inputs of
   * other formats always do.
   */
  readonly includesLines: boolean;
  /**
   * Whether large tables and spreadsheets are parsed in a worker thread with limits of time and memory, so that a
   * server can respond to other requests at the same time. Articles and large graph documents always are.
   */
  readonly inThread: boolean;
}

/** The report on one input. */
export interface InputReport {
  readonly name: string;
  readonly report: ImportReport;
  readonly warnings: readonly ImportWarning[];
  /** The source and the skipped lines of this input. Absent for formats whose files name their own sources. */
  readonly used?: Pick<InputGuidance, 'source' | 'skip'>;
}

/** The changes that an import makes, and its reports. */
export interface ImportReading {
  /**
   * The changes in an order in which the graph can apply them. The changes can be iterated once. Formats that are read as
   * a stream generate the changes while they read the inputs.
   * @throws {DocumentError} with the problems of the inputs; iteration then ends before the last change
   * @throws {TertiumError} INVALID_DOCUMENT if an input lacks claims, or has less than the minimum coverage
   */
  readonly changes: AsyncIterable<Change>;
  /** The location of a change as FILE:LINE; null if no location is recorded. @param change counted from 1 */
  locationOf(change: number): string | null;
  /** The report on each input; complete after the changes have been iterated. */
  reports(): readonly InputReport[];
}

export const defaultReadingOptions: ReadingOptions = Object.freeze({
  words: commandWords,
  subjects: null,
  skip: [],
  source: null,
  minCoverage: null,
  maxBytes: null,
  includesLines: false,
  inThread: false,
});

/** Reads inputs as one import. The graph is not read before the first change is requested. */
export type ImportFormat = (
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options?: ReadingOptions,
) => ImportReading;

/** The options for one input: its own instructions replace the instructions for all inputs. */
export function optionsFor({ guidance }: ImportInput, options: ReadingOptions): ReadingOptions {
  return guidance === undefined ? options : { ...options, ...guidance };
}
