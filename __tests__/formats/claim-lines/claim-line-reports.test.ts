/** Tests the reports on claim lines: the outcome of each line, and the parts that were not understood. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defaultReadingOptions, type ReadingOptions } from '../../../src/formats/import/import-format.js';
import { importFormats } from '../../../src/formats/import-formats.js';
import type { ImportReport } from '../../../src/formats/import/import-report.js';
import { inChunks, speedLine } from '../../support/claim-lines.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';
import { expectCompleteReport, partsOf } from '../report-checks.js';

let graph: TestStore;
beforeEach(async () => {
  graph = await sqliteStore.open();
});
afterEach(() => graph.close());

async function read(text: string, options: Partial<ReadingOptions> = {}): Promise<ImportReport | undefined> {
  const inputs = [{ name: 'x.jsonl', bytes: inChunks(text) }];
  const reading = importFormats.claims(inputs, graph.store.reader, {
    ...defaultReadingOptions,
    includesLines: true,
    ...options,
  });
  for await (const change of reading.changes) expect(change).toBeDefined();
  return reading.reports()[0]?.report;
}

async function reported(text: string): Promise<ImportReport> {
  const report = await read(text);
  if (!report) throw new TypeError('Expected a report of the input, got none.');
  expectCompleteReport(text.replace(/^\uFEFF/u, ''), report);
  return report;
}

test('each line is reported with its claim', async () => {
  const text = `${speedLine()}\n ${speedLine({ approach: 'Mill 🌳', text: 'A 🌳.' }).trimEnd()} \r\n`;
  const { lines, coverage } = await reported(text);
  expect(partsOf(text, lines).map((part) => part.slice(0, part.indexOf('{')))).toEqual([
    '1 STATED Speed of Lathe: ',
    '3 STATED Speed of Mill 🌳: ',
  ]);
  expect(coverage).toBe(1);
});

test('a member that a later member with the same key overrides is reported as not understood', async () => {
  const text = speedLine({ quote: 'so "text":' }).replace('}', ', "text": "once 🌳", "text": "twice"}');
  const { lines, totals } = await reported(text);
  expect(partsOf(text, lines).filter((part) => part.includes('NOT_UNDERSTOOD'))).toEqual([
    '1 NOT_UNDERSTOOD overridden by a later member: "text": "once 🌳"',
  ]);
  expect(totals.NOT_UNDERSTOOD).toEqual({ characters: 16, lines: 0 });
});

test('files with less than the required coverage are rejected', async () => {
  const text = speedLine().replace('}', ', "text": "once", "text": "twice"}');
  await expect(read(text, { minCoverage: 1 })).rejects.toMatchObject({
    code: 'INVALID_DOCUMENT',
    message: expect.stringMatching(
      /^x\.jsonl: not imported, because the file lacks 100 % of the text as claims\.\n {2}Seen: x\.jsonl: 9\d\.\d % of the text became claims; \d\.\d % was not understood\n/u,
    ),
  });
});

test('a report without lines has the same totals as the report with lines', async () => {
  const text = speedLine() + speedLine({ approach: 'Mill' });
  expect(await read(text, { includesLines: false })).toEqual({ ...(await reported(text)), lines: [] });
});

describe('the report covers every character of any file of claim lines', () => {
  const space = fc.constantFrom('', ' ', '\t ', '\r');
  const words = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .filter((each) => /\p{L}/u.test(each));
  const line = fc.oneof(
    fc.tuple(space, fc.constantFrom('', '\uFEFF')).map(([before]) => before),
    fc.tuple(space, fc.nat(), words, fc.boolean(), space).map(([before, number, quote, isTwice, after]) => {
      const written = speedLine({ approach: `A ${number} 🌳`, quote }).trimEnd();
      return before + (isTwice ? written.replace('{', '{"quote": {"a": [{"a": 1}]}, ') : written) + after;
    }),
  );
  const files = fc
    .tuple(fc.constantFrom('', '\uFEFF'), fc.array(line, { maxLength: 8 }), fc.constantFrom('', '\n'))
    // A file can contain each claim only once.
    .map(
      ([mark, lines, end]) =>
        mark + lines.map((text, index) => text.replace('A ', `A ${index} `)).join('\n') + end,
    );

  test('with white space, byte order marks and repeated keys', async () => {
    await fc.assert(
      fc.asyncProperty(files, async (text) => {
        await reported(text);
      }),
      { numRuns: runs(100) },
    );
  });
});
