import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeBytes, writeResponseBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';
import { anyText } from '../../support/any-text.js';

/** A part of the output: a text, bytes of another buffer, or a gap. */
const part = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    text: anyText({ maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('copy' as const), text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
  fc.record({ type: fc.constant('gap' as const), text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
);
type Part = typeof part extends fc.Arbitrary<infer Value> ? Value : never;
const parts = fc.array(part, { maxLength: 60 });

function write(sink: ByteSink, output: readonly Part[], settle: (resolve: () => void) => void): void {
  for (const { type, text } of output) {
    if (type === 'text') sink.text(text);
    else if (type === 'copy') {
      const bytes = Buffer.from(`«${text}»`);
      sink.copy(bytes, Buffer.byteLength('«'), bytes.length - Buffer.byteLength('»'));
      // Overwrites the bytes, which the sink must have copied.
      bytes.fill(0);
    } else {
      sink.addGap(
        new Promise((resolve) => {
          settle(() => resolve(Buffer.from(text)));
        }),
      );
    }
  }
}

const textOf = (output: readonly Part[]): string => output.map(({ text }) => text).join('');

describe('The content of a sink', () => {
  test('is the UTF-8 text of all parts in order, even if the promises of gaps settle in reverse order', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), async (output, isReversed) => {
        const resolvers: (() => void)[] = [];
        const bytes = writeBytes((sink) => write(sink, output, (resolve) => resolvers.push(resolve)));
        if (isReversed) resolvers.reverse();
        for (const resolve of resolvers) resolve();
        expect((await bytes).toString()).toBe(textOf(output));
      }),
    );
  });

  test('does not change if another sink is written at the same time, for any length', async () => {
    await fc.assert(
      fc.asyncProperty(parts, parts, fc.nat(70_000), async (outer, inner, length) => {
        const longText = 'é'.repeat(length);
        let innerBytes: unknown;
        const response = await writeResponseBytes((sink) => {
          write(sink, outer, (resolve) => resolve());
          innerBytes = writeBytes((within) => write(within, inner, (resolve) => resolve()));
          sink.text(longText);
        });
        expect(response.bytes.toString()).toBe(textOf(outer) + longText);
        expect(String(await innerBytes)).toBe(textOf(inner));
        response.release?.();
      }),
      { numRuns: 40 },
    );
  });

  test('does not change before it is released, even if other sinks are written', async () => {
    const large = 'x'.repeat(100_000);
    const first = await writeResponseBytes((sink) => sink.text(large));
    const others = [];
    for (let time = 0; time < 20; time += 1)
      others.push(await writeResponseBytes((sink) => sink.text(`${time}`.repeat(60_000))));
    expect(first.release).not.toBeNull();
    expect(first.bytes.toString()).toBe(large);
    for (const [time, { bytes }] of others.entries()) expect(bytes.toString()).toBe(`${time}`.repeat(60_000));
    for (const { release } of [first, ...others]) release?.();
  });
});

describe('The error of a writer', () => {
  test('is thrown to the caller, and the next writer starts with an empty sink', async () => {
    const failing = (sink: ByteSink): void => {
      sink.text('half of a response');
      sink.addGap(Promise.reject(new Error('asynchronous')));
      throw new Error('synchronous');
    };
    expect(() => writeBytes(failing)).toThrow('synchronous');
    expect(() => writeResponseBytes(failing)).toThrow('synchronous');
    expect(String(await writeBytes((sink) => sink.text('complete')))).toBe('complete');
    // An unhandled rejection would end the process here.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('in a gap rejects the promise of all bytes', async () => {
    const bytes = writeBytes((sink) => sink.addGap(Promise.reject(new Error('asynchronous'))));
    await expect(bytes).rejects.toThrow('asynchronous');
  });
});
