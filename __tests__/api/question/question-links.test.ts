import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/api.js';
import {
  citedSource,
  claim,
  concept,
  dimension,
  imported,
  put,
  question,
  text,
  value,
} from '../../support/changes.js';
import { eachStore } from '../../support/stores.js';

describe.each(eachStore)('On $name', ({ open }) => {
  test('the links of a question do not depend on the axes of a comparison in the same operation', async () => {
    const { store, close } = await open();
    try {
      const linkTo = (approach: string, support: 'YES' | 'NO') =>
        claim('question/q', 'ASKS_ABOUT', `approach/${approach}`, {
          value: { type: 'SUPPORT', support, note: null },
        });
      await store.apply(
        put(
          [
            ...[citedSource('s'), question('q'), dimension('d')],
            ...['a', 'b', 'c'].map((slug) => concept('APPROACH', slug)),
          ],
          [linkTo('a', 'YES'), linkTo('b', 'YES'), linkTo('c', 'NO'), value('a', 'd', text('x'))],
        ),
        imported,
      );
      const links = 'approaches(supports: [YES, NO]) { edges { support node { slug } } }';
      const { compare, question: separate } = await ask(
        store,
        `{ compare(approaches: ["a", "b"], along: { axes: ["d"] }) { questions { nodes { ${links} } } }
          question(slug: "q") { ${links} } }`,
      );
      const edges = ['a YES', 'b YES', 'c NO'].map((text) => ({
        support: text.slice(2),
        node: { slug: text.slice(0, 1) },
      }));
      expect(separate.approaches).toEqual({ edges: expect.arrayContaining(edges) });
      expect(compare.questions.nodes).toEqual([separate]);
    } finally {
      await close();
    }
  });

  test('a comparison, with or without selected axes, does not list sources of claims that link its question to other approaches', async () => {
    const { store, close } = await open();
    try {
      const linkTo = (approach: string, support: 'YES' | 'NO', source: string) =>
        claim('question/q', 'ASKS_ABOUT', `approach/${approach}`, {
          value: { type: 'SUPPORT', support, note: null },
          source: `cited-source/${source}`,
        });
      await store.apply(
        put(
          [
            ...[citedSource('here'), citedSource('elsewhere'), question('q'), dimension('d')],
            ...['a', 'b', 'c'].map((slug) => concept('APPROACH', slug)),
          ],
          [linkTo('a', 'YES', 'here'), linkTo('b', 'YES', 'here'), linkTo('c', 'NO', 'elsewhere')],
        ),
        imported,
      );
      const sources = 'sources { nodes { slug } }';
      expect(
        await ask(
          store,
          `{ all: compare(approaches: ["a", "b"]) { ${sources} }
            restricted: compare(approaches: ["a", "b"], along: { axes: ["d"] }) { ${sources} } }`,
        ),
      ).toEqual({
        all: { sources: { nodes: [{ slug: 'here' }] } },
        restricted: { sources: { nodes: [{ slug: 'here' }] } },
      });
    } finally {
      await close();
    }
  });
});
