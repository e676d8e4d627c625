import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RequestKeyCache } from '../../../src/http/cache/request-key-cache.js';
import { exactKey } from '../../../src/http/cache/request-keys.js';
import { anyText } from '../../support/any-text.js';

const header = fc.constantFrom(undefined, '', 'application/json', '*/*');
const request = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  headers: fc.record({
    'content-type': header,
    accept: header,
  }),
});

test('a cached key equals the exact key, after any sequence of bodies', () => {
  const bodies = fc.oneof(fc.constantFrom('', '{}', 'ü'), fc.string(), anyText());
  fc.assert(
    fc.property(fc.array(fc.tuple(request, bodies), { minLength: 2, maxLength: 50 }), (requests) => {
      const keys = new RequestKeyCache();
      for (const [head, body] of [...requests, ...requests]) {
        expect(keys.keyOf(head, Buffer.from(body))).toBe(exactKey(head, Buffer.from(body).toString()));
      }
    }),
  );
});

test('invalid UTF-8 has no key', () => {
  const keys = new RequestKeyCache();
  const head = { method: 'POST', headers: {} };
  for (let time = 0; time < 2; time += 1) expect(keys.keyOf(head, Buffer.from([0x7b, 0xff]))).toBeNull();
});

test('keys are correct for more bodies than the cache has entries, and for long bodies', () => {
  const keys = new RequestKeyCache();
  const head = { method: 'POST', headers: {} };
  const bodies = Array.from({ length: 1000 }, (_, n) => `${n}${' '.repeat(n % 7 === 0 ? 5000 : 0)}`);
  for (const body of [...bodies, ...bodies.toReversed()]) {
    expect(keys.keyOf(head, Buffer.from(body))).toBe(exactKey(head, body));
  }
});

test('keys are correct if each body overwrites the buffer of the previous body', () => {
  const keys = new RequestKeyCache();
  const head = { method: 'POST', headers: {} };
  const body = Buffer.alloc(4);
  for (let n = 1000; n < 3000; n += 1) {
    body.write(String(n));
    expect(keys.keyOf(head, body)).toBe(exactKey(head, String(n)));
  }
});
