import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { printWarning } from '../../../src/formats/import/import-warnings.js';
import { importFormats } from '../../../src/formats/import-formats.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { dimension, concept, imported, put, citedSource } from '../../support/changes.js';
import {
  claimChanges,
  claimsAmong,
  inChunks,
  line,
  outlineOf,
  speedLine,
} from '../../support/claim-lines.js';
import { sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

let empty: TestStore;
let stocked: TestStore;
beforeAll(async () => {
  [empty, stocked] = await Promise.all([sqliteStore.open(), sqliteStore.open()]);
  await stocked.store.apply(
    put([
      concept('APPROACH', 'lathe', { name: 'Turning lathe', aliases: ['Lathe'], summary: 'It turns.' }),
      concept('APPROACH', 'c', { name: 'C' }),
      concept('APPROACH', 'mill', { name: 'Milling machine' }),
      concept('APPROACH', 'press-a', { name: 'Press' }),
      concept('APPROACH', 'press-b', { name: 'Press' }),
      dimension('speed', {
        name: 'Speed',
        group: 'Pace',
        valueType: 'ORDINAL',
        levels: ['slow', 'fast'],
        betterWhen: 'HIGHER',
      }),
      citedSource('handbook'),
    ]),
    imported,
  );
  await stocked.store.apply(put([concept('APPROACH', 'mill', { name: 'Mill', slug: 'the-mill' })]), imported);
});
afterAll(() => Promise.all([empty.close(), stocked.close()]));

const read = (...chunks: (string | Uint8Array)[]): Promise<readonly Change[]> =>
  claimChanges(empty.store.reader, { 'claims.jsonl': inChunks(...chunks) });
const readIntoStocked = (...chunks: string[]): Promise<readonly Change[]> =>
  claimChanges(stocked.store.reader, { 'claims.jsonl': inChunks(...chunks) });

/** Waits for the rejection of `reading`. @returns the message of its error */
async function messageOf(reading: Promise<readonly Change[]>): Promise<string> {
  const error: unknown = await reading.then(
    () => 'understood',
    (caught: unknown) => caught,
  );
  if (!(error instanceof DocumentError)) throw new Error('Expected a DocumentError.', { cause: error });
  return error.message;
}

describe('a line', () => {
  test('puts the concepts that it mentions, then its claim; at the end the sources are completed', async () => {
    const changes = await read(speedLine(), speedLine({ approach: 'Mill', value: 'slow' }));
    expect(outlineOf(changes)).toEqual([
      'put cited-source/handbook',
      'put approach/lathe',
      'put dimension/speed',
      'claim approach/lathe dimension/speed',
      'put approach/mill',
      'claim approach/mill dimension/speed',
      'complete cited-source/handbook',
    ]);
    expect(claimsAmong(changes)[0]).toEqual({
      subject: 'approach/lathe',
      predicate: 'HAS_VALUE',
      target: 'dimension/speed',
      value: { type: 'ORDINAL', level: 'fast' },
      absence: null,
      text: null,
      qualifiers: [],
      rank: 'NORMAL',
      source: 'cited-source/handbook',
      position: 0,
      supersedes: null,
      citations: [],
    });
  });

  test('may have a text, qualifiers, a rank, a position and a citation', async () => {
    const [claim] = claimsAmong(
      await read(
        speedLine({
          text: 'It is quick.',
          qualifiers: { year: '2024', belt: 'new' },
          rank: 'PREFERRED',
          position: 3,
          locator: 'Page 4',
          quote: 'quick',
        }),
      ),
    );
    expect(claim).toMatchObject({
      text: 'It is quick.',
      qualifiers: [
        { key: 'belt', value: 'new' },
        { key: 'year', value: '2024' },
      ],
      rank: 'PREFERRED',
      position: 3,
      citations: [{ locator: 'Page 4', quote: 'quick', prefix: null, textHash: null }],
    });
  });

  test('treats members that are null as missing', async () => {
    const nulls = {
      absence: null,
      unit: null,
      group: null,
      qualifiers: null,
      text: null,
      rank: null,
      position: null,
    };
    expect(await read(speedLine(nulls))).toEqual(await read(speedLine()));
  });

  test.each([
    ['a text', { valueType: 'TEXT', value: 'By hand.' }, { type: 'TEXT', text: 'By hand.' }],
    [
      'a support value',
      { valueType: 'SUPPORT', value: 'NO' },
      { type: 'SUPPORT', support: 'NO', note: null },
    ],
    [
      'partial support, with its note',
      { valueType: 'SUPPORT', value: { support: 'PARTIAL', note: 'Only steel.' } },
      { type: 'SUPPORT', support: 'PARTIAL', note: 'Only steel.' },
    ],
    [
      'an amount in the unit of its dimension',
      { valueType: 'QUANTITY', unit: 'kg', value: 12.5 },
      { type: 'QUANTITY', minimum: '12.5', maximum: '12.5', unit: 'kg' },
    ],
    [
      'an exact amount of many digits, as a text',
      { valueType: 'QUANTITY', value: '12345678901234567890.5' },
      { type: 'QUANTITY', minimum: '12345678901234567890.5', maximum: '12345678901234567890.5', unit: null },
    ],
    [
      'an open range in another unit',
      { valueType: 'QUANTITY', unit: 'kg', value: { minimum: 700, unit: 'g' } },
      { type: 'QUANTITY', minimum: '700', maximum: null, unit: 'g' },
    ],
    [
      'an amount in a unit as people write it',
      { valueType: 'QUANTITY', unit: 'mph', value: { amount: 60, unit: 'kph' } },
      { type: 'QUANTITY', minimum: '60', maximum: '60', unit: 'km/h' },
    ],
    [
      'an amount as people write it',
      { valueType: 'QUANTITY', unit: 'GB', value: '<5' },
      { type: 'QUANTITY', minimum: null, maximum: '5', exclusiveMaximum: true, unit: 'GBy' },
    ],
    [
      'an amount in a UCUM code after "ucum:"',
      { valueType: 'QUANTITY', unit: 'ucum:mph', value: 2 },
      { type: 'QUANTITY', minimum: '2', maximum: '2', unit: 'mph' },
    ],
    [
      'an amount in a UCUM code without "ucum:", as in files of earlier versions',
      { valueType: 'QUANTITY', unit: 'kat', value: { amount: 2, unit: 'ukat' } },
      { type: 'QUANTITY', minimum: '2', maximum: '2', unit: 'ukat' },
    ],
    ['a date', { valueType: 'DATE', value: '2024-05' }, { type: 'DATE', date: '2024-05' }],
    [
      'a version',
      { valueType: 'VERSION', value: 'v3.10' },
      { type: 'VERSION', oldest: '3.10', newest: '3.10' },
    ],
    [
      'a range of versions, open upwards',
      { valueType: 'VERSION', value: { oldest: '3.9' } },
      { type: 'VERSION', oldest: '3.9', newest: null },
    ],
    ['terms', { valueType: 'TERMS', value: ['iron', 'oak'] }, { type: 'TERMS', terms: ['iron', 'oak'] }],
  ])('states %s', async (_, members, value) => {
    const [claim] = claimsAmong(await read(speedLine({ levels: undefined, ...members })));
    expect(claim).toMatchObject({ value, absence: null });
  });

  test('states an absence instead of a value', async () => {
    const [claim] = claimsAmong(await read(speedLine({ value: undefined, absence: 'UNKNOWN' })));
    expect(claim).toMatchObject({ value: null, absence: 'UNKNOWN' });
  });
});

describe('concepts', () => {
  test('have the properties of their first mention, and later lines may use the short form', async () => {
    const changes = await read(
      speedLine({
        approach: { name: 'Café Größe', slug: 'cafe', aliases: ['CG'], summary: 'A size.' },
        dimension: { name: 'Speed', betterWhen: 'HIGHER' },
        group: 'Pace',
        source: { name: 'The handbook', url: 'https://example.org/h', publisher: 'Example', language: 'en' },
      }),
      line({ approach: 'CG', dimension: { slug: 'speed' }, value: 'slow', source: { slug: 'the-handbook' } }),
    );
    const concepts = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
    expect(concepts).toEqual([
      expect.objectContaining({
        id: 'cited-source/the-handbook',
        url: 'https://example.org/h',
        language: 'en',
      }),
      expect.objectContaining({
        id: 'approach/cafe',
        name: 'Café Größe',
        aliases: ['CG'],
        summary: 'A size.',
      }),
      expect.objectContaining({
        id: 'dimension/speed',
        group: 'Pace',
        betterWhen: 'HIGHER',
        levels: ['slow', 'fast'],
      }),
    ]);
    expect(claimsAmong(changes).map(({ subject }) => subject)).toEqual(['approach/cafe', 'approach/cafe']);
  });

  test.each([
    ['Größe in Köln', 'groesse-in-koeln'],
    ['Node.js', 'node-js'],
    ['DevOps', 'devops'],
    ['Conway’s law & order', 'conways-law-and-order'],
    ['Привет', 'privet'],
    [`${'long '.repeat(50)}name`, 'long-'.repeat(40).slice(0, -1)],
  ])('get their slug from their name: %s', async (approach, slug) => {
    const [claim] = claimsAmong(await read(speedLine({ approach })));
    expect(claim?.subject).toBe(`approach/${slug}`);
  });

  test('have a URL if they are sources that are named by their URL', async () => {
    const url = 'https://example.org/tools?page=2';
    const [source] = await read(speedLine({ source: url }));
    expect(source).toMatchObject({ concept: { slug: 'https-example-org-tools-page-2', name: url, url } });
    expect((await read(speedLine({ source: { url } })))[0]).toEqual(source);
  });

  test('are identified by their names ignoring case, unless they have different slugs', async () => {
    const changes = await read(
      speedLine({ approach: 'Crypto' }),
      speedLine({ approach: { slug: 'crypto-2', name: 'crypto' } }),
      speedLine({ approach: 'Crypto', dimension: 'Pace' }),
      speedLine({ approach: 'crypto', dimension: 'Pace' }),
    );
    expect(claimsAmong(changes).map(({ subject }) => subject)).toEqual([
      'approach/crypto',
      'approach/crypto-2',
      'approach/crypto',
      'approach/crypto-2',
    ]);
  });
});

describe('a concept that the graph has', () => {
  test.each([
    ['by its name', 'Turning lathe', 'approach/lathe'],
    ['by an alias', 'lathe', 'approach/lathe'],
    ['by its slug', { slug: 'lathe' }, 'approach/lathe'],
    ['by its name, although its slug has changed', 'Mill', 'approach/mill'],
    [
      'by an old slug, even if its name has changed',
      { slug: 'mill', name: 'Milling machine' },
      'approach/mill',
    ],
    ['by its slug instead of its name', 'press-a', 'approach/press-a'],
  ])('is used unchanged, and not put: %s', async (_, approach, subject) => {
    const changes = await readIntoStocked(speedLine({ approach, source: { slug: 'handbook' } }));
    expect(outlineOf(changes)).toEqual([
      `claim ${subject} dimension/speed`,
      'complete cited-source/handbook',
    ]);
  });

  test('provides the scale of values if the line has none', async () => {
    const changes = await readIntoStocked(
      line({ approach: 'Mill', dimension: 'Speed', value: 'slow', source: 'handbook' }),
    );
    expect(claimsAmong(changes)).toMatchObject([{ value: { type: 'ORDINAL', level: 'slow' } }]);
  });

  test('may have another group than the line', async () => {
    expect(claimsAmong(await readIntoStocked(speedLine({ group: 'Other' })))).toHaveLength(1);
  });

  test.each([
    [
      'another scale',
      speedLine({ levels: ['slow', 'fast', 'faster'] }),
      'claims.jsonl:1:78: expected ["slow","fast"], as in the graph, got ["slow","fast","faster"]',
    ],
    [
      'another type',
      speedLine({ valueType: 'TEXT', levels: undefined }),
      'claims.jsonl:1:56: expected "ORDINAL", as in the graph, got "TEXT"',
    ],
    [
      'an ambiguous name',
      speedLine({ approach: 'Press' }),
      'claims.jsonl:1:2: expected a mapping with one of the slugs "press-a" or "press-b", got "Press"',
    ],
    [
      'a name with the slug of another name',
      speedLine({ approach: 'C#' }),
      'claims.jsonl:1:2: expected a mapping with another slug, because the slug of the name is taken, got "C#", whose slug "c" belongs to "C", as in the graph',
    ],
  ])('does not match a line with %s', async (_, text, message) => {
    expect(await messageOf(readIntoStocked(text))).toBe(message);
  });
});

describe('invalid lines are reported with location, expected and actual value', () => {
  const first = speedLine();
  test.each<[mistake: string, text: string, message: string]>([
    [
      'invalid JSON',
      'nonsense\n',
      ':1:1: expected JSON, one value in a line (Unexpected identifier \'nonsense\' found), got "nonsense"',
    ],
    [
      'an extra comma',
      '{"approach":"A",}\n',
      ':1:17: expected JSON, one value in a line (Unexpected token RBrace found), got "}"',
    ],
    ['a value that is not an object', '[1]\n', ':1:1: expected a claim, got [1]'],
    [
      'an unknown key',
      speedLine({ colour: 'red' }),
      ':1:123: expected one of the keys of a claim (approach, dimension, feature, benefit, drawback, useCase, value, absence, valueType, unit, levels, group, qualifiers, text, rank, position, locator, quote, source), got "colour"',
    ],
    [
      'no approach',
      speedLine({ approach: undefined }),
      ':1:1: expected approach: the name of an approach, or a mapping with its members, got nothing',
    ],
    [
      'a number as a source',
      speedLine({ source: 7 }),
      ':1:103: expected the name of a source, or a mapping with its members, got 7',
    ],
    [
      'a value that is not a level',
      speedLine({ value: 'fastest' }),
      ':1:41: expected one of the levels slow, fast, got "fastest"',
    ],
    [
      'an amount in a unit that does not convert to the unit of its dimension',
      speedLine({ valueType: 'QUANTITY', levels: null, unit: 'a', value: '1 kg' }),
      ':1:41: expected an amount in a unit that converts to a, got "1 kg"',
    ],
    [
      'neither a value nor an absence',
      speedLine({ value: undefined }),
      ':1:1: expected either a value or an absence, got neither',
    ],
    [
      'a value and an absence',
      speedLine({ absence: 'UNKNOWN' }),
      ':1:123: expected either a value or an absence, got both',
    ],
    [
      'an unknown type',
      speedLine({ valueType: 'COLOUR' }),
      ':1:56: expected one of TEXT, SUPPORT, QUANTITY, ORDINAL, DATE, VERSION, TERMS, got "COLOUR"',
    ],
    [
      'a dimension without a type',
      speedLine({ valueType: undefined, levels: undefined }),
      ':1:1: expected valueType: one of TEXT, SUPPORT, QUANTITY, ORDINAL, DATE, VERSION, TERMS, got nothing',
    ],
    [
      'an ordinal dimension without levels',
      speedLine({ levels: undefined }),
      ':1:1: expected levels: two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL, got nothing',
    ],
    [
      'a unit with several readings',
      speedLine({ valueType: 'QUANTITY', levels: undefined, unit: 'kb', value: 1 }),
      ':1:94: expected a unit (did you mean kbit or kB?), got "kb"',
    ],
    [
      'an amount whose comma has several readings',
      speedLine({ valueType: 'QUANTITY', levels: undefined, value: '1,640' }),
      ':1:41: expected a number with one reading: without separators of thousands, and with a decimal point (1640 or 1.64), unless the numbers beside it show the decimal separator, got "1,640"',
    ],
    [
      'a number that loses digits in JSON',
      speedLine({ valueType: 'QUANTITY', levels: undefined, value: 1 }).replace(
        ':1,',
        ':12345678901234567890,',
      ),
      ':1:41: expected a text for a number with so many digits, because JSON numbers lose digits, got 12345678901234567890',
    ],
    [
      'a name without letters for a slug',
      speedLine({ approach: '日本' }),
      ':1:2: expected a name with characters for a slug, or a mapping with a slug, got "日本"',
    ],
    [
      'an unknown slug without a name',
      speedLine({ approach: { slug: 'mill' } }),
      ':1:2: expected the slug of an approach in the graph or an earlier line, or a slug with a name, got "mill"',
    ],
    [
      'an invalid slug',
      speedLine({ approach: { slug: 'A B', name: 'A' } }),
      ':1:14: expected a slug of lower-case letters a to z and digits, with single hyphens between them, 200 characters at most, got "A B"',
    ],
    ['a mapping without a name', speedLine({ approach: {} }), ':1:2: expected a name or a slug, got neither'],
    [
      'an id in a mention',
      speedLine({ approach: { id: 'approach/a', name: 'A' } }),
      ':1:14: expected a key that the mapping of a concept can have, got "id"',
    ],
    [
      'a scale inside the mention',
      speedLine({ dimension: { name: 'Speed', levels: ['a', 'b'] } }),
      ':1:49: expected this key beside the mapping, not in it, got "levels"',
    ],
    [
      'an invalid URL',
      speedLine({ source: { name: 'S', url: 'file:///x' } }),
      ':1:124: expected a URL that begins with https:// or http://, got "file:///x"',
    ],
    [
      'a scale that differs from an earlier line',
      first + speedLine({ levels: ['fast', 'slow'] }),
      ':2:78: expected ["slow","fast"], as in claims.jsonl:1, got ["fast","slow"]',
    ],
    [
      'a group after a mention without a group',
      first + speedLine({ group: 'Pace' }),
      ':2:123: expected no group, as in claims.jsonl:1, got "Pace"',
    ],
    [
      'a summary that differs from an earlier line',
      speedLine({ approach: { name: 'Lathe', summary: 'One.' } }) +
        speedLine({ approach: { name: 'Lathe', summary: 'Two.' } }),
      ':2:29: expected "One.", as in claims.jsonl:1, got "Two."',
    ],
    [
      'two names with one slug',
      speedLine({ approach: 'C' }) + speedLine({ approach: 'C++' }),
      ':2:2: expected a mapping with another slug, because the slug of the name is taken, got "C++", whose slug "c" belongs to "C", as in claims.jsonl:1',
    ],
    [
      'a repeated claim with another text',
      first + speedLine({ approach: 'Mill' }) + speedLine({ text: 'It is quick.' }),
      ':3:41: expected each claim once, got the same claim as in claims.jsonl:1',
    ],
    [
      'a NUL',
      speedLine({ value: 'a\0b' }),
      ':1:41: expected Unicode text without NUL characters, got "a\\u0000b"',
    ],
    [
      'half a surrogate pair',
      speedLine({ text: '\ud800' }),
      ':1:123: expected Unicode text without NUL characters, got "\\ud800"',
    ],
    [
      'an invalid position',
      speedLine({ position: 0.5 }),
      ':1:123: expected a position that is an integer of 32 bits, got 0.5',
    ],
    [
      'a deeply nested value',
      speedLine({ value: [[[[[[[[[1]]]]]]]]] }),
      ':1:1: expected 8 levels at most, got more',
    ],
  ])('%s', async (_, text, message) => {
    expect(await messageOf(read(text))).toBe(`claims.jsonl${message}`);
  });

  test('invalid UTF-8, and a line that is too long', async () => {
    const long = function* () {
      yield Buffer.from(speedLine());
      for (let count = 0; count < 40; count += 1) yield Buffer.alloc(64 * 1024, 'x');
      yield Buffer.from([10, 0xc3, 0x28, 10]);
    };
    expect(await messageOf(read(...long()))).toBe(
      'claims.jsonl:2:1: expected a line of 1048576 bytes at most, got a longer line\n' +
        'claims.jsonl:3:1: expected a line in UTF-8, got bytes that are not UTF-8',
    );
  });

  test('several problems together, in the order of files and lines, with the number of repetitions', async () => {
    const invalidValue = speedLine({ value: 'never' });
    const invalidKeys = Array.from({ length: 30 }, (_, index) =>
      speedLine({ [`key${index % 3}`]: index, value: index }),
    );
    const files = {
      'a.jsonl': inChunks(speedLine() + invalidValue + speedLine({ approach: 'Mill' })),
      'b.jsonl': inChunks(invalidValue.repeat(30), ...invalidKeys),
    };
    const message = (await messageOf(claimChanges(empty.store.reader, files))).split('\n');
    expect(message.map((each) => /^.*?:\d+/.exec(each)?.[0])).toEqual([
      'a.jsonl:2',
      'b.jsonl:1',
      'b.jsonl:2',
      ...Array.from({ length: 9 }, (_, index) => `b.jsonl:${index + 31}`),
    ]);
    expect(message[2]).toMatch(/ got "never" \(the same problem in 28 more locations\)$/);
    expect(message.at(-1)).toMatch(/ got "key2" \(the same problem in 21 more locations\)$/);
  });
});

describe('a line about a feature, benefit, drawback or use case', () => {
  const linkLine = (members: object): string => line({ approach: 'Lathe', source: 'Handbook', ...members });

  test.each([
    ['feature', 'HAS_FEATURE', 'feature/turning'],
    ['benefit', 'BRINGS_BENEFIT', 'benefit/turning'],
    ['drawback', 'HAS_DRAWBACK', 'drawback/turning'],
    ['useCase', 'SUITS', 'use-case/turning'],
  ])('with the key %s creates a claim %s that states YES', async (key, predicate, target) => {
    const [claim] = claimsAmong(await read(linkLine({ [key]: 'Turning' })));
    expect(claim).toMatchObject({
      predicate,
      target,
      value: { type: 'SUPPORT', support: 'YES', note: null },
    });
  });

  test('may state another support value, or an absence', async () => {
    const claims = claimsAmong(
      await read(
        linkLine({ feature: 'Turning', value: 'NO' }),
        linkLine({ feature: 'Milling', value: { support: 'PARTIAL', note: 'with tools' } }),
        linkLine({ feature: 'Boring', absence: 'UNKNOWN' }),
      ),
    );
    expect(claims.map(({ value, absence }) => value ?? absence)).toEqual([
      { type: 'SUPPORT', support: 'NO', note: null },
      { type: 'SUPPORT', support: 'PARTIAL', note: 'with tools' },
      'UNKNOWN',
    ]);
  });

  test('may state the kind of the feature; the default is CHARACTERISTIC', async () => {
    const changes = await read(
      linkLine({ feature: { name: 'Support', featureKind: 'SERVICE' } }),
      linkLine({ feature: 'Turning' }),
      linkLine({ approach: 'Mill', feature: { slug: 'support' } }),
    );
    const concepts = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
    expect(concepts.filter(({ kind }) => kind === 'FEATURE')).toEqual([
      expect.objectContaining({ slug: 'support', featureKind: 'SERVICE' }),
      expect.objectContaining({ slug: 'turning', featureKind: 'CHARACTERISTIC' }),
    ]);
  });

  test.each<[string, object, string]>([
    [
      'neither a dimension nor another axis',
      {},
      ':1:1: expected one of the keys dimension, feature, benefit, drawback, useCase, with a name or a mapping, got none',
    ],
    [
      'two axes',
      { feature: 'Turning', benefit: 'Speed' },
      ':1:61: expected only one of the keys dimension, feature, benefit, drawback, useCase, got feature and benefit',
    ],
    [
      'a member that only dimensions have',
      { feature: 'Turning', unit: 'kg' },
      ':1:61: expected no unit, which only dimensions have, got "kg"',
    ],
    [
      'a value that is not a support value',
      { feature: 'Turning', value: 5 },
      ':1:61: expected YES, NO, or PARTIAL with a note ({ support: PARTIAL, note: … }), got 5',
    ],
    [
      'an unknown kind of feature',
      { feature: { slug: 'turning', name: 'Turning', featureKind: 'OTHER' } },
      ':1:86: expected one of CHARACTERISTIC, SERVICE, PRACTICE, got "OTHER"',
    ],
  ])('is rejected with %s', async (_, members, message) => {
    expect(await messageOf(read(linkLine(members)))).toBe(`claims.jsonl${message}`);
  });
});

describe('the scale of a dimension that the graph has', () => {
  const level = (dimensionMention: object): string =>
    line({
      approach: 'Mill',
      dimension: { slug: 'speed', ...dimensionMention },
      value: 'slow',
      source: 'handbook',
    });
  const massLine = (dimensionMention: object): string =>
    line({
      approach: 'Mill',
      dimension: { name: 'Mass', ...dimensionMention },
      value: 5,
      source: 'handbook',
    });

  beforeAll(() =>
    stocked.store.apply(
      put([
        dimension('mass', { name: 'Mass', valueType: 'QUANTITY', unit: 'kg', summary: 'How heavy it is.' }),
      ]),
      imported,
    ),
  );

  test('is completed once, by the first line that has more members of the scale', async () => {
    const scale = { betterWhen: 'LOWER', minimum: 0, maximum: 100 };
    const changes = await readIntoStocked(
      massLine({}),
      line({
        approach: 'Press',
        dimension: { name: 'Mass', ...scale },
        value: 6,
        source: 'handbook',
      }).replace('Press', 'press-a'),
      line({ approach: 'Lathe', dimension: { slug: 'mass', ...scale }, value: 7, source: 'handbook' }),
    );
    const put = changes.flatMap((change) => (change.type === 'putConcept' ? [change.concept] : []));
    expect(put).toEqual([
      expect.objectContaining({
        id: 'dimension/mass',
        summary: 'How heavy it is.',
        betterWhen: 'LOWER',
        minimum: '0',
        maximum: '100',
        tolerance: null,
      }),
    ]);
  });

  test.each<[string, string, string]>([
    [
      'another better end than the stored better end',
      level({ betterWhen: 'LOWER' }),
      ':1:48: expected "HIGHER", as in the graph, got "LOWER"',
    ],
    [
      'a span with one end',
      massLine({ minimum: 0 }),
      ':1:20: expected maximum: both ends of the span, or neither, got nothing',
    ],
    [
      'more members of the scale in a second line',
      massLine({ betterWhen: 'LOWER' }) + massLine({ minimum: 0, maximum: 9 }),
      ':2:47: expected all additions to the dimension in one line, claims.jsonl:1, got minimum here',
    ],
    [
      'more levels, which would change the distances of stored values',
      line({
        approach: 'Mill',
        dimension: 'Speed',
        levels: ['slow', 'fast', 'faster'],
        value: 'slow',
        source: 'handbook',
      }),
      ':1:40: expected ["slow","fast"], as in the graph, got ["slow","fast","faster"]',
    ],
    [
      'a better end that differs from an earlier line',
      massLine({ betterWhen: 'LOWER' }) + massLine({ betterWhen: 'HIGHER' }),
      ':2:47: expected "LOWER", as in claims.jsonl:1, got "HIGHER"',
    ],
  ])('is not changed by %s', async (_, text, message) => {
    expect(await messageOf(readIntoStocked(text))).toContain(`claims.jsonl${message}`);
  });
});

describe('warnings', () => {
  async function warningsOf(store: TestStore, ...lines: readonly string[]): Promise<readonly string[]> {
    const reading = importFormats.claims(
      [{ name: 'x.jsonl', bytes: inChunks(...lines) }],
      store.store.reader,
    );
    for await (const change of reading.changes) expect(change).toBeDefined();
    return reading.reports().flatMap(({ warnings }) => warnings.map(printWarning));
  }

  test('name both lines of two values of one source in one cell', async () => {
    expect(
      await warningsOf(empty, speedLine(), speedLine({ source: 'Log' }), speedLine({ value: 'slow' })),
    ).toEqual([
      'x.jsonl:3: warning: Speed of Lathe: this value differs from the value at x.jsonl:1, from the same source ("Handbook")',
    ]);
  });

  test('name a concept once if its name and the name in the line differ only in letter case', async () => {
    const lines = ['turning LATHE', 'turning LATHE', 'Lathe', 'Turning lathe'].map((approach, index) =>
      speedLine({ approach, source: `Source ${index}` }),
    );
    expect(await warningsOf(stocked, ...lines)).toEqual([
      'x.jsonl:1: warning: "turning LATHE" is read as the approach "Turning lathe", as in the graph, although the names differ in case',
    ]);
  });

  test('are listed up to a limit, followed by the number of further warnings', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => [
      speedLine({ approach: `A ${index}` }),
      speedLine({ approach: `A ${index}`, value: 'slow' }),
    ]);
    const warnings = await warningsOf(empty, ...lines.flat());
    expect(warnings).toHaveLength(11);
    expect(warnings.at(-1)).toBe('x.jsonl: warning: 20 more warnings of the kind CONTRADICTION');
  });
});

