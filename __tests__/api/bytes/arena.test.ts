import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Arena } from '../../../src/api/bytes/arena.js';
import { writeBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';

const chunkLength = 2 ** 18;

/** Pieces, and the order in which some of them are read. */
const stored = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
      // Several of these fill a chunk, so that consecutive pieces lie in two chunks.
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
  if (start === null) throw new Error('Expected room for the piece.');
  // The arena must have copied the bytes.
  const { length } = bytes;
  bytes.fill(0);
  return { start, length };
}

const written = async (write: (sink: ByteSink) => void): Promise<string> => String(await writeBytes(write));

describe('An arena', () => {
  test('returns each piece, and any pieces as a list, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(stored, async ({ pieces, order }) => {
        const arena = new Arena();
        const places = pieces.map((piece) => add(arena, piece));
        for (const [index, { start, length }] of places.entries())
          expect(await written((sink) => arena.writeTo(sink, start, length))).toBe(pieces[index]);
        const list = [...order].flatMap((index) => [places[index]?.start ?? 0, places[index]?.length ?? 0]);
        expect(await written((sink) => arena.writeListTo(sink, list))).toBe(
          `[${[...order].map((index) => pieces[index]).join(',')}]`,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('accepts a piece that fills a chunk together with its comma, and rejects a longer one', () => {
    const arena = new Arena();
    expect(arena.add(Buffer.alloc(chunkLength - 1))).not.toBeNull();
    expect(arena.add(Buffer.alloc(chunkLength))).toBeNull();
  });

  test('reuses its memory after it was cleared', async () => {
    const arena = new Arena();
    const first = add(arena, 'first');
    add(arena, 'x'.repeat(chunkLength - 10));
    arena.clear();
    const again = add(arena, 'again');
    expect(again).toEqual(first);
    expect(await written((sink) => arena.writeTo(sink, again.start, again.length))).toBe('again');
  });
});
