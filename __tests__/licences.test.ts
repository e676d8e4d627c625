/** Tests that NOTICE names the packages under the Elastic License 2.0, and that only one of them is installed with Tertium. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';

const root = new URL('../', import.meta.url);

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
}

test('of the packages under the Elastic License, one is installed with Tertium, and NOTICE names all', async () => {
  const lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const elastic = Object.entries(lock.packages)
    .filter(([, { license = '' }]) => license.includes('Elastic'))
    .map(([path, { dev = false }]) => ({ name: path.replace(/^.*node_modules\//u, ''), dev }));
  expect(elastic.filter(({ dev }) => !dev).map(({ name }) => name)).toEqual(['@apollo/federation-internals']);
  expect(elastic.length).toBeGreaterThan(1);
  const notice = await readFile(new URL('NOTICE', root), 'utf8');
  expect(elastic.filter(({ name }) => !notice.includes(name))).toEqual([]);
});
