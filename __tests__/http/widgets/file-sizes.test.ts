/** Tests the sizes of files that docs/widgets.md promises. `fragments.test.ts` tests the size of a fragment. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const document = readFileSync(new URL('../../../docs/widgets.md', import.meta.url), 'utf8');
/** The table of sizes: the files with their maximum sizes in kilobytes. */
const promised = new Map(
  [...document.matchAll(/^\| `([\w.-]+\.js)` +\| (\d+) KB +\|$/gmu)].map(([, name = '', size]) => [
    name,
    Number(size),
  ]),
);

describe('A file of widgets, compressed with gzip', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it.each([
    ['/widgets/tertium-comparison.js', 10],
    ['/widgets/tertium-choice.js', 6],
    ['/widgets/tertium-cards.js', 6],
    ['/embed.js', 1],
  ])('has at most the size that docs/widgets.md promises: %s, %d KB', async (path, kilobytes) => {
    const first = await send(server, { method: 'GET', path });
    const { location } = first.headers;
    const { status, bytes } =
      location === undefined
        ? first
        : await send(server, { method: 'GET', path: new URL(location, server.url + path).pathname });
    expect(status).toBe(200);
    expect(gzipSync(bytes).length).toBeLessThanOrEqual(kilobytes * 1024);
    expect(promised.get(path.split('/').at(-1) ?? '')).toBe(kilobytes);
  });
});
