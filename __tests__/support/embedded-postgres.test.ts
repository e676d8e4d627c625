import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isReachableByEveryone } from '../../scripts/support/embedded-postgres.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-reachable-'));
  await mkdir(join(folder, 'bin'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['0755', 0o755, true],
  ['0711', 0o711, true],
  ['0750', 0o750, false],
  ['0700', 0o700, false],
])(
  'binaries below a folder of mode %s are reachable by all users only if the mode allows it',
  async (_, mode, expected) => {
    await chmod(folder, mode);
    const isTmpReachable = await isReachableByEveryone(join(tmpdir(), 'postgres'));
    expect(await isReachableByEveryone(join(folder, 'bin', 'postgres'))).toBe(isTmpReachable && expected);
  },
);
