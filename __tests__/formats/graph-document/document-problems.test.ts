import { describe, expect, test } from '@jest/globals';
import { DocumentError, type DocumentProblem } from '../../../src/formats/input/document-error.js';
import type { DocumentFile } from '../../../src/formats/input/document-files.js';
import { readGraphDocuments } from '../../../src/formats/graph-document/graph-document.js';

const baseDocument: DocumentFile = {
  name: '0-base.tertium.yaml',
  text: `source: article
citedSources:
  - { slug: article, name: The article }
approaches:
  - slug: msp
    name: Managed Service Provider
  - slug: devops
    name: DevOps
features:
  - { slug: automation, name: Automation, featureKind: CHARACTERISTIC }
benefits:
  - { slug: speed, name: Speed }
  - { slug: both, name: Both }
drawbacks:
  - { slug: both, name: Both }
dimensions:
  - { slug: nature, name: Nature, valueType: TEXT }
  - { slug: copyleft, name: Copyleft strength, valueType: ORDINAL, levels: [none, file, library, work] }
  - { slug: rights, name: Rights, valueType: TERMS, cardinality: MULTIPLE }
  - { slug: free, name: Free, valueType: SUPPORT }
  - { slug: runs-on, name: Runs on, valueType: VERSION }
  - { slug: lifetime, name: Lifetime, valueType: QUANTITY, unit: a }
  - { slug: price, name: Price, valueType: QUANTITY, unit: EUR }
questions:
  - { slug: which, name: Which one? }
`,
};

function problemsOf(...files: readonly DocumentFile[]): readonly DocumentProblem[] {
  try {
    readGraphDocuments(files);
  } catch (error) {
    if (error instanceof DocumentError) return error.problems;
    throw error;
  }
  return [];
}

/** Builds a document with a default source and one claim about a concept. The first key of the claim is at 5:9. */
function about(list: string, slug: string, ...lines: readonly string[]): string {
  return ['source: article', `${list}:`, `  - slug: ${slug}`, '    claims:', `      - ${lines[0]}`]
    .concat(lines.slice(1).map((line) => `        ${line}`))
    .join('\n');
}
const aboutMsp = (...lines: readonly string[]): string => about('approaches', 'msp', ...lines);

/** Builds a document with one concept. The first key of the concept is at 2:5. */
function concept(list: string, ...lines: readonly string[]): string {
  return [`${list}:`, `  - ${lines[0]}`, ...lines.slice(1).map((line) => `    ${line}`)].join('\n');
}

type Row = [text: string, line: number, column: number, expected: string, actual: string];

function expectProblem(text: string, line: number, column: number, expected: string, actual: string): void {
  const file = 'x.tertium.yaml';
  expect(problemsOf(baseDocument, { name: file, text })).toEqual([{ file, line, column, expected, actual }]);
}

test('the document that the documents of these tests refer to is valid', () => {
  expect(problemsOf(baseDocument)).toEqual([]);
});

describe('documents that are not YAML, or have YAML features that are not allowed, are rejected', () => {
  test.each<Row>([
    ['a: b: c', 1, 4, 'well-formed YAML (Nested mappings are not allowed in compact mappings)', '"a: b: c"'],
    [
      'approaches:\n\t- slug: x',
      2,
      1,
      'well-formed YAML (Tabs are not allowed as indentation)',
      '"- slug: x"',
    ],
    [
      'source: x\napproaches: "x',
      2,
      15,
      'well-formed YAML (Missing closing "quote)',
      String.raw`"approaches: \"x"`,
    ],
    ['approaches: []\napproaches: []', 2, 1, 'each key once', 'a second "approaches"'],
    [aboutMsp('hasFeature: automation', 'text: a', 'text: b'), 7, 9, 'each key once', 'a second "text"'],
    ['? [a]\n: b', 1, 3, 'a key that is a text', 'a list, a mapping or an alias'],
    ['1: x', 1, 1, 'a key that is a text', '1'],
    ['approaches: *x', 1, 13, 'an anchor &x before the alias', '*x'],
    ['approaches: &x [*x]', 1, 17, 'an anchor &x before the alias', '*x'],
    ['source: a\n---\nsource: b', 2, 1, 'one document in a file', 'a second document'],
    ['approaches: !set []', 1, 13, 'well-formed YAML (Unresolved tag: !set)', '"approaches: !set []"'],
    [
      'source: !!binary eA==',
      1,
      9,
      'well-formed YAML (Unresolved tag: tag:yaml.org,2002:binary)',
      '"source: !!binary eA=="',
    ],
    [String.raw`source: "a\0b"`, 1, 9, 'Unicode text without NUL characters', String.raw`"a\u0000b"`],
    [
      aboutMsp('hasFeature: automation', String.raw`qualifiers: { "a\0": b }`),
      6,
      23,
      'Unicode text without NUL characters',
      String.raw`"a\u0000"`,
    ],
    [String.raw`source: "\uD800"`, 1, 9, 'Unicode text without NUL characters', String.raw`"\ud800"`],
  ])('with the location and the reason of the problem: %j', expectProblem);
});

