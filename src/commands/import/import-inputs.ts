import { createReadStream, fstatSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathProblems } from '../../formats/input/document-files.js';
import type { ImportInput } from '../../formats/import/import-format.js';
import { badUserInput, TertiumError } from '../../graph/errors.js';
import { chunkBytes, spool, type Spooled } from './spool.js';

/** An input that is named on the command line. */
export interface NamedInput extends ImportInput {
  /** The size in bytes; null if it is unknown before the end of the input, for example for a pipe. */
  readonly size: number | null;
}

/** Inputs whose pipes have been read by `spool`. */
export interface WholeInputs {
  readonly inputs: readonly ImportInput[];
  /** The total size in bytes. */
  readonly size: number;
  close(): Promise<void>;
}

const standardInput = '-';
const maxNames = 5;

/**
 * Creates inputs from paths. `-` is the standard input. Each file is opened when its bytes are read.
 * @throws {TertiumError} BAD_USER_INPUT if a file cannot be read, or the standard input is named more than once
 */
export async function namedInputs(paths: readonly string[]): Promise<readonly NamedInput[]> {
  if (paths.filter((path) => path === standardInput).length > 1) {
    throw badUserInput('Expected the standard input (-) once at most, got it more than once.');
  }
  const sizes = await Promise.all(paths.map(sizeOf));
  return paths.map((path, index) => ({
    name: path === standardInput ? 'standard input' : path,
    size: sizes[index] ?? null,
    bytes: path === standardInput ? process.stdin : bytesOfFile(path),
  }));
}

/**
 * Reads pipes to their ends before the import begins to write. A program may take hours to write to a pipe, and the store would be locked for
 * other writers during that time.
 * @param maxBytes the size limit of each pipe, see `spool`
 * @param onRead called with the size of each chunk of a pipe in bytes
 * @throws {CommandError} if the contents of a pipe cannot be buffered
 */
export async function wholeInputs(
  named: readonly NamedInput[],
  maxBytes: number | null,
  onRead: (bytes: number) => void,
): Promise<WholeInputs> {
  const spools: Spooled[] = [];
  const close = async (): Promise<void> => {
    for (const each of spools.splice(0)) await each.close();
  };
  const inputs: ImportInput[] = [];
  let size = 0;
  try {
    for (const input of named) {
      const { name, bytes } = input;
      if (input.size === null) {
        const spooled = await spool(name, reported(bytes, onRead), maxBytes);
        spools.push(spooled);
        inputs.push({ ...input, bytes: spooled.bytes });
        size += spooled.size;
      } else {
        inputs.push(input);
        size += input.size;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { inputs, size, close };
}

/** Closes the standard input if it is one of the inputs. An open pipe would keep the process running until its writer closes the pipe. */
export function closeStandardInput(paths: readonly string[]): void {
  if (paths.includes(standardInput)) process.stdin.destroy();
}

/** Prints the names of inputs without folders, because the revision log is public. Of more than five inputs, prints only the number. */
export function namesOf(paths: readonly string[]): string {
  const names = paths.map((path) => (path === standardInput ? 'standard input' : basename(path)));
  return names.length > maxNames ? `${names.length} files` : names.join(', ');
}

/** Reads the size of a file in bytes; null for a pipe or a device. @throws {TertiumError} BAD_USER_INPUT for a folder, or a file that cannot be read */
async function sizeOf(path: string): Promise<number | null> {
  if (path === standardInput) {
    // A file that a shell redirects has a known size.
    const found = fstatSync(process.stdin.fd);
    return found.isFile() ? found.size : null;
  }
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw notAFile(path, 'a folder');
    await access(path, constants.R_OK);
    return found.isFile() ? found.size : null;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    const found = pathProblems[code];
    throw found === undefined ? error : notAFile(path, found, error);
  }
}

function notAFile(path: string, found: string, cause?: unknown): TertiumError {
  const message = `Expected a file to import, or - for the standard input, got ${path}: ${found}.`;
  return new TertiumError('BAD_USER_INPUT', message, { cause, details: { path } });
}

async function* bytesOfFile(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>;
}

/** Passes chunks on, and reports their sizes. @param onRead called with the size of each chunk in bytes, after the chunk was consumed */
export async function* reported(
  bytes: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    yield chunk;
    onRead(chunk.length);
  }
}
