import { isUtf8 } from 'node:buffer';
import { DocumentError } from '../input/document-error.js';
import type { ImportInput } from './import-format.js';

const mebibyte = 1024 * 1024;

/** What most formats take well, in bytes. */
export const inputMaxBytes = 16 * mebibyte;

/**
 * The bytes of an input that is read whole.
 * @throws {DocumentError} where there are more than `mostBytes`
 */
export async function bytesOf({ name, bytes }: ImportInput, mostBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > mostBytes)
      throw notRead(name, `${mostBytes / mebibyte} MiB at most, or more allowed with --max-size`, 'more');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * The text of an input: UTF-8, or UTF-16 where a byte order mark says so, which is no part of the text.
 * @throws {DocumentError} where it is too long, or no text
 */
export async function textOf(input: ImportInput, mostBytes: number): Promise<string> {
  const bytes = await bytesOf(input, mostBytes);
  const text = decoded(input.name, bytes);
  const place = text.indexOf('\0');
  if (place < 0) return text;
  const line = text.slice(0, place).split('\n').length;
  const column = place - text.lastIndexOf('\n', place);
  throw new DocumentError([
    { file: input.name, line, column, expected: 'a text without NUL characters', came: 'a NUL character' },
  ]);
}

function decoded(name: string, bytes: Buffer): string {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!isUtf16 && isUtf8(bytes)) return bytes.toString('utf8').replace(/^\uFEFF/u, '');
  try {
    const encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
    if (isUtf16) return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw notRead(name, 'a text in UTF-8 or UTF-16', 'bytes that are neither');
}

function notRead(file: string, expected: string, came: string): DocumentError {
  return new DocumentError([{ file, line: 1, column: 1, expected, came }]);
}
