/** Tests the reports on graph documents. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonNotation, yamlNotation } from '../../../src/formats/printing/document-notation.js';
import { importFormats } from '../../../src/formats/import-formats.js';
import { defaultReadingOptions, type ImportReading } from '../../../src/formats/import/import-format.js';
import type { ImportReport } from '../../../src/formats/import/import-report.js';
import { parseGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import { inChunks } from '../../support/claim-lines.js';
import { runs } from '../../support/test-run.js';
import { expectCompleteReport, partsOf } from '../report-checks.js';
import { printedChanges } from '../printed-changes.js';
import { graphs } from '../random-graphs.js';

function reported(text: string): ImportReport {
  const file = { name: 'graph.yaml', text };
  const report = parseGraphDocuments([file]).reportOf(file, true);
  expectCompleteReport(text, report);
  return report;
}

const document = `%YAML 1.2
--- # Two trees 🌳
citedSources:
  - slug: book
    name: Book # of trees
approaches:
  - {slug: oak, name: "Oak 🌳",  claims: [{definedAs: A tree, source: &it book}]}

  - slug: elm
    name: Elm
    claims:
      - hasFeature: leaves
        source: *it
        text: |
          They fall

          in autumn.
features:
  - {slug: leaves, name: Leaves, featureKind: CHARACTERISTIC}
`;

test('a report has the concepts, claims, sources, comments and markup of each line', () => {
  const { coverage, lines } = reported(document);
  expect(partsOf(document, lines)).toEqual([
    '1 MARKUP: %YAML 1.2',
    '2 MARKUP a comment: # Two trees 🌳',
    '3 NAMED a heading: citedSources',
    '4 SOURCE the cited source Book: slug: book',
    '5 SOURCE the cited source Book: name: Book',
    '5 MARKUP a comment: # of trees',
    '6 NAMED a heading: approaches',
    '7 NAMED the approach Oak 🌳: slug: oak, name: "Oak 🌳"',
    '7 NAMED a heading: claims',
    '7 STATED definedAs of Oak 🌳: definedAs: A tree, source',
    '7 MARKUP: &it',
    '7 STATED definedAs of Oak 🌳: book',
    '9 NAMED the approach Elm: slug: elm',
    '10 NAMED the approach Elm: name: Elm',
    '11 NAMED a heading: claims',
    '12 STATED hasFeature leaves of Elm: hasFeature: leaves',
    '13 STATED hasFeature leaves of Elm: source: *it',
    '14 STATED hasFeature leaves of Elm: text: |',
    '15 STATED hasFeature leaves of Elm: They fall',
    '17 STATED hasFeature leaves of Elm: in autumn.',
    '18 NAMED a heading: features',
    '19 NAMED the feature Leaves: slug: leaves, name: Leaves, featureKind: CHARACTERISTIC',
  ]);
  expect(coverage).toBe(1);
});

test('CR LF line breaks lead to the same line numbers as LF', () => {
  const text = document.replaceAll('\n', '\r\n');
  expect(reported(text).lines.map(({ number }) => number)).toEqual(
    [...Array(19)].map((_, index) => index + 1),
  );
});

test('documents that have only comments, or are empty, are reported', () => {
  expect(partsOf('# nothing\n\n', reported('# nothing\n\n').lines)).toEqual([
    '1 MARKUP a comment: # nothing',
  ]);
  expect(reported('')).toMatchObject({ lines: [], coverage: 1 });
});

describe('a report covers every character of a printed document, and reports only layout characters as blank', () => {
  const notations = { YAML: yamlNotation, JSON: jsonNotation };
  const comments = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { minLength: 1, maxLength: 3 });

  test.each(Object.entries(notations))('%s', async (name, notation) => {
    await fc.assert(
      fc.asyncProperty(graphs, comments, async (changes, commentTexts) => {
        const printed = await printedChanges(changes, notation);
        const commentLines = commentTexts
          .map((comment) => `# ${comment.replace(/[\r\n\u2028\u2029\u0085]/gu, ' ')}\n`)
          .join('');
        const text = name === 'YAML' ? commentLines + printed : printed;
        const { lines } = reported(text);
        const codePoints = [...text];
        for (const { start, end, outcome } of lines.flatMap(({ parts }) => parts)) {
          if (outcome !== 'BLANK') continue;
          expect(codePoints.slice(start, end).join('')).toMatch(/^[\s{}[\],:\-?]*$/u);
        }
      }),
      { numRuns: runs(25) },
    );
  });
});

test('different values of one source in one cell are accepted with a warning that names both locations', () => {
  const text = `citedSources: [{ slug: s, name: S }]
dimensions: [{ slug: mass, name: Mass, valueType: QUANTITY, unit: kg }]
approaches:
  - slug: mill
    name: Mill
    claims:
      - { hasValue: mass, value: 5, source: s }
      - { hasValue: mass, value: { amount: 5000, unit: g }, source: s }
      - { hasValue: mass, value: 6, source: s }
`;

  expect(parseGraphDocuments([{ name: 'x.yaml', text }]).warnings.of('x.yaml')).toEqual([
    {
      kind: 'CONTRADICTION',
      file: 'x.yaml',
      line: 9,
      message: 'Mass of Mill: this value differs from the value at x.yaml:7:9, from the same source ("S")',
    },
  ]);
});

describe('an import of documents', () => {
  const fail = (): never => {
    throw new Error('An import of documents without dimensions must not open a view.');
  };
  const noReader: GraphReader = { openView: fail, openViewAsOf: fail };
  async function readReports(includesLines: boolean): Promise<ImportReading> {
    const options = { ...defaultReadingOptions, includesLines };
    const reading = importFormats.document(
      [{ name: 'a.yaml', bytes: inChunks(document) }],
      noReader,
      options,
    );
    for await (const change of reading.changes) expect(change).toBeDefined();
    return reading;
  }

  test('reports lines and totals if lines are requested, otherwise only totals', async () => {
    const [withLines, onlyTotals] = await Promise.all([readReports(true), readReports(false)]);
    expect(withLines.reports()).toMatchObject([{ name: 'a.yaml', report: { lines: { length: 19 } } }]);
    expect(onlyTotals.reports()).toEqual([
      { name: 'a.yaml', report: { ...withLines.reports()[0]?.report, lines: [] }, warnings: [] },
    ]);
  });
});