describe('documents and lists with an invalid structure are rejected', () => {
  const keys =
    'source, citedSources, approaches, features, benefits, drawbacks, useCases, dimensions, questions';
  test.each<Row>([
    ['- a', 1, 1, 'a document', '["a"]'],
    ['words', 1, 1, 'a document', '"words"'],
    ['approachs: []', 1, 1, `one of the keys of a document (${keys})`, '"approachs"'],
    ['approaches: {}', 1, 1, 'a list of approaches', 'a mapping'],
    ['source: article\napproaches:', 2, 1, 'a list of approaches', 'nothing'],
    ['approaches: [x]', 1, 14, 'an approach', '"x"'],
    ['approaches:\n  -', 2, 4, 'an approach', 'nothing'],
    ['source: 5', 1, 1, 'a text', '5, which is a number unless it is put in quotes'],
    [
      'source: nowhere',
      1,
      1,
      'the slug of a cited source that the documents declare (the nearest is "article")',
      '"nowhere"',
    ],
  ])('with the location and the reason of the problem: %j', expectProblem);
});

describe('invalid concepts are rejected', () => {
  const slugRule =
    'a slug of lower-case letters a to z and digits, with single hyphens between them, 200 characters at most';
  const minutes = 'a whole number of minutes, 1 to 10000';
  const date = 'a date such as 2024, 2024-05 or 2024-05-17';
  test.each<Row>([
    [concept('approaches', 'name: X'), 2, 5, 'slug: a slug', 'nothing'],
    [concept('approaches', 'slug: X y', 'name: X'), 2, 5, slugRule, '"X y"'],
    [concept('approaches', `slug: ${'x'.repeat(201)}`, 'name: X'), 2, 5, slugRule, `"${'x'.repeat(118)}…`],
    [concept('approaches', 'slug: x'), 2, 5, 'name: a text', 'nothing'],
    [
      concept('approaches', 'slug: x', 'name: true'),
      3,
      5,
      'a text',
      'true, which is a boolean unless it is put in quotes',
    ],
    [concept('approaches', 'slug: x', 'name: "."'), 3, 5, 'a text that is not blank', '"."'],
    [
      concept('approaches', 'slug: x', 'name: X', 'sumary: y'),
      4,
      5,
      'one of the keys of an approach (id, slug, formerSlugs, name, aliases, summary, sameAs, claims)',
      '"sumary"',
    ],
    [
      concept('approaches', 'slug: msp', 'name: Again'),
      2,
      5,
      'a slug that no other approach has',
      '"msp", as in 0-base.tertium.yaml:5:5',
    ],
    [
      concept('approaches', 'slug: x', 'name: X', 'id: approach/msp'),
      4,
      5,
      'an id that no other approach has',
      '"approach/msp", as in 0-base.tertium.yaml:5:5',
    ],
    [
      concept('approaches', 'slug: x', 'name: X', 'id: benefit/x'),
      4,
      5,
      'the id of an approach, such as approach/first-slug',
      '"benefit/x"',
    ],
    [concept('approaches', 'slug: x', 'name: X', 'aliases: x'), 4, 5, 'a list of texts', '"x"'],
    [
      concept('approaches', 'slug: x', 'name: X', 'aliases: [a, A.]'),
      4,
      5,
      'texts that differ from each other',
      '["a","A."]',
    ],
    [
      concept('approaches', 'slug: x', 'name: X', "sameAs: ['javascript:alert(1)']"),
      4,
      14,
      'a URI that begins with https://, http:// or urn:',
      '"javascript:alert(1)"',
    ],
    [concept('approaches', 'slug: x', 'name: X', 'claims: x'), 4, 5, 'a list of claims', '"x"'],
    [
      concept('features', 'slug: x', 'name: X'),
      2,
      5,
      'featureKind: one of CHARACTERISTIC, SERVICE, PRACTICE',
      'nothing',
    ],
    [
      concept('features', 'slug: x', 'name: X', 'featureKind: THING'),
      4,
      5,
      'one of CHARACTERISTIC, SERVICE, PRACTICE',
      '"THING"',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: NUMBER'),
      4,
      5,
      'one of TEXT, SUPPORT, QUANTITY, ORDINAL, DATE, VERSION, TERMS',
      '"NUMBER"',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: ORDINAL'),
      2,
      5,
      'levels: two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL',
      'nothing',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: ORDINAL', 'levels: [a]'),
      5,
      5,
      'two levels or more that are not blank and differ in more than case, spaces and a final period, lowest first, as the dimension is ORDINAL',
      '["a"]',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: ORDINAL', 'levels: [a, 1]'),
      5,
      17,
      'a text',
      '1, which is a number unless it is put in quotes',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: TEXT', 'levels: [a, b]'),
      5,
      5,
      'no levels, as the dimension is TEXT',
      '["a","b"]',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: SUPPORT', 'cardinality: MULTIPLE'),
      5,
      5,
      'SINGLE, as claims of SUPPORT do not accumulate',
      '"MULTIPLE"',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: DATE', 'earliest: 1980', 'latest: soon'),
      6,
      5,
      'a date: 2024, 2024-05 or 2024-05-17',
      '"soon"',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: DATE', 'earliest: 1980'),
      2,
      5,
      'latest: both ends of the span, or neither',
      'nothing',
    ],
    [
      concept('dimensions', 'slug: x', 'name: X', 'valueType: TEXT', 'betterWhen: MORE'),
      5,
      5,
      'one of HIGHER, LOWER, NEITHER',
      '"MORE"',
    ],
    [
      concept('citedSources', 'slug: x', 'name: X', 'url: example.org'),
      4,
      5,
      'a URL that begins with https:// or http://',
      '"example.org"',
    ],
    [
      concept('citedSources', 'slug: x', 'name: X', 'publishedOn: 2024'),
      4,
      5,
      date,
      '2024, which is a number unless it is put in quotes',
    ],
    [concept('citedSources', 'slug: x', 'name: X', 'publishedOn: 2023-02-29'), 4, 5, date, '"2023-02-29"'],
    [concept('citedSources', 'slug: x', 'name: X', 'publishedOn: 2023-13'), 4, 5, date, '"2023-13"'],
    [concept('citedSources', 'slug: x', 'name: X', 'accessedOn: 2023-13'), 4, 5, date, '"2023-13"'],
    [concept('citedSources', 'slug: x', 'name: X', 'readingMinutes: 1.5'), 4, 5, minutes, '1.5'],
    [concept('citedSources', 'slug: x', 'name: X', 'readingMinutes: 0'), 4, 5, minutes, '0'],
    [
      concept('citedSources', 'slug: x', 'name: X', 'language: english_uk'),
      4,
      5,
      'a language tag such as en or pt-BR',
      '"english_uk"',
    ],
    [
      concept('citedSources', 'slug: x', 'name: X', 'claims: [{ definedAs: x }]'),
      4,
      5,
      'no claims',
      '[{"definedAs":"x"}]',
    ],
    [
      about('approaches', 'mps', 'hasFeature: automation'),
      3,
      5,
      'the slug of an approach that the documents declare (the nearest is "msp")',
      '"mps"',
    ],
    [
      about('approaches', '5', 'hasFeature: automation'),
      3,
      5,
      'a slug',
      '5, which is a number unless it is put in quotes',
    ],
    ['approaches:\n  - slug: msp\n    claims: x', 3, 5, 'a list of claims', '"x"'],
  ])('with the location and the reason of the problem: %j', expectProblem);
});