describe('a text', () => {
  test('may start with a byte order mark, have CR LF line breaks and empty lines, and end without a line break', async () => {
    const text = `\uFEFF${speedLine()}\r\n \n${speedLine({ approach: 'Mill' }).trim()}`.replace(
      /\n/g,
      '\r\n',
    );
    expect(await read(text)).toEqual(await read(speedLine(), speedLine({ approach: 'Mill' })));
  });

  test('that is empty produces no changes', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\n\n')).toEqual([]);
  });

  const word = fc.constantFrom(
    'Lathe',
    'Mill',
    'Größe',
    '日',
    'C',
    'C++',
    'a/b',
    '',
    ' ',
    'x\u0000',
    'the-mill',
  );
  const anyLine = fc.oneof(
    fc
      .record(
        {
          approach: fc.oneof(word, fc.record({ slug: word, name: word }, { requiredKeys: [] })),
          dimension: fc.oneof(word, fc.record({ name: word, summary: word }, { requiredKeys: [] })),
          value: fc.oneof(
            fc.constantFrom<unknown>('slow', 'fast', 1, null, 'YES', ['a']),
            fc.jsonValue({ maxDepth: 3 }),
          ),
          absence: fc.constantFrom('UNKNOWN', 'NEVER'),
          valueType: fc.constantFrom('ORDINAL', 'TEXT', 'SUPPORT', 'QUANTITY', 'TERMS'),
          levels: fc.constantFrom(['slow', 'fast'], ['slow'], 'fast'),
          group: word,
          source: fc.oneof(word, fc.constant('https://example.org/')),
        },
        { requiredKeys: ['approach', 'dimension', 'source'] },
      )
      .map((members) => JSON.stringify(members)),
    fc.json(),
    fc.string(),
  );

  /** Parses chunks. @returns the changes, or the problems of the error */
  async function outcome(chunks: readonly Uint8Array[]): Promise<unknown> {
    try {
      return await read(...chunks);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      return error.problems;
    }
  }

  test('produces the same changes or problems for any split into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLine, { maxLength: 8 }),
        fc.array(fc.nat(200), { maxLength: 20 }),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.join('\n'));
          const chunks: Uint8Array[] = [];
          let from = 0;
          for (const cut of cuts) {
            chunks.push(bytes.subarray(from, from + cut));
            from += cut;
          }
          chunks.push(bytes.subarray(from));
          expect(await outcome(chunks)).toEqual(await outcome([bytes]));
        },
      ),
      {
        numRuns: runs(300),
        // The second line of this example has more problems than an error lists.
        examples: [
          [
            [
              speedLine({ approach: {} }).trim(),
              JSON.stringify(Object.fromEntries('abcdefghijklmnopqrst'.split('').map((key) => [key, 0]))),
            ],
            [150],
          ],
        ],
      },
    );
  });

  test('that was applied to the graph changes nothing when it is applied again', async () => {
    const value = fc.constantFrom('slow', 'fast');
    const approach = fc.constantFrom('Lathe', 'Mill', 'Press');
    const lines = fc.uniqueArray(fc.record({ approach, value }), {
      minLength: 1,
      selector: ({ approach: of, value: stated }) => `${of} ${stated}`,
    });
    await fc.assert(
      fc.asyncProperty(lines, async (claims) => {
        const graph = await sqliteStore.open();
        try {
          const text = claims.map((members) => speedLine(members)).join('');
          const apply = () =>
            graph.store.apply(
              importFormats.claims([{ name: 'claims.jsonl', bytes: inChunks(text) }], graph.store.reader)
                .changes,
              imported,
            );
          expect((await apply()).claims.added).toBe(claims.length);
          expect((await apply()).revision).toBeNull();
        } finally {
          await graph.close();
        }
      }),
      { numRuns: 10 },
    );
  });
});
