import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Concept } from '../../../../src/graph/concept.js';
import type { ClaimDraft } from '../../../../src/graph/ports/writing.js';
import { runs } from '../../../support/test-run.js';
import { inMemoryViewOf } from '../../../support/in-memory-view.js';
import { approach, source, textClaim } from '../../contract/examples.js';

const fields = ['NAME', 'ALIAS', 'SUMMARY', 'CLAIM'] as const;
type Field = (typeof fields)[number];

/** Words that do not fold as plurals, and are not prefixes of the words of `others`. */
const words = fc.string({ unit: fc.constantFrom('b', 'd', 'g', 'k', 'l', 'm'), minLength: 6, maxLength: 9 });
const others = fc.array(fc.constantFrom('near', 'tall', 'open', 'quiet'), { maxLength: 4 });

/** Creates a concept with a text in a field. Its other texts do not contain words of a search. */
function withText(slug: string, field: Field, text: string): { concept: Concept; claims: ClaimDraft[] } {
  const members = { NAME: { name: text }, ALIAS: { name: slug, aliases: [text] } };
  const concept = approach(slug, {
    name: slug,
    ...(field === 'NAME' || field === 'ALIAS' ? members[field] : {}),
    summary: field === 'SUMMARY' ? text : null,
  });
  return { concept, claims: field === 'CLAIM' ? [textClaim(concept.id, 'DEFINED_AS', text)] : [] };
}

/** Searches a graph. @returns the slugs of the results, in order */
async function findSlugs(
  parts: readonly ReturnType<typeof withText>[],
  text: string,
): Promise<readonly string[]> {
  const concepts = [source('article', { name: '@' }), ...parts.map(({ concept }) => concept)];
  const view = await inMemoryViewOf(
    concepts,
    parts.flatMap(({ claims }) => claims),
  );
  const { items } = await view.searchPage({ text, kinds: null, first: 50, after: null });
  return items.map(({ concept }) => concept.slug);
}

// Equal ranks are ordered by name. So that this does not hide a wrong rank, the expected first hit has the last name.
describe('In texts of the same kind', () => {
  test('a whole word ranks before a longer word with the same start, and both rank before a typo', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        words,
        others,
        others,
        others,
        async (field, word, ...around) => {
          const misspelt = `${word.slice(0, 2)}z${word.slice(3)}`;
          const texts = [misspelt, `${word}zo`, word].map((each, index) =>
            withText(`${index + 1}-x`, field, [...(around[index] ?? []), each].join(' ')),
          );
          expect(await findSlugs(texts, word)).toEqual(['3-x', '2-x', '1-x']);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  test('adjacent words in order rank before the same words in another order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...fields),
        words,
        words,
        others,
        others,
        async (field, one, two, ...around) => {
          fc.pre(one !== two && !one.startsWith(two) && !two.startsWith(one));
          const texts = [
            withText('1-x', field, [two, one, ...(around[0] ?? [])].join(' ')),
            withText('2-x', field, [...(around[1] ?? []), one, two].join(' ')),
          ];
          expect(await findSlugs(texts, `${one} ${two}`)).toEqual(['2-x', '1-x']);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  test('a name ranks before a name of which the search covers a smaller share', async () => {
    await fc.assert(
      fc.asyncProperty(words, fc.nat(5), fc.integer({ min: 1, max: 5 }), async (word, size, more) => {
        const nameOf = (count: number): string =>
          [...Array.from({ length: count }, () => 'aa'), word].join(' ');
        const texts = [withText('1-x', 'NAME', nameOf(size + more)), withText('2-x', 'NAME', nameOf(size))];
        expect(await findSlugs(texts, word)).toEqual(['2-x', '1-x']);
      }),
      { numRuns: runs(200) },
    );
  });

  test('the order of the concepts and of the claims in the graph does not change the results', async () => {
    const part = fc.tuple(
      fc.constantFrom(...fields),
      fc.array(fc.constantFrom('near', 'nearly', 'naer', 'tall'), { minLength: 1, maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 8 }),
        fc.constantFrom('near', 'near tall', 'tall near'),
        async (parts, text) => {
          const texts = parts.map(([field, list], index) => withText(`c${index}`, field, list.join(' ')));
          expect(await findSlugs([...texts].reverse(), text)).toEqual(await findSlugs(texts, text));
        },
      ),
      { numRuns: runs(200) },
    );
  });
});

describe('A hostile search', () => {
  const graph = [
    withText('deep', 'NAME', 'a.b.c.d.e.f&g&h 1.2.3.4.5.6.7.8'),
    withText('plus', 'CLAIM', 'c++++ and ####'),
  ];

  test.each([
    ['many dots', '1.'.repeat(99)],
    ['many &', 'a&'.repeat(99)],
    ['many signs', '+#'.repeat(99)],
    ['a word of combining marks', 'a\u0301'.repeat(99)],
    ['one long word', 'x'.repeat(200)],
    ['twelve compounds', Array.from({ length: 12 }, (_, index) => `a-b-c-${index}`).join(' ')],
    ['the internal mark of word forms', '~a ~b "~c" ^d'],
    ['operators of full-text search', 'a NOT b & !c | (d <-> e):*'],
  ])('returns a page: %s', async (_, text) => {
    expect(await findSlugs(graph, text)).toEqual(expect.any(Array));
  });
});
