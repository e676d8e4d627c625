import { afterAll, describe, expect, test } from '@jest/globals';
import { join, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import {
  articleLimits,
  readArticle,
  type ArticleLimits,
} from '../../../src/formats/articles/read-article.js';
import { buildTertium } from '../../commands/tertium.js';
import { long } from '../../support/test-run.js';

const built = buildTertium();
afterAll(() => built.remove());

const worker = pathToFileURL(join(dirname(built.main), 'formats/articles/article-worker.js'));
const read = (text: string, limits: Partial<ArticleLimits> = {}) =>
  readArticle(
    text,
    { format: null, url: null, language: null, name: 'article.md' },
    { ...articleLimits, ...limits },
    worker,
  );

/** Parses an article. @returns "parsed", or the message of the rejection; any other error fails the test */
async function outcomeOf(text: string, limits: Partial<ArticleLimits> = {}): Promise<string> {
  try {
    await read(text, limits);
    return 'parsed';
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
}

describe('An article that can be malicious', () => {
  test('is parsed if it is within the limits', async () => {
    const { draft, report } = await read('Oak vs Elm\n\nAn oak is a tree, whereas an elm is another tree.\n');
    expect(draft.claims.length).toBeGreaterThan(0);
    expect(report.totals.NOT_UNDERSTOOD.characters).toBe(0);
  });

  test('is rejected if it is too large', async () => {
    expect(await outcomeOf('é'.repeat(60), { bytes: 100 })).toBe(
      'article.md:1:1: expected an article of 100 bytes at most, got 120 bytes',
    );
  });

  test('is rejected if parsing takes too long', async () => {
    const links = `# Oak vs Elm\n\n${'[a]('.repeat(50_000)}`;
    expect(await outcomeOf(links, { milliseconds: 500 })).toMatch(
      /expected an article that can be read in 0\.5 seconds/u,
    );
  });

  test('is rejected if parsing takes too much memory', async () => {
    const lists = `# Oak vs Elm\n\n${'- a\n'.repeat(200_000)}`;
    expect(await outcomeOf(lists, { megabytes: 32, milliseconds: 40_000 })).toMatch(/32 MB of memory/u);
  });

  test('is rejected if its elements are nested too deeply', async () => {
    expect(await outcomeOf(`<html><body>${'<div>'.repeat(50_000)}`, { milliseconds: 40_000 })).toMatch(
      /nested less deeply/u,
    );
  });

  test.each<[string, string]>([
    ['brackets that are not closed', `# Oak vs Elm\n\n${'['.repeat(50_000)}`],
    ['nested quotations', `# Oak vs Elm\n\n${'>'.repeat(50_000)}a`],
    [
      'nested lists',
      `# Oak vs Elm\n\n${Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')}`,
    ],
    ['emphasis that is not closed', `# Oak vs Elm\n\n${'*a_ '.repeat(50_000)}`],
    [
      'runs of backticks of different lengths',
      `# Oak vs Elm\n\n${Array.from({ length: 3000 }, (_, length) => `e${'`'.repeat(length)}`).join('')}`,
    ],
    ['a wide table', `# Oak vs Elm\n\n|${'a|'.repeat(20_000)}\n|${'-|'.repeat(20_000)}\n`],
    [
      'rows with cells that run together',
      `Oak vs Elm\n\nFeature Oak Elm\n${`${'Alpha Beta Gamma '.repeat(40)}\n`.repeat(2000)}`,
    ],
    ['a single long word', 'a'.repeat(5_000_000)],
    ['many entities', `<p>Oak vs Elm</p><p></p>${'&amp;'.repeat(500_000)}`],
  ])('is either parsed or rejected if it has %s', async (_, text) => {
    expect(await outcomeOf(text, { milliseconds: long === 'complete' ? 3000 : 500 })).toMatch(
      /^parsed$|^article\.md:1:1: expected an article /u,
    );
  });
});
