import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Arena } from '../../../src/api/bytes/arena.js';
import { writeBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';

const chunkLength = 2 ** 18;

/** Pieces, and a list of indexes of these pieces. */
const piecesAndOrder = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
      // A few of these long pieces fill a chunk, so that consecutive pieces are in two chunks.
      { weight: 1, arbitrary: fc.nat(Math.floor(chunkLength / 3)).map((length) => 'x'.repeat(length + 1)) },
    ),
    { minLength: 1, maxLength: 30 },
  )
  .chain((pieces) =>
    fc.record({
      pieces: fc.constant(pieces),
      order: fc.oneof(
        fc.constant<readonly number[]>([...pieces.keys()]),
        fc.array(fc.nat(pieces.length - 1), { maxLength: 40 }),
      ),
    }),
  );

interface Piece {
  readonly start: number;
  readonly length: number;
}

function add(arena: Arena, text: string): Piece {
  const bytes = Buffer.from(text);
  const start = arena.add(bytes);
  if (start === null) throw new Error('The arena rejected the piece.');
  // Overwrites the bytes, which the arena must have copied.
  const { length } = bytes;
  bytes.fill(0);
  return { start, length };
}

const outputOf = async (write: (sink: ByteSink) => void): Promise<string> => String(await writeBytes(write));

describe('An arena', () => {
  test('writes each piece, and lists of pieces in any order', async () => {
    await fc.assert(
      fc.asyncProperty(piecesAndOrder, async ({ pieces, order }) => {
        const arena = new Arena();
        const storedPieces = pieces.map((piece) => add(arena, piece));
        for (const [index, { start, length }] of storedPieces.entries())
          expect(await outputOf((sink) => arena.writeTo(sink, start, length))).toBe(pieces[index]);
        const list = [...order].flatMap((index) => [
          storedPieces[index]?.start ?? 0,
          storedPieces[index]?.length ?? 0,
        ]);
        expect(await outputOf((sink) => arena.writeListTo(sink, list))).toBe(
          `[${[...order].map((index) => pieces[index]).join(',')}]`,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('accepts a piece that fills a chunk together with its comma, and rejects a longer piece', () => {
    const arena = new Arena();
    expect(arena.add(Buffer.alloc(chunkLength - 1))).not.toBeNull();
    expect(arena.add(Buffer.alloc(chunkLength))).toBeNull();
  });

  test('reuses its memory after `clear`', async () => {
    const arena = new Arena();
    const first = add(arena, 'first');
    add(arena, 'x'.repeat(chunkLength - 10));
    arena.clear();
    const second = add(arena, 'other');
    expect(second).toEqual(first);
    expect(await outputOf((sink) => arena.writeTo(sink, second.start, second.length))).toBe('other');
  });
});
