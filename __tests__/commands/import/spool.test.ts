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

/** Chunks with different bytes. */
function piecesOf(count: number, length: number): Buffer[] {
  return Array.from({ length: count }, (_, number) => Buffer.alloc(length, number + 1));
}

async function* streamOf(pieces: Iterable<Buffer>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return pieces;
}

test.each([
  ['nothing', []],
  ['a stream that fits into memory', piecesOf(7, 300_000)],
  ['a larger stream', piecesOf(40, 300_000)],
  ['one chunk that is larger', piecesOf(1, 12 * mebibyte)],
])(
  '%s is returned unchanged, in chunks of one mebibyte, and its file is never visible',
  async (_name, pieces) => {
    const spooled = await spool('standard input', streamOf(pieces), null, folder);
    expect(await readdir(folder)).toEqual([]);

    const read = await gathered(spooled.bytes);
    const whole = Buffer.concat(pieces);
    expect(spooled.size).toBe(whole.length);
    expect(Buffer.concat(read).equals(whole)).toBe(true);
    expect(read.slice(0, -1).every(({ length }) => length === mebibyte)).toBe(true);
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

test('a full disk is reported with what to do', async () => {
  const nowhere = join(folder, 'nowhere');

  await expect(spool('standard input', streamOf(piecesOf(9, mebibyte)), null, nowhere)).rejects.toMatchObject(
    {
      name: 'CommandError',
      message:
        `The contents of standard input cannot be stored in ${nowhere} until they are complete (ENOENT): ` +
        'set TMPDIR to a folder with space, or import a file.',
    },
  );
});

test('an error of the stream is passed on', async () => {
  const broken = new Error('the pipe broke');
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield* piecesOf(9, mebibyte);
    await Promise.reject(broken);
  }
  await expect(spool('standard input', breaking(), null, folder)).rejects.toBe(broken);
});
