import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { documentMaxBytes, readDocumentFiles } from '../../../src/formats/input/document-files.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tertium-documents-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, content: string | Uint8Array = ''): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}

test('only the documents below a folder are read, in the order of their names', async () => {
  await write('b.tertium.yaml', 'b');
  await write('a/2.tertium.yaml', 'a2');
  await write('a/10.tertium.yaml', 'a10');
  await write('a/notes.md');
  await write('B.tertium.yaml', 'B');
  await write('other.yaml');

  expect(await readDocumentFiles(folder)).toEqual([
    { name: join(folder, 'B.tertium.yaml'), text: 'B' },
    { name: join(folder, 'a/10.tertium.yaml'), text: 'a10' },
    { name: join(folder, 'a/2.tertium.yaml'), text: 'a2' },
    { name: join(folder, 'b.tertium.yaml'), text: 'b' },
  ]);
});

test('a document may be a symbolic link, as on platforms that mount configuration', async () => {
  await symlink(await write('data', 'linked'), join(folder, 'x.tertium.yaml'));

  expect(await readDocumentFiles(folder)).toEqual([{ name: join(folder, 'x.tertium.yaml'), text: 'linked' }]);
});

test('a single document can be read, with any file name', async () => {
  const path = await write('draft.yaml', 'text');

  expect(await readDocumentFiles(path)).toEqual([{ name: path, text: 'text' }]);
});

test('a missing path is reported', async () => {
  const path = join(folder, 'missing');

  await expect(readDocumentFiles(path)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: `Expected a folder or a file of seed documents, got ${path}: a path that does not exist.`,
  });
});

test('a folder without documents is reported', async () => {
  await write('notes.md');

  await expect(readDocumentFiles(folder)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: `Expected a folder or a file of seed documents, got ${folder}: a folder that has no file named *.tertium.yaml.`,
  });
});

test('a file that is too large is rejected', async () => {
  const path = await write('x.tertium.yaml');
  await truncate(path, documentMaxBytes + 1);

  await expect(readDocumentFiles(folder)).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: `${path}:1:1: expected a file of 5242880 bytes at most, got a file of 5242881 bytes`,
  });
});

test('a file that is not UTF-8 is rejected', async () => {
  const path = await write('x.tertium.yaml', Uint8Array.of(0x61, 0xff));

  await expect(readDocumentFiles(folder)).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: `${path}:1:1: expected a text in UTF-8, got bytes that are not UTF-8`,
  });
});
