import { randomUUID } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../storage/dialect/store-errors.js';
import { CommandError } from '../terminal/command-error.js';

const mebibyte = 1024 * 1024;
/** The maximum size of chunks in bytes. Large chunks give large batches of look-ups. */
export const chunkBytes = mebibyte;
/** The maximum number of buffered bytes in memory. Most inputs are smaller, and therefore need no writable file system. */
const memoryBytes = 8 * mebibyte;

/** A stream that has been received to its end, or beyond the limit of `spool`. */
export interface Spooled {
  readonly size: number;
  /** The bytes of the stream, which can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Reads a stream to its end, or until it exceeds a limit. Up to 8 MiB are buffered in memory. Longer streams are written to a temporary file
 * without a name, which the system removes when the process ends, even if the process is killed.
 * @param name the name of the stream for messages
 * @param maxBytes reading stops after the chunk that exceeds this number of bytes; null for no limit
 * @param folder the folder of the temporary file
 * @throws {CommandError} if the temporary file cannot be written. Errors of the stream are passed on.
 */
export async function spool(
  name: string,
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number | null,
  folder = tmpdir(),
): Promise<Spooled> {
  let chunks: Uint8Array[] = [];
  let file: FileHandle | null = null;
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      chunks.push(chunk);
      if (file || size > memoryBytes) {
        file ??= await writing(name, folder, () => openUnnamed(folder));
        const [handle, bytes] = [file, Buffer.concat(chunks)];
        await writing(name, folder, () => handle.appendFile(bytes));
        chunks = [];
      }
      if (maxBytes !== null && size > maxBytes) break;
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  const handle = file;
  return {
    size,
    bytes: handle
      ? handle.createReadStream({ start: 0, highWaterMark: chunkBytes, autoClose: false })
      : inChunks(Buffer.concat(chunks)),
    close: async () => handle?.close(),
  };
}

async function* inChunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield bytes.subarray(start, start + chunkBytes);
  }
}

/** Creates a temporary file and removes its name, so that only this process can access it. */
async function openUnnamed(folder: string): Promise<FileHandle> {
  const path = join(folder, `tertium-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path);
  return file;
}

async function writing<Result>(name: string, folder: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw new CommandError(
      `An import begins when its input has been read completely, but ${name} cannot be buffered in ${folder} (${codeOf(error)}): ` +
        'set TMPDIR to a folder with space, or import a file.',
      error,
    );
  }
}
