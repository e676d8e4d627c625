import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../storage/dialect/driver-error.js';
import { CommandError } from '../terminal/command-error.js';

const mebibyte = 1024 * 1024;
/** What is read at once: in large pieces, more of what they mention is looked up together. */
export const pieceBytes = mebibyte;
/** As much is held in memory: most inputs need no file, and a read-only file system has none. */
const memoryBytes = 8 * mebibyte;

/** Bytes that have all arrived. */
export interface Spooled {
  readonly size: number;
  /** To be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Reads a stream to its end: the first 8 MiB are held in memory, longer ones in a temporary file without a name, which is
 * gone when the process ends, however it ends.
 * @param name the stream, in messages
 * @param mostBytes reading stops once there are more; null: none are too many
 * @param folder where the temporary file is made
 * @throws {CommandError} where the temporary file cannot be written; and whatever the stream throws
 */
export async function spool(
  name: string,
  stream: AsyncIterable<Uint8Array>,
  mostBytes: number | null,
  folder = tmpdir(),
): Promise<Spooled> {
  let held: Uint8Array[] = [];
  let file: FileHandle | null = null;
  let size = 0;
  try {
    for await (const piece of stream) {
      size += piece.length;
      held.push(piece);
      if (file || size > memoryBytes) {
        file ??= await kept(name, folder, () => openUnnamed(folder));
        const [handle, bytes] = [file, Buffer.concat(held)];
        await kept(name, folder, () => handle.appendFile(bytes));
        held = [];
      }
      if (mostBytes !== null && size > mostBytes) break;
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  const handle = file;
  return {
    size,
    bytes: handle
      ? handle.createReadStream({ start: 0, highWaterMark: pieceBytes, autoClose: false })
      : inPieces(Buffer.concat(held)),
    close: async () => handle?.close(),
  };
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    yield bytes.subarray(start, start + pieceBytes);
  }
}

/** A file that only this process can find. */
async function openUnnamed(folder: string): Promise<FileHandle> {
  const path = join(folder, `tertium-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}

async function kept<Result>(name: string, folder: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw new CommandError(
      `What comes from ${name} cannot be kept in ${folder} until all of it is there (${codeOf(error)}): ` +
        'set TMPDIR to a folder with room, or import a file.',
      error,
    );
  }
}
