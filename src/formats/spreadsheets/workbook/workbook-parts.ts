import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { DocumentError } from '../../input/document-error.js';
import { spreadsheetError } from './spreadsheet-error.js';
import type { SpreadsheetLimits } from './spreadsheet-limits.js';
import { describeFile } from './describe-file.js';
import { readXml, type XmlHandler } from './xml-events.js';

/** The parts of a workbook (a zip archive), by name. The parts are read within limits. */
export class WorkbookParts {
  readonly #file: string;
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limits: SpreadsheetLimits;
  readonly #deadline: number;
  #inflated = 0;

  private constructor(
    file: string,
    zip: ZipFile,
    entries: ReadonlyMap<string, Entry>,
    limits: SpreadsheetLimits,
  ) {
    this.#file = file;
    this.#zip = zip;
    this.#entries = entries;
    this.#limits = limits;
    this.#deadline = performance.now() + limits.milliseconds;
  }

  /**
   * Opens a workbook.
   * @throws {DocumentError} if the bytes are not a zip archive of an Office Open XML spreadsheet; the message describes the
   *   file
   */
  static async open(bytes: Buffer, file: string, limits: SpreadsheetLimits): Promise<WorkbookParts> {
    const entries = new Map<string, Entry>();
    let zip: ZipFile;
    try {
      zip = await fromBufferPromise(bytes, { lazyEntries: true });
      for await (const entry of zip.eachEntry()) {
        const name = partName(entry.fileName);
        if (entries.has(name)) throw new Error(`two parts called ${name.slice(0, 80)}`);
        entries.set(name, entry);
      }
    } catch (error) {
      throw spreadsheetError(file, 'a spreadsheet (.xlsx)', describeFile(bytes) ?? brokenZip(error));
    }
    const found = describeFile(bytes, entries);
    if (found !== null) throw spreadsheetError(file, 'a spreadsheet (.xlsx)', found);
    return new WorkbookParts(file, zip, entries, limits);
  }

  has(name: string): boolean {
    return this.#entries.has(partName(name));
  }

  /**
   * Reads a part as XML, as a stream.
   * @throws {DocumentError} if the part is missing, encrypted, broken or not well-formed XML, or exceeds a limit
   */
  async read(name: string, handler: XmlHandler): Promise<void> {
    const entry = this.#entries.get(partName(name));
    if (!entry) throw this.#broken(name, 'no such part');
    if (entry.isEncrypted()) throw this.#broken(name, 'an encrypted part');
    let chunks: AsyncIterable<Buffer>;
    try {
      chunks = (await this.#zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
    } catch (error) {
      throw this.#broken(name, brokenZip(error));
    }
    await readXml(this.#withinLimits(name, chunks), handler, (actual) => this.#broken(name, actual));
  }

  async *#withinLimits(name: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const { inflatedBytes, milliseconds } = this.#limits;
    try {
      for await (const chunk of chunks) {
        this.#inflated += chunk.length;
        if (this.#inflated > inflatedBytes) {
          throw spreadsheetError(
            this.#file,
            `a spreadsheet of ${inflatedBytes} bytes at most, inflated`,
            'more',
          );
        }
        if (performance.now() > this.#deadline) {
          const expected = `a spreadsheet that can be read in ${milliseconds / 1000} seconds`;
          throw spreadsheetError(this.#file, expected, 'one that takes longer');
        }
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof DocumentError)) throw this.#broken(name, brokenZip(error));
      throw error;
    }
  }

  #broken(name: string, actual: string): Error {
    return spreadsheetError(this.#file, `a spreadsheet (.xlsx) with a part ${name.slice(0, 80)}`, actual);
  }
}

/** Names of parts are case-insensitive and may start with a slash. */
function partName(name: string): string {
  return name.replace(/^\//u, '').toLowerCase();
}

function brokenZip(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `a zip archive that is cut off or broken (${message.slice(0, 120)})`;
}
