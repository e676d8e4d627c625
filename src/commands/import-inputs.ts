import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { pathTroubles } from '../formats/document-files.js';
import type { ImportInput } from '../formats/import-format.js';
import { badUserInput, TertiumError } from '../graph/errors.js';

/** The inputs that a command line names. */
export interface NamedInputs {
  readonly inputs: readonly ImportInput[];
  /** Bytes of all together; null where that shows only once they have been read. */
  readonly size: number | null;
}

/** What is read at once: in large pieces, more of what they mention is looked up together. */
const pieceBytes = 1024 * 1024;
const standardInput = '-';
const mostNames = 5;

/**
 * The inputs that paths name, `-` being the standard input. Each is opened when its bytes are asked for.
 * @param onRead is told of the bytes of each piece that has been read
 * @throws {TertiumError} BAD_USER_INPUT where one cannot be read, or the standard input is named twice
 */
export async function namedInputs(
  paths: readonly string[],
  onRead: (bytes: number) => void,
): Promise<NamedInputs> {
  if (paths.filter((path) => path === standardInput).length > 1) {
    throw badUserInput('Expected the standard input (-) once at most, got it twice.');
  }
  const sizes = await Promise.all(paths.map(sizeOf));
  return {
    inputs: paths.map((path) => ({
      name: path === standardInput ? 'standard input' : path,
      bytes: reported(path, onRead),
    })),
    size: sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size)) ?? null,
  };
}

/** The names of inputs without where they lie: the log of revisions is public. */
export function namesOf(paths: readonly string[]): string {
  const names = paths.map((path) => (path === standardInput ? 'standard input' : basename(path)));
  return names.length > mostNames ? `${names.length} files` : names.join(', ');
}

/** The bytes of a file; null of what is not one, such as a pipe. */
async function sizeOf(path: string): Promise<number | null> {
  if (path === standardInput) return null;
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

async function* reported(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const stream =
    path === standardInput ? process.stdin : createReadStream(path, { highWaterMark: pieceBytes });
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    yield piece;
    onRead(piece.length);
  }
}
