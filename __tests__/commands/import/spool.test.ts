import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { spool } from '../../../src/commands/import/spool.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mebibyte = 1024 * 1024;

/** Creates chunks, each filled with a different byte. @param length the length of each chunk in bytes */
function chunksOf(count: number, length: number): Buffer[] {
  return Array.from({ length: count }, (_, number) => Buffer.alloc(length, number + 1));
}

async function* streamOf(chunks: Iterable<Buffer>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return chunks;
}

test.each([
  ['an empty stream', []],
  ['a stream that fits into memory', chunksOf(7, 300_000)],
  ['a stream that does not fit into memory', chunksOf(40, 300_000)],
  ['a stream of one large chunk', chunksOf(1, 12 * mebibyte)],
])(
  '%s is returned unchanged, in chunks of one mebibyte except for the last, without a visible file',
  async (_name, chunks) => {
    const spooled = await spool('standard input', streamOf(chunks), null, folder);
    expect(await readdir(folder)).toEqual([]);

    const spooledChunks = await readAll(spooled.bytes);
    const expected = Buffer.concat(chunks);
    expect(spooled.size).toBe(expected.length);
    expect(Buffer.concat(spooledChunks).equals(expected)).toBe(true);
    expect(spooledChunks.slice(0, -1).every(({ length }) => length === mebibyte)).toBe(true);
    await spooled.close();
  },
);

test('reading stops when a stream exceeds its limit', async () => {
  let isClosed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.alloc(1_000);
    } finally {
      isClosed = true;
    }
  }
  const spooled = await spool('standard input', endless(), 10_500, folder);

  expect([spooled.size, isClosed]).toEqual([11_000, true]);
  await spooled.close();
});

test('a folder that cannot be written to is reported with advice', async () => {
  const missingFolder = join(folder, 'missing');

  await expect(
    spool('standard input', streamOf(chunksOf(9, mebibyte)), null, missingFolder),
  ).rejects.toMatchObject({
    name: 'CommandError',
    message:
      `An import begins when its input has been read completely, but standard input cannot be buffered in ${missingFolder} (ENOENT): ` +
      'set TMPDIR to a folder with space, or import a file.',
  });
});

test('an error of the stream is passed on', async () => {
  const streamError = new Error('the pipe broke');
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* chunksOf(9, mebibyte);
    await Promise.reject(streamError);
  }
  await expect(spool('standard input', failing(), null, folder)).rejects.toBe(streamError);
});
