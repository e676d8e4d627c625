import type { GraphReader } from '../graph/reading.js';
import type { Change } from '../graph/writing.js';

/** A text to import: the name that it goes by in messages, and its bytes as they come. */
export interface ImportInput {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
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
}

/** Reads inputs, all together. The graph is looked into once the first change is asked for. */
export type ImportFormat = (inputs: readonly ImportInput[], reader: GraphReader) => ImportReading;
