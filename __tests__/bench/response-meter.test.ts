import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ResponseMeter } from '../../bench/http/response-meter.js';

const bodies = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => JSON.stringify({ text }));

interface RawResponse {
  readonly status: number;
  readonly text: string;
}

const withLength = fc.tuple(fc.constantFrom(200, 400, 503), bodies).map(([status, body]): RawResponse => ({
  status,
  text: `HTTP/1.1 ${status} Any\r\ncontent-length: ${Buffer.byteLength(body)}\r\ndate: now\r\n\r\n${body}`,
}));
const chunked = fc
  .tuple(fc.constantFrom(200, 500), fc.array(bodies, { minLength: 1 }))
  .map(([status, chunks]): RawResponse => ({
    status,
    text: `HTTP/1.1 ${status} Any\r\nTransfer-Encoding: chunked\r\n\r\n${chunks
      .map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`)
      .join('')}0\r\n\r\n`,
  }));

describe('The response meter', () => {
  test('finds the status and the end of each response, however the bytes are divided into parts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(withLength, chunked), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (responses, partLength) => {
          const meter = new ResponseMeter();
          for (const { text, status } of responses) {
            const bytes = Buffer.from(text);
            for (let offset = 0; offset < bytes.length; offset += partLength) {
              const part = bytes.subarray(offset, offset + partLength);
              expect(meter.take(part)).toBe(offset + partLength >= bytes.length);
            }
            expect(meter.status).toBe(status);
          }
        },
      ),
    );
  });

  test.each([
    [
      'HTTP/1.1 200 OK\r\n\r\n',
      /^Expected an HTTP\/1\.1 response with a content length or chunked encoding, got HTTP/u,
    ],
    ['SSH-2.0-x\r\n\r\n\r\n', /^Expected an HTTP\/1\.1 response/u],
    ['HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab', /^Expected the end of the response/u],
  ])('rejects an invalid response: %j', (text, message) => {
    expect(() => new ResponseMeter().take(Buffer.from(text))).toThrow(message);
  });
});