describe('invalid claims are rejected', () => {
  const ofApproaches =
    'hasValue, hasFeature, bringsBenefit, hasDrawback, suits, definedAs, equivalentTo, broaderThan';
  const support = 'YES, NO, or PARTIAL with a note ({ support: PARTIAL, note: … })';
  const feature = aboutMsp('hasFeature: automation');
  test.each<Row>([
    ['source: article\napproaches:\n  - slug: msp\n    claims: [x]', 4, 14, 'a claim', '"x"'],
    [aboutMsp('text: x'), 5, 9, `one of the predicates ${ofApproaches}`, 'none'],
    [aboutMsp('leadsTo: speed'), 5, 9, `one of the predicates ${ofApproaches}`, '"leadsTo"'],
    [
      about('questions', 'which', 'definedAs: x'),
      5,
      9,
      'one of the predicates asksAbout, distinguishedBy, concludes',
      '"definedAs"',
    ],
    [
      aboutMsp('hasFeature: automation', 'bringsBenefit: speed'),
      6,
      9,
      'one predicate in a claim',
      'hasFeature and bringsBenefit',
    ],
    [
      aboutMsp('hasFeature: autmation'),
      5,
      9,
      'the slug of a feature that the documents declare (the nearest is "automation")',
      '"autmation"',
    ],
    [
      aboutMsp('hasFeature: feature/autmation'),
      5,
      9,
      'the id of a feature that the documents declare (the nearest is "feature/automation")',
      '"feature/autmation"',
    ],
    [
      aboutMsp('hasFeature: speed'),
      5,
      9,
      'the slug of a feature that the documents declare (the nearest is "automation")',
      '"speed", which is a benefit',
    ],
    [
      aboutMsp('suits: benefit/speed'),
      5,
      9,
      'the id of a use case that the documents declare',
      '"benefit/speed", which is a benefit',
    ],
    [
      aboutMsp('equivalentTo: automation'),
      5,
      9,
      'the slug of an approach that the documents declare (the nearest is "msp")',
      '"automation", which is a feature',
    ],
    [
      about('features', 'automation', 'leadsTo: both'),
      5,
      9,
      'an id, benefit/both or drawback/both',
      '"both", which is ambiguous',
    ],
    [
      aboutMsp('hasValue: copyleft', 'value: files'),
      6,
      9,
      'one of the levels none, file, library, work',
      '"files"',
    ],
    [
      aboutMsp('hasValue: lifetime', 'value: { amount: 1, unit: kg }'),
      6,
      9,
      'an amount in a unit that converts to a',
      '"1 kg"',
    ],
    [aboutMsp('hasValue: price', 'value: { amount: 1, unit: kg }'), 6, 9, 'an amount of money', '"1 kg"'],
    [aboutMsp('hasValue: rights', 'value: files'), 6, 9, 'a list of terms ([] for none)', '"files"'],
    [
      aboutMsp('hasValue: runs-on', 'value: 3.10'),
      6,
      9,
      'a version as a text, such as "3.10" or "2.0.0-rc.1", of 80 characters at most, or a range { oldest: "3.9", newest: "3.12" }',
      '3.1',
    ],
    [aboutMsp('hasValue: rights', 'value: [a, A]'), 6, 9, 'terms that differ from each other', '"A"'],
    [aboutMsp('hasValue: free', 'value: PARTIAL'), 6, 9, support, '"PARTIAL"'],
    [aboutMsp('hasValue: free', 'value: true'), 6, 9, support, 'true'],
    [aboutMsp('hasFeature: automation', 'value: MAYBE'), 6, 9, support, '"MAYBE"'],
    [
      aboutMsp('hasValue: nature', 'value: 5'),
      6,
      9,
      'a text',
      '5, which is a number unless it is put in quotes',
    ],
    [aboutMsp('hasValue: nature'), 5, 9, 'a value or an absence', 'neither'],
    [aboutMsp('hasValue: nature', 'value:'), 6, 9, 'a text', 'nothing'],
    [
      aboutMsp('hasValue: nature', 'value: x', 'absence: UNKNOWN'),
      7,
      9,
      'either a value or an absence',
      'both',
    ],
    [aboutMsp('hasValue: nature', 'absence: NONE'), 6, 9, 'one of UNKNOWN, NOT_APPLICABLE', '"NONE"'],
    [aboutMsp('definedAs: x', 'text: y'), 6, 9, 'only the text of definedAs', '"y"'],
    [aboutMsp('definedAs: x', 'value: YES'), 6, 9, 'only the text of definedAs', '"YES"'],
    [
      aboutMsp('hasFeature: automation', 'rank: BEST'),
      6,
      9,
      'one of PREFERRED, NORMAL, DEPRECATED',
      '"BEST"',
    ],
    [aboutMsp('hasFeature: automation', 'qualifiers: [x]'), 6, 9, 'a mapping from keys to texts', '["x"]'],
    [
      aboutMsp('hasFeature: automation', 'qualifiers: { seats: 5 }'),
      6,
      23,
      'a text',
      '5, which is a number unless it is put in quotes',
    ],
    [
      aboutMsp('hasFeature: automation', 'source: artcle'),
      6,
      9,
      'the slug of a cited source that the documents declare (the nearest is "article")',
      '"artcle"',
    ],
    [
      feature.replace('source: article\n', ''),
      4,
      9,
      'a source, in the claim or at the top of the document',
      'none',
    ],
    [
      aboutMsp('hasFeature: automation', 'locator: x', 'citations: [{ locator: y }]'),
      7,
      9,
      'either a locator and a quote or a list of citations',
      'both',
    ],
    [aboutMsp('hasFeature: automation', 'citations: []'), 6, 9, 'a list of one citation or more', '[]'],
    [
      aboutMsp('hasFeature: automation', 'citations:', '  - prefix: x'),
      7,
      13,
      'a locator, a quote or a start',
      'none of them',
    ],
    [
      aboutMsp('hasFeature: automation', 'citations:', '  - { start: 5, end: 4 }'),
      7,
      25,
      'an end that is not before the start',
      '4',
    ],
    [
      aboutMsp('hasFeature: automation', 'citations:', '  - { start: -1 }'),
      7,
      15,
      'an offset in code points, 0 for the first',
      '-1',
    ],
    [aboutMsp('definedAs: x', 'position: 1.5'), 6, 9, 'a position that is an integer of 32 bits', '1.5'],
    [aboutMsp('definedAs: x', 'supersedes: another'), 6, 9, 'the id of a claim', '"another"'],
    [
      aboutMsp('definedAs: x', 'qualifiers:', '  __proto__: x'),
      7,
      11,
      'a key other than __proto__',
      '"__proto__"',
    ],
    [
      aboutMsp('hasFeature: automation', 'citations:', '  - page: 4'),
      7,
      13,
      'one of the keys of a citation (locator, quote, prefix, suffix, start, end, textHash)',
      '"page"',
    ],
    [
      aboutMsp('hasFeature: automation', '', '', 'text: said otherwise').concat(
        '\n      - hasFeature: feature/automation',
      ),
      9,
      9,
      'each claim once',
      'a repetition of the claim at x.tertium.yaml:5:9',
    ],
  ])('with the location and the reason of the problem: %j', expectProblem);

  test('an unknown key of a claim is reported with the allowed keys', () => {
    const text = aboutMsp('hasFeature: automation', 'locatr: x');
    const [problem] = problemsOf(baseDocument, { name: 'x.tertium.yaml', text });

    expect(problem).toMatchObject({ line: 6, column: 9, actual: '"locatr"' });
    expect(problem?.expected).toMatch(
      /^one of the keys of a claim \(hasValue, .*, locator, quote, citations\)$/,
    );
  });
});

