import { describe, expect, test } from '@jest/globals';
import { outcomeOf, Tally, type Outcome, type RequestEnd } from '../../scripts/faults/tally.js';

const responseWith = (status: number, body: unknown): RequestEnd => ({
  type: 'RESPONSE',
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const error = (code: string) => ({ message: 'No.', extensions: { code } });

describe('the outcome of a request', () => {
  test.each<[string, RequestEnd, Outcome]>([
    ['data', responseWith(200, { data: { a: { name: 'MSP' } } }), 'data'],
    ['a result without fields', responseWith(200, { data: {} }), 'data'],
    ['a field that is null', responseWith(200, { data: { a: null } }), 'otherErrors'],
    ['null instead of data', responseWith(200, { data: null }), 'otherErrors'],
    ['data with an error status', responseWith(500, { data: { a: 1 } }), 'otherErrors'],
    ['an outage', responseWith(503, { errors: [error('STORE_UNAVAILABLE')] }), 'unavailable'],
    ['a missed deadline', responseWith(503, { errors: [error('DEADLINE_EXCEEDED')] }), 'late'],
    ['a rejection before work began', responseWith(503, { errors: [error('OVERLOADED')] }), 'late'],
    [
      'an outage with a success status',
      responseWith(200, { errors: [error('STORE_UNAVAILABLE')] }),
      'otherErrors',
    ],
    [
      'an outage and an internal error',
      responseWith(503, { errors: [error('STORE_UNAVAILABLE'), error('INTERNAL_SERVER_ERROR')] }),
      'otherErrors',
    ],
    [
      'an internal error',
      responseWith(500, { data: null, errors: [error('INTERNAL_SERVER_ERROR')] }),
      'otherErrors',
    ],
    ['an error without a code', responseWith(503, { errors: [{ message: 'No.' }] }), 'otherErrors'],
    [
      'a JSON response that is not a GraphQL response',
      responseWith(503, { error: 'Service Unavailable' }),
      'otherStatus',
    ],
    ['a response that is not JSON', responseWith(502, 'Bad Gateway'), 'otherStatus'],
    ['a refused connection', { type: 'REFUSED' }, 'refused'],
    ['a connection that broke', { type: 'BROKEN' }, 'broken'],
    ['no response', { type: 'TIMED_OUT' }, 'timedOut'],
  ])('is classified: %s', (_, end, outcome) => {
    expect(outcomeOf(end)).toBe(outcome);
  });
});

describe('a tally', () => {
  test('counts each outcome; requests whose connection was refused do not count as sent', () => {
    const tally = new Tally(/secret/);
    const ends: readonly RequestEnd[] = [
      responseWith(200, { data: { a: 1 } }),
      responseWith(200, { data: { a: 1 } }),
      responseWith(503, { errors: [error('STORE_UNAVAILABLE')] }),
      { type: 'REFUSED' },
      { type: 'BROKEN' },
      { type: 'TIMED_OUT' },
    ];
    for (const end of ends) tally.add(end, 1);
    expect(tally.counts).toEqual({
      data: 2,
      unavailable: 1,
      late: 0,
      otherErrors: 0,
      otherStatus: 0,
      refused: 1,
      broken: 1,
      timedOut: 1,
    });
    expect(tally.sent).toBe(5);
  });

  test('counts the responses that leak internal details', () => {
    const tally = new Tally(/127\.0\.0\.1/);
    tally.add(responseWith(503, { errors: [{ ...error('STORE_UNAVAILABLE'), message: 'at 127.0.0.1' }] }), 1);
    tally.add(responseWith(500, '127.0.0.1 is down'), 1);
    tally.add(responseWith(500, 'it is down'), 1);
    expect(tally.leaks).toBe(2);
  });

  test('records the longest response time and the first unexpected response', () => {
    const tally = new Tally(/secret/);
    tally.add(responseWith(200, { data: { a: 1 } }), 7);
    tally.add({ type: 'TIMED_OUT' }, 20_000);
    tally.add(responseWith(502, 'first\n'), 3);
    tally.add(responseWith(502, 'second'), 3);
    expect([tally.slowestMs, tally.firstUnexpected]).toEqual([7, '502 first']);
  });
});
