import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeBytes, writeResponseBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';
import { anyText } from '../../support/any-text.js';

/** What is written, in order: a text, bytes of another buffer, or a part that comes later. */
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
      // What was copied does not change with where it came from.
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

describe('What is written to a sink', () => {
  test('is its parts in order, in UTF-8, in whatever order those settle that come later', async () => {
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

  test('is the same while another is being written, and however long it is', async () => {
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

  test('stays what it is until it is released, whatever is written meanwhile', async () => {
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
  test('passes its error on, and the next writer starts afresh', async () => {
    const failing = (sink: ByteSink): void => {
      sink.text('half of an answer');
      sink.addGap(Promise.reject(new Error('later')));
      throw new Error('at once');
    };
    expect(() => writeBytes(failing)).toThrow('at once');
    expect(() => writeResponseBytes(failing)).toThrow('at once');
    expect(String(await writeBytes((sink) => sink.text('whole')))).toBe('whole');
    // A rejection that nobody handles would end the process here.
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('fails the whole where a part fails later', async () => {
    const whole = writeBytes((sink) => sink.addGap(Promise.reject(new Error('later'))));
    await expect(whole).rejects.toThrow('later');
  });
});
