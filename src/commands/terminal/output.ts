import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from './command-error.js';

/** The minimum length of a chunk in UTF-16 code units; the last chunk may be shorter. */
const chunkLength = 64 * 1024;

/**
 * Writes text to a file, or to the standard output if the path is `-`. The file is replaced when the text is complete. If the text ends with an
 * error, the file does not change.
 * @param onWritten called with the size of each chunk in bytes
 * @throws {CommandError} if the file cannot be written
 */
export async function writeOutput(
  path: string,
  text: AsyncIterable<string> | Iterable<string>,
  onWritten: (bytes: number) => void,
): Promise<void> {
  const bytes = Readable.from(encodeChunks(text, onWritten));
  if (path === '-') return writeStandardOutput(bytes);
  const partialPath = `${path}.${process.pid}.part`;
  // A signal may end the process before the file is complete.
  const removePartialFile = (): void => rmSync(partialPath, { force: true });
  process.once('exit', removePartialFile);
  try {
    await pipeline(bytes, createWriteStream(partialPath, { flags: 'wx' }));
    await rename(partialPath, path);
  } catch (error) {
    await rm(partialPath, { force: true });
    throw codeOf(error) === null
      ? error
      : new CommandError(`${path} cannot be written: ${codeOf(error)}.`, error);
  } finally {
    process.off('exit', removePartialFile);
  }
}

async function writeStandardOutput(bytes: Readable): Promise<void> {
  try {
    await pipeline(bytes, process.stdout, { end: false });
  } catch (error) {
    // A reader that closes the pipe early, such as `head`, is not a failure.
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}

async function* encodeChunks(
  text: AsyncIterable<string> | Iterable<string>,
  onWritten: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const part of text) {
    chunk += part;
    if (chunk.length < chunkLength) continue;
    yield encode(chunk, onWritten);
    chunk = '';
  }
  yield encode(chunk, onWritten);
}

function encode(text: string, onWritten: (bytes: number) => void): Buffer {
  const bytes = Buffer.from(text);
  onWritten(bytes.length);
  return bytes;
}

/** The code of an error of the operating system; null for other errors. */
function codeOf(error: unknown): string | null {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? String(error.code) : null;
}
