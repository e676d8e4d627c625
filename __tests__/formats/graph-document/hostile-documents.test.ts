import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { readGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';
import { checkChange } from '../../../src/graph/changes/check-change.js';
import { runs } from '../../support/test-run.js';
import { anyText } from '../../support/any-text.js';

const seed = new URL('../../../seed/', import.meta.url);
const editors = {
  name: 'editors.tertium.yaml',
  text: readFileSync(new URL('shared/tertium-editors.tertium.yaml', seed), 'utf8'),
};
const article = readFileSync(new URL('msp-vs-devops/1-article.tertium.yaml', seed), 'utf8');

/** Parses a document. Fails the test if a change is invalid, or on an error other than a `DocumentError`. */
function outcomeOf(text: string): { changes: number } | { problems: number; first: string } {
  try {
    const changes = readGraphDocuments([editors, { name: 'x', text }]);
    changes.forEach((change, index) => checkChange({ number: index + 1, change }));
    return { changes: changes.length };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { problems: error.problems.length, first: error.message.split('\n')[0] ?? '' };
  }
}

const repetitions = 20_000;
const rows = (line: (index: number) => string): string =>
  Array.from({ length: repetitions }, (_, index) => line(index)).join('\n');

// Without limits, such documents can crash a YAML parser, or block it for minutes.
test.each<[title: string, text: string, expected: RegExp]>([
  [
    'nested lists that are not closed',
    '['.repeat(repetitions),
    /^x:1:34: expected 32 levels at most, got more$/,
  ],
  ['nested lists on one line', '- '.repeat(repetitions), /expected 32 levels at most/],
  ['nested mappings as keys', '? '.repeat(repetitions), /expected 32 levels at most/],
  ['nested mappings', '{ a: '.repeat(repetitions), /expected 32 levels at most/],
  [
    'many documents in one file',
    '---\n'.repeat(repetitions),
    /^x:2:1: expected one document in a file, got a second document$/,
  ],
  [
    'a mapping with 20,000 keys',
    rows((index) => `k${index}: v`),
    /^x:1:1: expected one of the keys of a document/,
  ],
  [
    '20,000 anchors that are each used',
    `approaches:\n${rows((index) => `- &a${index} x\n- *a${index}`)}`,
    /more$/,
  ],
  ['20,000 closing brackets', ']'.repeat(repetitions), /expected well-formed YAML/],
  [
    'nested aliases that expand to billions of values',
    ['a: &a0 [x, x, x, x, x, x, x, x, x]']
      .concat(
        Array.from(
          { length: 9 },
          (_, n) => `b${n}: &a${n + 1} [${Array<string>(9).fill(`*a${n}`).join(', ')}]`,
        ),
      )
      .join('\n'),
    /expected aliases that expand to 10000 values at most, got more/,
  ],
  [
    'a key named __proto__',
    '__proto__: { polluted: true }\nconstructor: x',
    /expected a key other than __proto__/,
  ],
])('%s: the document is rejected', (_title, text, expected) => {
  const outcome = outcomeOf(text);

  expect(outcome).toMatchObject({ first: expect.stringMatching(expected) as unknown });
  expect({}).not.toHaveProperty('polluted');
});

describe('the parser accepts or rejects any document', () => {
  test('with random insertions and deletions', () => {
    fc.assert(
      fc.property(
        fc.nat(article.length),
        fc.nat(12),
        fc.oneof(
          anyText({ maxLength: 8 }),
          fc.constantFrom(
            '\n',
            '  ',
            '- ',
            ': ',
            '&a ',
            '*a',
            '!',
            '|',
            '"',
            '{',
            '}',
            '[',
            ']',
            '#',
            '\t',
            'claims: ',
            'slug',
          ),
        ),
        (start, length, insertion) => {
          outcomeOf(article.slice(0, start) + insertion + article.slice(start + length));
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('with random values at any location', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const lists = ['approaches', 'features', 'dimensions', 'questions', 'citedSources', 'source'];
    const keys = [
      'slug',
      'name',
      'claims',
      'aliases',
      'hasValue',
      'value',
      'levels',
      'valueType',
      'citations',
      'qualifiers',
    ];
    const node = fc.dictionary(fc.constantFrom(...keys), fc.oneof(anything, fc.constantFrom('msp', 'goal')));
    const claims = fc.array(node, { maxLength: 3 });
    const entry = fc.oneof(node, fc.record({ slug: fc.constant('msp'), name: fc.constant('MSP'), claims }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...lists), fc.oneof(fc.array(entry), anything)),
        (document) => {
          outcomeOf(JSON.stringify(document));
        },
      ),
      { numRuns: runs(300) },
    );
  });
});
