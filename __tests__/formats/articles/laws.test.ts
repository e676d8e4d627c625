import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { readLabelledArticles } from '../../../scripts/eval-import/labelled-article.js';
import {
  articleFormats,
  parseArticle,
  type ArticleFormat,
} from '../../../src/formats/articles/parse-article.js';
import { cutRows } from '../../../src/formats/tables/forms/cut-rows.js';
import { PlacedText } from '../../../src/formats/input/placed-text.js';
import { hashOfText } from '../../../src/graph/source-text.js';
import { runs } from '../../support/test-run.js';
import { anyText } from '../../support/any-text.js';

const parse = (text: string, format: ArticleFormat | null = null) =>
  parseArticle(text, { format, url: null, language: null, name: 'article' });

const lineExamples = [
  'Oak vs Elm',
  'What is the difference between Oak and Elm?',
  'What is Oak?',
  'Elm',
  'An oak 🌳 is a tree, whereas an elm is another 𝒶 tree.',
  'Key features of Oak:',
  'Benefits of Elm',
  'Key differences',
  '  • Bark: rough',
  '- **Leaf:** small &amp; green',
  '1. Height',
  '- Oak: tall',
  '- Elm: less tall',
  'Feature Oak Elm',
  'Bark Rough and old Smooth',
  'FeatureOakElm',
  'BarkRoughSmooth',
  'Feature\tOak\tElm',
  'Bark\tRough\tSmooth',
  '| Feature | Oak | Elm |',
  '|---|---|---|',
  '| Bark | Rough | Smooth |',
  '## Pros of Oak',
  '<table><tr><th>Feature</th><th>Oak</th><th>Elm</th></tr><tr><td>Bark</td><td>Rough<br>old</td><td>&nbsp;</td></tr></table>',
  '<p>An <b>elm</b> is a tree.</p><!-- Oak -->',
  'Choose Oak if you have time.',
  'In short, Oak lasts.',
  '',
  '   ',
  '---',
  '```',
  '\u2028',
];
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...lineExamples) },
  { weight: 1, arbitrary: anyText({ maxLength: 20 }) },
);
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n\n', '\r\n', '\r', ' ')), { maxLength: 25 })
  .map((lines) => lines.map(([content, ending]) => content + ending).join(''));
const anyFormat = fc.constantFrom<ArticleFormat | null>(null, ...articleFormats);

const examples = readLabelledArticles(fileURLToPath(new URL('fixtures', import.meta.url)));

function expectFullReport(source: string, format: ArticleFormat | null): void {
  const { report } = parse(source, format);
  const length = [...source].length;
  let end = 0;
  let characters = 0;
  report.lines.forEach(({ number, parts }, index) => {
    expect(number).toBe(index + 1);
    for (const part of parts) {
      expect(part.start).toBe(end);
      expect(part.end).toBeGreaterThan(part.start);
      expect(part.confidence).toBeGreaterThanOrEqual(0);
      expect(part.confidence).toBeLessThanOrEqual(1);
      end = part.end;
    }
  });
  expect(end).toBe(length);
  let lines = 0;
  for (const total of Object.values(report.totals)) {
    characters += total.characters;
    lines += total.lines;
  }
  expect(characters).toBe(length);
  expect(lines).toBe(report.lines.length);
  expect(report.coverage).toBeGreaterThanOrEqual(0);
  expect(report.coverage).toBeLessThanOrEqual(1);
}

function expectQuotes(source: string, format: ArticleFormat | null): void {
  const { draft } = parse(source, format);
  const characters = [...source];
  expect(draft.text.text).toBe(source);
  expect(draft.text.hash).toBe(hashOfText(source));
  for (const { citations } of draft.claims) {
    expect(citations.length).toBeGreaterThan(0);
    for (const { start, end, quote, textHash } of citations) {
      expect(characters.slice(start ?? -1, end ?? -1).join('')).toBe(quote);
      expect(textHash).toBe(draft.text.hash);
    }
  }
}

describe('The draft of an article', () => {
  test('has a report that covers every character of any text once', () => {
    fc.assert(fc.property(text, anyFormat, expectFullReport), { numRuns: runs(150) });
    for (const { text: example } of examples) expectFullReport(example, null);
  });

  test('has quotes that match their code point offsets in any text', () => {
    fc.assert(fc.property(text, anyFormat, expectQuotes), { numRuns: runs(150) });
    for (const { text: example } of examples) expectQuotes(example, null);
  });

  test('is equal for equal texts', () => {
    fc.assert(
      fc.property(text, anyFormat, (articleText, format) => {
        expect(parse(articleText, format)).toStrictEqual(parse(articleText, format));
      }),
      { numRuns: runs(50) },
    );
  });

  test('has claims that refer only to its concepts and its source, and concepts without duplicate ids', () => {
    fc.assert(
      fc.property(text, anyFormat, (articleText, format) => {
        const { concepts, claims, source: draftSource } = parse(articleText, format).draft;
        const ids = concepts.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { subject, target, source } of claims) {
          expect(ids).toContain(subject);
          if (target !== null) expect(ids).toContain(target);
          expect(source).toBe(draftSource.id);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('A row that is cut into cells', () => {
  test('has all its characters except for white space in its parts, and a confidence from 0 to 1', () => {
    const word = fc.oneof(
      fc.constantFrom('Bark', 'is', 'rough,', '(old)', 'AND', '$5', 'no.', 'OakElm'),
      fc.string({ minLength: 1, maxLength: 6 }),
    );
    const row = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (rows, cells, isGlued) => {
          const layout = {
            cells,
            isGlued,
            hasLabels: true,
            labels: new Set<string>(),
            properNames: new Set<string>(),
          };
          cutRows(
            rows.map((rowText) => PlacedText.of(rowText)),
            layout,
          ).forEach(({ parts, confidence }, index) => {
            const joined = parts
              .map((part) => part.text)
              .join('')
              .replace(/\s+/gu, '');
            expect(joined).toBe((rows[index] ?? '').replace(/\s+/gu, ''));
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
          });
        },
      ),
      { numRuns: runs(100) },
    );
  });
});
