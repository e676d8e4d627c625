import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeBytes, writeResponseBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';
import { anyText } from '../../support/any-text.js';

/** The parts that are written, in order: a text, bytes of another buffer, or a gap that is written later. */
const part = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    text: anyText({ maxLength: 40 }),
  }),
  fc.record({ type: fc.constant('copy' as const), text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
  fc.record({ type: fc.constant('later' as const), text: fc.string({ unit: 'grapheme', maxLength: 20 }) }),
);
type Part = typeof part extends fc.Arbitrary<infer Value> ? Value : never;
const parts = fc.array(part, { maxLength: 60 });

function write(sink: ByteSink, written: readonly Part[], settle: (resolve: () => void) => void): void {
  for (const { type, text } of written) {
    if (type === 'text') sink.text(text);
    else if (type === 'copy') {
      const bytes = Buffer.from(`«${text}»`);
      sink.copy(bytes, Buffer.byteLength('«'), bytes.length - Buffer.byteLength('»'));
      // The sink must have copied the bytes of the other buffer.
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

const textOf = (written: readonly Part[]): string => written.map(({ text }) => text).join('');

describe('The content of a sink', () => {
  test('is its parts in order, in UTF-8, in whatever order the promises of gaps settle', async () => {
    await fc.assert(
      fc.asyncProperty(parts, fc.boolean(), async (written, isLastFirst) => {
        const waiting: (() => void)[] = [];
        const whole = writeBytes((sink) => write(sink, written, (resolve) => waiting.push(resolve)));
        if (isLastFirst) waiting.reverse();
        for (const resolve of waiting) resolve();
        expect((await whole).toString()).toBe(textOf(written));
      }),
    );
  });

  test('is the same while another sink is being written, and at any length', async () => {
    await fc.assert(
      fc.asyncProperty(parts, parts, fc.nat(70_000), async (outer, inner, length) => {
        const long = 'é'.repeat(length);
        let innerBytes: unknown;
        const sent = await writeResponseBytes((sink) => {
          write(sink, outer, (resolve) => resolve());
          innerBytes = writeBytes((within) => write(within, inner, (resolve) => resolve()));
          sink.text(long);
        });
        expect(sent.bytes.toString()).toBe(textOf(outer) + long);
        expect(String(await innerBytes)).toBe(textOf(inner));
        sent.release?.();
      }),
      { numRuns: 40 },
    );
  });

  test('does not change until it is released, whatever other sinks write meanwhile', async () => {
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

describe('A writer that fails', () => {
  test('rethrows its error, and the next writer starts with an empty sink', async () => {
    const failing = (sink: ByteSink): void => {
      sink.text('half of an answer');
      sink.addGap(Promise.reject(new Error('later')));
      throw new Error('at once');
    };
    expect(() => writeBytes(failing)).toThrow('at once');
    expect(() => writeResponseBytes(failing)).toThrow('at once');
    expect(String(await writeBytes((sink) => sink.text('whole')))).toBe('whole');
    // An unhandled rejection would end the process here.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('rejects the whole if the promise of a gap rejects', async () => {
    const whole = writeBytes((sink) => sink.addGap(Promise.reject(new Error('later'))));
    await expect(whole).rejects.toThrow('later');
  });
});