test('the message has a line for each problem, with file, line, column, expected value and actual value', () => {
  const text = aboutMsp('hasValue: copyleft', 'value: files').concat('\n      - suits: x');

  expect(() => readGraphDocuments([baseDocument, { name: 'seed/x/2-msp.tertium.yaml', text }])).toThrow(
    expect.objectContaining({
      code: 'INVALID_DOCUMENT',
      message:
        'seed/x/2-msp.tertium.yaml:6:9: expected one of the levels none, file, library, work, got "files"\n' +
        'seed/x/2-msp.tertium.yaml:7:9: expected the slug of a use case that the documents declare, got "x"',
      details: { problems: [expect.objectContaining({ line: 6 }), expect.objectContaining({ line: 7 })] },
    }),
  );
});

test('problems are sorted by file, then line', () => {
  const files = [
    { name: 'c.tertium.yaml', text: 'approaches: {}' },
    { name: 'b.tertium.yaml', text: `${aboutMsp('suits: x')}\nuseCases: [x]` },
  ];

  expect(problemsOf(...files, baseDocument).map(({ file, line }) => `${file}:${line}`)).toEqual([
    'b.tertium.yaml:5',
    'b.tertium.yaml:6',
    'c.tertium.yaml:1',
  ]);
});

test('at most twenty problems are reported, and the message states that there may be more', () => {
  const approaches = Array.from(
    { length: 30 },
    (_, index) => `  - { slug: a, name: A, k${index}: x }\n  - { slug: "${index} ", name: A }`,
  ).join('\n');
  const file = { name: 'x.tertium.yaml', text: `approaches:\n${approaches}` };

  expect(problemsOf(file)).toHaveLength(20);
  expect(() => readGraphDocuments([file])).toThrow(/\nThese are 24 problems; there may be more\.$/);
});

