import { describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { foundInDraft } from '../../../scripts/eval-import/found-in-draft.js';
import { readLabelledArticles } from '../../../scripts/eval-import/labelled-article.js';
import { precisionOf, recallOf, scoreArticle, sumOf } from '../../../scripts/eval-import/score-article.js';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';

const articles = readLabelledArticles(fileURLToPath(new URL('fixtures', import.meta.url)));

describe('The labelled articles in common layouts', () => {
  const scores = articles.map(({ name, text, label }) => {
    const { draft } = parseArticle(text, { format: null, url: null, language: null, name });
    return scoreArticle(label, foundInDraft(draft));
  });

  test('are at least twenty articles', () => {
    expect(articles.length).toBeGreaterThanOrEqual(20);
  });

  test('are read with a precision and recall of names of at least 95 %', () => {
    const names = sumOf(scores.map((score) => score.names));
    expect(precisionOf(names)).toBeGreaterThanOrEqual(0.95);
    expect(recallOf(names)).toBeGreaterThanOrEqual(0.95);
  });

  test('are read with a precision and recall of cells, compared word for word, of at least 90 %', () => {
    const cells = sumOf(scores.map((score) => score.cells));
    expect(precisionOf(cells)).toBeGreaterThanOrEqual(0.9);
    expect(recallOf(cells)).toBeGreaterThanOrEqual(0.9);
  });

  test('are read with a precision and recall of definitions of at least 90 %', () => {
    const definitions = sumOf(scores.map((score) => score.definitions));
    expect(precisionOf(definitions)).toBeGreaterThanOrEqual(0.9);
    expect(recallOf(definitions)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('The scorer', () => {
  const label = {
    approaches: [{ name: 'Oak', aliases: [], definitionStartsWith: 'Oak is a tree' }],
    dimensions: [{ name: 'Height', cells: { Oak: 'Thirty meters' } }],
    features: [{ approach: 'Oak', name: 'Acorns' }],
    benefits: [],
  };

  test('counts each labelled item as missed if nothing was found', () => {
    const emptyResult = { approaches: [], dimensions: [], features: [], benefits: [] };
    const { names, cells, definitions } = scoreArticle(label, emptyResult);
    expect(names).toEqual({ right: 0, wrong: 0, missed: 3 });
    expect(cells).toEqual({ right: 0, wrong: 0, missed: 1 });
    expect(definitions).toEqual({ right: 0, wrong: 0, missed: 1 });
  });

  test('counts a cell with a different text as wrong and as missed, and an unexpected item as wrong', () => {
    const found = {
      approaches: [{ name: 'Oaks', aliases: [], definition: 'Oak is a tree of the north.' }],
      dimensions: [{ name: 'height', cells: new Map([['Oaks', ['Meters']]]) }],
      features: [{ approach: 'Oaks', name: 'Galls' }],
      benefits: [],
    };
    const { names, cells, definitions } = scoreArticle(label, found);
    expect(names).toEqual({ right: 2, wrong: 1, missed: 1 });
    expect(cells).toEqual({ right: 0, wrong: 1, missed: 1 });
    expect(definitions).toEqual({ right: 1, wrong: 0, missed: 0 });
  });
});
