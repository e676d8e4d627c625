import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { readDocumentFiles } from '../../../src/formats/input/document-files.js';
import { jsonNotation, yamlNotation } from '../../../src/formats/printing/document-notation.js';
import { readGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';
import { graphDocumentSchema } from '../../../src/formats/graph-document/graph-document-schema.js';
import { runs } from '../../support/test-run.js';
import { printedChanges } from '../printed-changes.js';
import { graphs } from '../random-graphs.js';

const root = new URL('../../../', import.meta.url);
const published = JSON.parse(await readFile(new URL('graph-document.schema.json', root), 'utf8')) as object;
const isDocument = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(published);

function expectValid(document: unknown): void {
  isDocument(document);
  expect(isDocument.errors).toBeNull();
}

test('the published JSON schema is the schema that is generated from the parser (`npm run schema` updates it)', () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(graphDocumentSchema())));
});

test('every document in the folder `seed` is valid', async () => {
  const files = await readDocumentFiles(new URL('seed', root).pathname);
  expect(files.length).toBeGreaterThan(20);
  for (const { text } of files) expectValid(parse(text));
});

test('every graph is printed as a valid document, in YAML and in JSON', async () => {
  await fc.assert(
    fc.asyncProperty(graphs, async (changes) => {
      expectValid(JSON.parse(await printedChanges(changes, jsonNotation)));
      expectValid(parse(await printedChanges(changes, yamlNotation)));
    }),
    { numRuns: runs(50) },
  );
});

/** Builds a document with one claim that has the members of `claim`. */
const withClaim = (claim: object): object => ({
  citedSources: [{ slug: 'article', name: 'Article' }],
  dimensions: [{ slug: 'nature', name: 'Nature', valueType: 'TEXT' }],
  approaches: [{ slug: 'msp', name: 'MSP', claims: [{ source: 'article', ...claim }] }],
});
/** Builds a document with one approach that has the members of `approach`. */
const withApproach = (approach: object): object => ({
  approaches: [{ slug: 'msp', name: 'MSP', ...approach }],
});

test('the documents that the invalid documents are derived from are valid', () => {
  expectValid(withClaim({ hasValue: 'nature', value: 'outsourced' }));
  expectValid(withApproach({}));
});

describe('the schema and the parser reject', () => {
  test.each<[title: string, document: object]>([
    ['a list with an unknown name', { products: [] }],
    ['a list that is not a list', { approaches: 'msp' }],
    ['a key that concepts do not have', withApproach({ colour: 'red' })],
    ['an empty name', withApproach({ name: ' ' })],
    ['a name that is a number', withApproach({ name: 5 })],
    ['a slug in upper case', withApproach({ slug: 'MSP' })],
    ['a slug of 201 letters', withApproach({ slug: 'a'.repeat(201) })],
    ['an unknown kind of feature', { features: [{ slug: 'x', name: 'X', featureKind: 'GADGET' }] }],
    ['a dimension without a type', { dimensions: [{ slug: 'x', name: 'X' }] }],
    ['claims about a source', { citedSources: [{ slug: 'x', name: 'X', claims: [{ definedAs: 'x' }] }] }],
    ['an unknown predicate', withClaim({ contains: 'nature' })],
    ['an unknown rank', withClaim({ definedAs: 'x', rank: 'BEST' })],
    ['a fractional position', withClaim({ definedAs: 'x', position: 0.5 })],
    ['a position beyond 32 bits', withClaim({ definedAs: 'x', position: 2 ** 31 })],
    ['a superseded id that is not a claim id', withClaim({ definedAs: 'x', supersedes: 'approach/msp' })],
    ['an unknown absence', withClaim({ hasValue: 'nature', absence: 'MISSING' })],
    ['a value with an invalid notation', withClaim({ hasValue: 'nature', value: { on: true } })],
    ['a qualifier that is a list', withClaim({ definedAs: 'x', qualifiers: { plan: ['a'] } })],
    ['a citation with an offset below 0', withClaim({ definedAs: 'x', citations: [{ start: -1 }] })],
    ['a citation with an unknown key', withClaim({ definedAs: 'x', citations: [{ page: 1 }] })],
    ['an empty list of citations', withClaim({ definedAs: 'x', citations: [] })],
  ])('%s', (_title, document) => {
    expect(isDocument(document)).toBe(false);
    const file = { name: 'x', text: JSON.stringify(document) };
    expect(() => readGraphDocuments([file])).toThrow(DocumentError);
  });
});
