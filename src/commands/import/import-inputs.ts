import { createReadStream, fstatSync } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathTroubles } from '../../formats/input/document-files.js';
import type { ImportInput } from '../../formats/import/import-format.js';
import { badUserInput, TertiumError } from '../../graph/errors.js';
import { pieceBytes, spool, type Spooled } from './spool.js';

/** An input that a command line names. */
export interface NamedInput extends ImportInput {
  /** In bytes; null of what shows its end only when it comes, as a pipe does. */
  readonly size: number | null;
}

/** Inputs that have all arrived. */
export interface WholeInputs {
  readonly inputs: readonly ImportInput[];
  /** Bytes of all together. */
  readonly size: number;
  close(): Promise<void>;
}

const standardInput = '-';
const mostNames = 5;

/**
 * The inputs that paths name, `-` being the standard input. Each is opened when its bytes are asked for.
 * @throws {TertiumError} BAD_USER_INPUT where one cannot be read, or the standard input is named twice
 */
export async function namedInputs(paths: readonly string[]): Promise<readonly NamedInput[]> {
  if (paths.filter((path) => path === standardInput).length > 1) {
    throw badUserInput('Expected the standard input (-) once at most, got it twice.');
  }
  const sizes = await Promise.all(paths.map(sizeOf));
  return paths.map((path, index) => ({
    name: path === standardInput ? 'standard input' : path,
    size: sizes[index] ?? null,
    bytes: path === standardInput ? process.stdin : bytesOfFile(path),
  }));
}

/**
 * Waits until pipes have been read to their ends. What writes to one may take hours, and a store that is written to
 * meanwhile would be locked for everyone else.
 * @param mostBytes of an input that is read whole, see `spool`
 * @param onRead is told of the bytes of each piece of a pipe
 * @throws {CommandError} where there is no room for what a pipe brings
 */
export async function wholeInputs(
  named: readonly NamedInput[],
  mostBytes: number | null,
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
        const spooled = await spool(name, reported(bytes, onRead), mostBytes);
        spools.push(spooled);
        inputs.push({ name, bytes: spooled.bytes });
        size += spooled.size;
      } else {
        inputs.push({ name, bytes });
        size += input.size;
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { inputs, size, close };
}

/** Lets go of the standard input: what is not read of it would keep the process until whoever writes it ends. */
export function leaveStandardInput(paths: readonly string[]): void {
  if (paths.includes(standardInput)) process.stdin.destroy();
}

/** The names of inputs without where they lie: the log of revisions is public. */
export function namesOf(paths: readonly string[]): string {
  const names = paths.map((path) => (path === standardInput ? 'standard input' : basename(path)));
  return names.length > mostNames ? `${names.length} files` : names.join(', ');
}

/** The bytes of a file; null of what is not one, such as a pipe. */
async function sizeOf(path: string): Promise<number | null> {
  if (path === standardInput) {
    // A file that a shell redirects has its end already.
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
    const came = pathTroubles[code];
    throw came === undefined ? error : notAFile(path, came, error);
  }
}

function notAFile(path: string, came: string, cause?: unknown): TertiumError {
  const message = `Expected a file to import, or - for the standard input, got ${path}: ${came}.`;
  return new TertiumError('BAD_USER_INPUT', message, { cause, details: { path } });
}

async function* bytesOfFile(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Uint8Array>;
}

/** @param onRead is told of the bytes of each piece that has been taken */
export async function* reported(
  bytes: AsyncIterable<Uint8Array>,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    yield piece;
    onRead(piece.length);
  }
}
