import { describe, expect, test } from '@jest/globals';
import type { PurgeOutcome } from '../../../src/http/purge/purge-client.js';
import { PurgeClient } from '../../../src/http/purge/purge-client.js';
import { PurgeQueue, type PurgeQueueOptions } from '../../../src/http/purge/purge-queue.js';
import { startPurgeServer } from './purge-server.js';

const failure = (isTemporary: boolean): PurgeOutcome => ({
  isConfirmed: false,
  reason: 'status 503',
  isTemporary,
  retryAfterMs: null,
});

/**
 * Creates a queue whose calls have the given outcomes in turn; further calls are confirmed.
 * @returns the queue, the tags of each call, and the log lines
 */
function queueWith(
  outcomes: readonly PurgeOutcome[] = [],
  options: Partial<PurgeQueueOptions> = {},
): { queue: PurgeQueue; calls: string[][]; logged: unknown[] } {
  const calls: string[][] = [];
  const logged: unknown[] = [];
  const log = (...line: unknown[]): void => void logged.push(line);
  const queue = new PurgeQueue({
    client: {
      purge(tags) {
        calls.push([...tags]);
        return Promise.resolve(outcomes[calls.length - 1] ?? { isConfirmed: true });
      },
      close: () => undefined,
    },
    tagOfAll: 'all',
    tagsPerCall: 3,
    log: { info: log, warn: log, error: log },
    retryDelaysMs: [0, 0],
    ...options,
  });
  return { queue, calls, logged };
}

describe('The queue of purges', () => {
  test('sends each tag once if publications follow each other closely', async () => {
    const { queue, calls } = queueWith();
    queue.add(['a', 'b']);
    queue.add(['b', 'c']);
    await queue.idle();
    expect(calls).toEqual([['a', 'b', 'c']]);
  });

  test('sends a bounded number of tags in a call', async () => {
    const { queue, calls } = queueWith();
    queue.add(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    await queue.idle();
    expect(calls).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
  });

  test('merges the tags that arrive during a call', async () => {
    const calls: string[][] = [];
    const { queue } = queueWith([], {
      client: {
        purge(tags) {
          calls.push([...tags]);
          if (calls.length === 1) for (const tag of ['b', 'c', 'b', 'a']) queue.add([tag]);
          return Promise.resolve({ isConfirmed: true });
        },
        close: () => undefined,
      },
    });
    queue.add(['a']);
    await queue.idle();
    expect(calls).toEqual([['a'], ['b', 'c', 'a']]);
  });

  test('sends tags that are added after the last call', async () => {
    const { queue, calls } = queueWith();
    queue.add(['a']);
    await queue.idle();
    queue.add(['b']);
    await queue.idle();
    expect(calls).toEqual([['a'], ['b']]);
  });

  test('purges all responses if the tags that a publication touched are unknown', async () => {
    const { queue, calls } = queueWith();
    queue.add(['a']);
    queue.add(null);
    queue.add(['b']);
    await queue.idle();
    expect(calls).toEqual([['all']]);
  });

  test('purges all responses instead of more than a thousand tags', async () => {
    const { queue, calls } = queueWith();
    const tags = Array.from({ length: 1_001 }, (_, number) => `tag-${number}`);
    queue.add(tags.slice(0, 1_000));
    queue.add(tags.slice(1_000));
    await queue.idle();
    expect(calls).toEqual([['all']]);
  });

  test('repeats a call that failed for a temporary reason', async () => {
    const { queue, calls } = queueWith([failure(true), failure(true)]);
    queue.add(['a']);
    await queue.idle();
    expect(calls).toEqual([['a'], ['a'], ['a']]);
  });

  test('purges all responses after the next publication if all attempts of a call failed', async () => {
    const { queue, calls } = queueWith([failure(true), failure(true), failure(true)]);
    queue.add(['a']);
    await queue.idle();
    queue.add(['b']);
    await queue.idle();
    queue.add(['c']);
    await queue.idle();
    expect(calls).toEqual([['a'], ['a'], ['a'], ['all'], ['c']]);
  });

  test('does not repeat a call that failed for a permanent reason', async () => {
    const { queue, calls } = queueWith([failure(false)]);
    queue.add(['a']);
    await queue.idle();
    expect(calls).toEqual([['a']]);
  });

  test('logs failures without URL, headers and tags', async () => {
    const cache = await startPurgeServer((_, response) => response.writeHead(503).end('secret-body'));
    const url = new URL('/secret-path?secret-query', cache.url);
    const client = new PurgeClient({
      url,
      headers: { authorization: 'secret-header' },
      body: '{tags}',
      allowsPrivateAddresses: true,
    });
    const { queue, logged } = queueWith([], { client });
    queue.add(['secret-tag']);
    await queue.idle();
    await queue.close();
    await cache.close();
    expect(cache.calls).toHaveLength(3);
    expect(logged).toHaveLength(3);
    expect(JSON.stringify(logged)).toContain('status 503');
    expect(JSON.stringify(logged)).not.toMatch(/secret|127\.0\.0\.1/u);
  });

  test('neither repeats a failed call nor sends other tags after the queue is closed', async () => {
    const { queue, calls } = queueWith([failure(true)], { retryDelaysMs: [3_600_000] });
    queue.add(['a', 'b', 'c', 'd']);
    await new Promise((resolve) => setImmediate(resolve));
    await queue.close();
    queue.add(['e']);
    await queue.idle();
    expect(calls).toEqual([['a', 'b', 'c']]);
  });
});
