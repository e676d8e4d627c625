import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readLogo } from '../../../src/commands/serve/read-logo.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-logo-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a logo is returned as the bytes of its file, or as its URL', async () => {
  const path = join(folder, 'logo.svg');
  await writeFile(path, '<svg/>');
  expect(await readLogo(path)).toEqual({ name: 'logo.svg', bytes: Buffer.from('<svg/>') });
  expect(await readLogo('https://example.org/logo.svg')).toBe('https://example.org/logo.svg');
  expect(await readLogo(null)).toBeNull();
});

test('a logo that is missing or too large is rejected with the name of the setting', async () => {
  const missing = join(folder, 'missing.svg');
  await expect(readLogo(missing)).rejects.toThrow(`SITE_LOGO: expected a readable file, got "${missing}".`);
  const large = join(folder, 'large.png');
  await writeFile(large, Buffer.alloc(256 * 1024 + 1));
  await expect(readLogo(large)).rejects.toThrow(
    'SITE_LOGO: expected a file of 262144 bytes at most, got 262145 bytes.',
  );
});
