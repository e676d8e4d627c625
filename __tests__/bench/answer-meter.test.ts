import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AnswerMeter } from '../../bench/http/answer-meter.js';

const bodies = fc.string({ unit: 'grapheme', maxLength: 40 }).map((words) => JSON.stringify({ words }));

interface Written {
  readonly status: number;
  readonly text: string;
}

const whole = fc.tuple(fc.constantFrom(200, 400, 503), bodies).map(([status, body]): Written => ({
  status,
  text: `HTTP/1.1 ${status} Any\r\ncontent-length: ${Buffer.byteLength(body)}\r\ndate: now\r\n\r\n${body}`,
}));
const chunked = fc
  .tuple(fc.constantFrom(200, 500), fc.array(bodies, { minLength: 1 }))
  .map(([status, chunks]): Written => ({
    status,
    text: `HTTP/1.1 ${status} Any\r\nTransfer-Encoding: chunked\r\n\r\n${chunks
      .map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
      .join('')}0\r\n\r\n`,
  }));

describe('responses on a connection', () => {
  test('are separated correctly for any split into chunks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(whole, chunked), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (answers, pieceLength) => {
          const meter = new AnswerMeter();
          for (const { text, status } of answers) {
            const bytes = Buffer.from(text);
            for (let at = 0; at < bytes.length; at += pieceLength) {
              const piece = bytes.subarray(at, at + pieceLength);
              expect(meter.take(piece)).toBe(at + pieceLength >= bytes.length);
            }
            expect(meter.status).toBe(status);
          }
        },
      ),
    );
  });

  test.each([
    ['HTTP/1.1 200 OK\r\n\r\n', /^Expected an answer of HTTP\/1\.1 with a length or in chunks, got HTTP/u],
    ['SSH-2.0-x\r\n\r\n\r\n', /^Expected an answer of HTTP\/1\.1/u],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab', /^Expected the end of the response/u],
  ])('are rejected: %j', (text, message) => {
    expect(() => new AnswerMeter().take(Buffer.from(text))).toThrow(message);
  });
});