test('a repeated problem is listed with its first three locations and the number of further locations', () => {
  const approaches = Array.from({ length: 30 }, (_, index) => `  - { slug: a${index} }`).join('\n');
  const file = { name: 'x.tertium.yaml', text: `approaches:\n${approaches}` };

  expect(problemsOf(file).map(({ line, further }) => [line, further])).toEqual([
    [2, undefined],
    [3, undefined],
    [4, 27],
  ]);
});

test('references to concepts that an unparsable document may declare are not reported', () => {
  const broken = { name: 'a.tertium.yaml', text: 'features: [' };
  const referring = { name: 'x.tertium.yaml', text: aboutMsp('hasFeature: from-the-broken-one') };

  expect(problemsOf(baseDocument, broken, referring).map(({ file }) => file)).toEqual(['a.tertium.yaml']);
});

test('an unknown default source is reported once, even if several claims cite it', () => {
  const text = `${aboutMsp('hasFeature: automation')}\n      - bringsBenefit: speed`.replace(
    'article',
    'artcle',
  );

  expect(problemsOf(baseDocument, { name: 'x.tertium.yaml', text })).toMatchObject([
    { line: 1, actual: '"artcle"' },
  ]);
});

test('an invalid concept is still declared, so that references to it are valid', () => {
  const text = `${concept('dimensions', 'slug: size', 'name: Size', 'valueType: BIG')}\n${aboutMsp('hasValue: size', 'value: 5')}`;

  expect(problemsOf(baseDocument, { name: 'x.tertium.yaml', text })).toMatchObject([{ actual: '"BIG"' }]);
});

test('a problem in an aliased value is reported at its location in the anchored value', () => {
  const text = `${aboutMsp('hasFeature: automation', 'citations: &places', '  - page: 4')}
      - bringsBenefit: speed
        citations: *places`;

  expect(problemsOf(baseDocument, { name: 'x.tertium.yaml', text })).toMatchObject([
    { line: 7, column: 13 },
    { line: 7, column: 13 },
  ]);
});
