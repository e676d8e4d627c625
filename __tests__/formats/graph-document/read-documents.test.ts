/** Tests large graph documents, which are parsed in a worker thread. */
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentMaxBytes } from '../../../src/formats/input/document-files.js';
import { documentLimits, readDocuments } from '../../../src/formats/graph-document/read-documents.js';
import { parseWithReports } from '../../../src/formats/graph-document/graph-document.js';
import { buildTertium, type BuiltTertium } from '../../commands/tertium.js';

let built: BuiltTertium;
let worker: URL;
beforeAll(() => {
  built = buildTertium();
  worker = pathToFileURL(join(dirname(built.main), 'formats/graph-document/document-worker.js'));
}, 120_000);
afterAll(() => built.remove());

const approaches = (count: number): string =>
  `approaches:\n${Array.from({ length: count }, (_, index) => `  - { slug: a${index}, name: Approach ${index} }\n`).join('')}`;
const large = { name: 'large.yaml', text: approaches(4_000) };

function read(text: string, limits = documentLimits) {
  return readDocuments([{ name: 'x.yaml', text }], true, documentMaxBytes, limits, worker);
}

test('a large document has the same result in a worker thread as in this thread', async () => {
  const inThread = await readDocuments([large], true, documentMaxBytes, documentLimits, worker);

  expect(inThread).toEqual(parseWithReports([large], true));
  expect(inThread.changes).toHaveLength(4_000);
});

test('the problems of a large document are reported with their locations', async () => {
  const text = large.text.replace('slug: a3999', 'slug: A!');

  await expect(read(text)).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: expect.stringMatching(/^x\.yaml:4001:7: expected .*, got "A!"$/u) as unknown,
  });
});

test.each([
  ['time', { milliseconds: 1 }, 'in 0.001 seconds, got one that takes longer'],
  ['memory', { megabytes: 16 }, 'in 16 MB of memory, got one that takes more'],
])('a document that takes more %s than the limit is rejected', async (_title, limit, message) => {
  const text = `approaches: [${'1,'.repeat(400_000)}]`;

  await expect(read(text, { ...documentLimits, milliseconds: 60_000, ...limit })).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: `x.yaml:1:1: expected a graph document that can be read ${message}`,
  });
});

test('a higher size limit increases the limits of time and memory', async () => {
  const limits = { ...documentLimits, milliseconds: 1 };
  const maxBytes = documentMaxBytes * 120_000;

  await expect(
    readDocuments([large], true, maxBytes, { ...limits, megabytes: 1 }, worker),
  ).resolves.toBeDefined();
});
