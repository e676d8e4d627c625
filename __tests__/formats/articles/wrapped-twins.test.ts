import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { readLabelledArticles } from '../../../scripts/eval-import/labelled-article.js';
import { readMarkdown } from '../../../src/formats/articles/markup/read-markdown.js';
import { readText } from '../../../src/formats/articles/markup/read-text.js';
import { parseArticle, type ArticleFormat } from '../../../src/formats/articles/parse-article.js';
import { runs, sampleOf } from '../../support/test-run.js';

const fixtures = readLabelledArticles(fileURLToPath(new URL('fixtures', import.meta.url)));
const widths = [60, 72, 80, 100];

/**
 * Wrapped fixtures that state something else than the fixtures without wrapping. By chance, one of their lines both ends
 * a sentence and is about as long as a wrapped line, so that a wrapped paragraph and separate lines look equal.
 */
const lookAlikes: ReadonlySet<string> = new Set(['sentences-run-together at 60', 'three-cells-a-line at 60']);

const listMark = /^\s*(?:[-*+•]|\d+[.)])\s/u;
/**
 * Whether `wrapped` does not break a line. Such a line has a pipe, a tab, a run of spaces or the markup of an element or
 * heading; or it has none of the characters `.`, `!`, `?` and `:`, and is not a list item.
 */
const isLeft = (line: string): boolean =>
  /[|\t]|^\s*<|^\s*#{1,6}\s|\S\s{2,}\S/u.test(line) || (!/[.!?:]/u.test(line) && !listMark.test(line));

/**
 * Breaks the lines of a document that are longer than `width`, except for code, front matter and the lines for which
 * `isLeft` is true. Breaks no line before a mark of a list, heading or quotation.
 */
function wrapped(text: string, width: number): string {
  let isVerbatim = false;
  return text
    .split('\n')
    .map((line, index) => {
      if (/^\s*(?:`{3}|~{3})/u.test(line) || (/^---\s*$/u.test(line) && (index === 0 || isVerbatim)))
        isVerbatim = !isVerbatim;
      return isVerbatim || line.length <= width || isLeft(line) ? line : wrappedLine(line, width);
    })
    .join('\n');
}

function wrappedLine(line: string, width: number): string {
  const indent = /^\s*/u.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.trim().split(' ')) {
    const longer = current === '' ? `${indent}${word}` : `${current} ${word}`;
    if (longer.length > width && !/^(?:[-+*•–—#>]|\d{1,3}[.)]|[a-z][.)])/iu.test(word)) {
      lines.push(current);
      current = `${indent}${word}`;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}

/** Returns the claims of an article's draft as sorted JSON texts, without their citations. Each run of white space is one space. */
function statementsOf(text: string, format: ArticleFormat | null = null): readonly string[] {
  const { draft } = parseArticle(text, { format, url: null, language: null, name: 'article' });
  const names = new Map(draft.concepts.map(({ id, name }) => [id, name]));
  return draft.claims
    .map(({ subject, predicate, target, value, absence, text: note, qualifiers }) =>
      JSON.stringify([
        names.get(subject),
        predicate,
        names.get(target ?? ''),
        value,
        absence,
        note,
        qualifiers,
      ]),
    )
    .map((statement) => statement.replace(/(?:\\n|\s)+/gu, ' '))
    .sort();
}

describe('An article whose lines are wrapped', () => {
  const twins = fixtures
    .flatMap(({ name, text }) => widths.map((width) => ({ name: `${name} at ${width}`, text, width })))
    .filter(({ name, text, width }) => !lookAlikes.has(name) && wrapped(text, width) !== text);

  test('is tested at more than two widths per fixture on average', () => {
    expect(twins.length).toBeGreaterThan(fixtures.length * 2);
  });

  test.each(sampleOf(twins, 24))(
    'states the same as the article whose lines are not wrapped: $name',
    ({ text, width }) => {
      expect(statementsOf(wrapped(text, width))).toEqual(statementsOf(text));
    },
  );
});

const word = fc.constantFrom(
  ...'an oak keeps its dry leaves while the elm drops them early Urn, of (old) Podman'.split(' '),
);
const sentence = fc
  .array(word, { minLength: 6, maxLength: 40 })
  .map((words) => `The ${words.join(' ')} stand.`);
const paragraph = fc.array(sentence, { minLength: 8, maxLength: 12 }).map((sentences) => sentences.join(' '));

/** Whether a text has a paragraph whose first two lines are by chance one sentence each, as in a list of sentences. */
const startsLikeList = (text: string): boolean =>
  text.split('\n\n').some((each) => /^[^.\n]+\.\n[^.\n]+\.$/mu.test(each.split('\n').slice(0, 2).join('\n')));

describe('A line break within a sentence', () => {
  test.each([
    ['plain text', readText],
    ['Markdown', readMarkdown],
  ] as const)('is a space in paragraphs of %s at any width', (_, read) => {
    const contents = (text: string): readonly string[] =>
      read(text).map((block) => (block.kind === 'table' ? '' : block.content.text));
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 45, max: 110 }),
        (paragraphs, width) => {
          const text = paragraphs.join('\n\n');
          const twin = wrapped(text, width);
          fc.pre(!startsLikeList(twin));
          expect(contents(twin)).toEqual(contents(text));
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test('is a space in a text with two wrapped lines', () => {
    const [definition] = readText(
      'An urn is a large pot that keeps ten litres of water hot for a\nwhole day.',
    );
    expect(definition).toMatchObject({
      kind: 'line',
      content: { text: 'An urn is a large pot that keeps ten litres of water hot for a whole day.' },
    });
  });

  test('joins a word that was broken at its hyphen', () => {
    const [block] = readText(
      'An urn is a pot that every tea-drinking visitor finds in the well-\nknown kitchen.',
    );
    expect(block).toMatchObject({
      content: { text: 'An urn is a pot that every tea-drinking visitor finds in the well-known kitchen.' },
    });
  });

  test.each([
    ['plain text', readText, 'Weight when the urn is full\nTime to boil\nPrice of the cheapest urn'],
    ['Markdown', readMarkdown, 'Weight when the urn is full\nTime to boil\nPrice of the cheapest urn'],
    [
      'Markdown with hard line breaks',
      readMarkdown,
      'An urn that is kept full and hot all  \nday long\\\nand night',
    ],
    [
      'Markdown with labels',
      readMarkdown,
      '**Urns:** They serve a whole group.\n**Kettles:** They serve one guest.',
    ],
  ] as const)('is not assumed between separate lines of %s', (_, read, text) => {
    expect(read(text)).toHaveLength(text.split('\n').length);
  });
});
