import { isUtf8 } from 'node:buffer';
import { DocumentError } from '../input/document-error.js';
import type { ImportInput } from './import-format.js';

const mebibyte = 1024 * 1024;

/** The default maximum size of an article or a spreadsheet, in bytes. For every format that is read into memory, it is also the default limit of a pipe. */
export const inputMaxBytes = 16 * mebibyte;

/**
 * Reads a whole input into memory.
 * @throws {DocumentError} if the input has more than `maxBytes`
 */
export async function bytesOf({ name, bytes }: ImportInput, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > maxBytes)
      throw documentError(
        name,
        `at most ${maxBytes / mebibyte} MiB (raise the limit with --max-size)`,
        'more',
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads a whole input as text in UTF-8, or in UTF-16 with a byte order mark. The byte order mark is removed.
 * @throws {DocumentError} if the input has more than `maxBytes` or a NUL character, or is not in one of these encodings
 */
export async function textOf(input: ImportInput, maxBytes: number): Promise<string> {
  const bytes = await bytesOf(input, maxBytes);
  const text = decode(input.name, bytes);
  const offset = text.indexOf('\0');
  if (offset < 0) return text;
  const line = text.slice(0, offset).split('\n').length;
  const column = offset - text.lastIndexOf('\n', offset);
  throw new DocumentError([
    { file: input.name, line, column, expected: 'a text without NUL characters', actual: 'a NUL character' },
  ]);
}

function decode(name: string, bytes: Buffer): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/u, '');
  try {
    const encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
    if (isUtf16) return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw documentError(name, 'a text in UTF-8 or UTF-16', 'bytes that are neither');
}

function documentError(file: string, expected: string, actual: string): DocumentError {
  return new DocumentError([{ file, line: 1, column: 1, expected, actual }]);
}

/** The name of a file without its folder, and without an extension of at most 5 letters or digits. */
export function nameOfFile(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return file.replace(/(?<=.)\.[a-z0-9]{1,5}$/iu, '');
}
