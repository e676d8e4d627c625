import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from './command-error.js';

/** In UTF-16 units. */
const chunkLength = 64 * 1024;

/**
 * Writes text to a file, or to the standard output if the path is `-`. A file is written completely or, if the text ends with an error, left as it
 * was.
 * @param onWritten called with the size of each chunk in bytes
 * @throws {CommandError} if the file cannot be written
 */
export async function writeOutput(
  path: string,
  text: AsyncIterable<string>,
  onWritten: (bytes: number) => void,
): Promise<void> {
  const bytes = Readable.from(inChunks(text, onWritten));
  if (path === '-') return writeStandardOutput(bytes);
  const unfinished = `${path}.${process.pid}.part`;
  // A signal may end the process before the file is complete.
  const removeUnfinished = (): void => rmSync(unfinished, { force: true });
  process.once('exit', removeUnfinished);
  try {
    await pipeline(bytes, createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw codeOf(error) === null
      ? error
      : new CommandError(`${path} cannot be written: ${codeOf(error)}.`, error);
  } finally {
    process.off('exit', removeUnfinished);
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

async function* inChunks(
  text: AsyncIterable<string>,
  onWritten: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const piece of text) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield encoded(chunk, onWritten);
    chunk = '';
  }
  yield encoded(chunk, onWritten);
}

function encoded(text: string, onWritten: (bytes: number) => void): Buffer {
  const bytes = Buffer.from(text);
  onWritten(bytes.length);
  return bytes;
}

/** The code of an error of the operating system. Null for other errors. */
function codeOf(error: unknown): string | null {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? String(error.code) : null;
}
