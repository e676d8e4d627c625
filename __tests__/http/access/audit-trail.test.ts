import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import type { Rights } from '../../../src/graph/access/rights.js';
import type { AuditDraft } from '../../../src/graph/ports/access.js';
import type { AccessRefusal } from '../../../src/http/access/access-error.js';
import { AuditTrail } from '../../../src/http/access/audit-trail.js';

const baker: Rights['principal'] = { id: 'key/baker', name: 'Baker', scopes: ['read'] };
const stranger = (requestId: string): Rights => ({ principal: null, preview: null, requestId });
const bakerIn = (requestId: string): Rights => ({ ...stranger(requestId), principal: baker });
const publishing: AccessRefusal = { action: 'publishChangeset', reason: 'FORBIDDEN', scope: 'publish' };
const reading: AccessRefusal = { action: 'read', reason: 'KEY_UNKNOWN', scope: null };

/** Creates a trail whose first `failures` appends fail. @returns the trail, the batches that it appended, and its log lines */
function trail(failures = 0) {
  const batches: (readonly AuditDraft[])[] = [];
  const lines: Record<string, unknown>[] = [];
  let remaining = failures;
  const log = {
    append(entries: readonly AuditDraft[]): Promise<void> {
      remaining -= 1;
      if (remaining >= 0) return Promise.reject(new Error('The store is unavailable.'));
      batches.push(entries);
      return Promise.resolve();
    },
  };
  const logger = pino(
    {},
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  );
  return { audit: new AuditTrail({ log, logger }), batches, lines };
}

describe('Refusals', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  test('without a valid key become one entry with a count if they differ only in the request', async () => {
    const { audit, batches } = trail();
    for (const request of ['r1', 'r2', 'r3']) audit.refused(stranger(request), reading);
    audit.refused(stranger('r4'), publishing);
    await audit.close();
    expect(batches).toEqual([
      [
        expect.objectContaining({ action: 'read', code: 'KEY_UNKNOWN', principal: null, count: 3 }),
        expect.objectContaining({ action: 'publishChangeset', code: 'FORBIDDEN', principal: null, count: 1 }),
      ],
    ]);
  });

  test('of a principal are one entry for each request', async () => {
    const { audit, batches } = trail();
    for (const request of ['r1', 'r2']) audit.refused(bakerIn(request), publishing);
    await audit.close();
    const entry = {
      principal: { id: 'key/baker', name: 'Baker' },
      action: 'publishChangeset',
      outcome: 'REFUSED',
      code: 'FORBIDDEN',
      scope: 'publish',
      subject: null,
      count: 1,
    };
    expect(batches).toEqual([
      [
        { ...entry, requestId: 'r1' },
        { ...entry, requestId: 'r2' },
      ],
    ]);
  });

  test('of a principal beyond the first 1,000 of an interval become one entry with a count', async () => {
    const { audit, batches } = trail();
    for (let request = 1; request <= 1_500; request += 1) audit.refused(bakerIn(`r${request}`), publishing);
    await audit.close();
    const [entries = []] = batches;
    expect([entries.length, entries.at(-1)?.count]).toEqual([1_001, 500]);
  });

  test('are appended in one batch per interval; an interval without refusals has no batch', async () => {
    jest.useFakeTimers();
    const { audit, batches } = trail();
    audit.refused(stranger('r1'), reading);
    await jest.advanceTimersByTimeAsync(999);
    audit.refused(stranger('r2'), publishing);
    expect(batches).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(batches.map(({ length }) => length)).toEqual([2]);
    await jest.advanceTimersByTimeAsync(5_000);
    await audit.close();
    expect(batches).toHaveLength(1);
  });

  test('are in the log of the server, even if the store is unavailable; later refusals are appended to the store', async () => {
    const { audit, batches, lines } = trail(1);
    audit.refused(bakerIn('r1'), publishing);
    await audit.close();
    expect(batches).toEqual([]);
    expect(lines).toMatchObject([
      { level: 30, audit: { action: 'publishChangeset', requestId: 'r1' } },
      { level: 50, entries: 1, err: { message: 'The store is unavailable.' } },
    ]);
    audit.refused(bakerIn('r2'), publishing);
    await audit.close();
    expect(batches.flat().map(({ requestId }) => requestId)).toEqual(['r2']);
  });
});
