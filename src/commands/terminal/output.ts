import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from './command-error.js';

const pieceLength = 64 * 1024;

/**
 * Writes text to a file, or to the standard output where that is named `-`. A file is there whole or, if the
 * text breaks off, as it was before.
 * @param onWritten is told of the bytes of each piece
 * @throws {CommandError} where the file cannot be written
 */
export async function writeOutput(
  path: string,
  text: AsyncIterable<string>,
  onWritten: (bytes: number) => void,
): Promise<void> {
  const bytes = Readable.from(inPieces(text, onWritten));
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
    // A reader that has seen enough, such as `head`, is no failure.
    if (codeOf(error) !== 'EPIPE') throw error;
  }
}

async function* inPieces(
  text: AsyncIterable<string>,
  onWritten: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  let gathered = '';
  for await (const piece of text) {
    gathered += piece;
    if (gathered.length < pieceLength) continue;
    yield encoded(gathered, onWritten);
    gathered = '';
  }
  yield encoded(gathered, onWritten);
}

function encoded(text: string, onWritten: (bytes: number) => void): Buffer {
  const bytes = Buffer.from(text);
  onWritten(bytes.length);
  return bytes;
}

/** The code of an error of the operating system; null of any other. */
function codeOf(error: unknown): string | null {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? String(error.code) : null;
}
