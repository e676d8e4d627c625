import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { maxExcerptLength } from '../../../src/api/source/source-text.resolver.js';
import { hashOfText } from '../../../src/graph/source-text.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { askBy, ask, engines, execute } from '../../support/api.js';
import {
  citation,
  citedSource,
  concept,
  dimension,
  id,
  imported,
  put,
  text,
  value,
} from '../../support/changes.js';
import { eachStore, type TestStore } from '../../support/stores.js';

const content = 'Trees 🌳: an oak 𝒶 lasts.\n';
const quote = 'an oak 𝒶 lasts';

function putText(source: string, text: string): Change {
  const sourceText = { hash: hashOfText(text), source, mediaType: 'text/plain', text } as const;
  return { type: 'putText', text: sourceText };
}

const start = [...content.slice(0, content.indexOf(quote))].length;
const end = start + [...quote].length;

/** Builds the changes that add a number of sources, each with a text and a claim that cites the text. */
function sources(count: number): readonly Change[] {
  const slugs = [...Array(count).keys()].map((number) => `s${number}`);
  return [
    ...put([concept('APPROACH', 'oak'), dimension('life'), ...slugs.map((slug) => citedSource(slug))], []),
    ...slugs.map((slug) => putText(id('CITED_SOURCE', slug), `${content}${slug}`)),
    ...put(
      [],
      slugs.map((slug) =>
        value('oak', 'life', text('lasts'), {
          source: id('CITED_SOURCE', slug),
          citations: [{ ...citation('here'), quote, start, end, textHash: hashOfText(`${content}${slug}`) }],
        }),
      ),
    ),
  ];
}

const operation = `{
  approach(slug: "oak") { claims(first: 50) { nodes {
    citations { quote start end textHash }
    source { texts { hash mediaType since text(start: ${start}, end: ${end}) } }
  } } }
}`;

describe.each(eachStore)('The texts of sources on $name', ({ open }) => {
  let graph: TestStore;
  const statements: string[] = [];
  beforeEach(async () => {
    graph = await open((sql) => void statements.push(sql));
  });
  afterEach(() => graph.close());

  test('contain the quotes of citations at their offsets', async () => {
    await graph.store.apply(sources(2), imported);
    const { approach } = await ask(graph.store, operation);
    expect(approach.claims.nodes).toHaveLength(2);
    for (const claim of approach.claims.nodes) {
      const [firstCitation] = claim.citations;
      expect(claim.source.texts).toEqual([
        { hash: firstCitation.textHash, mediaType: 'text/plain', since: 1, text: firstCitation.quote },
      ]);
    }
  });

  test('are read with the same number of statements for 2 and for 40 sources', async () => {
    await graph.store.apply(sources(40), imported);
    for (const engine of engines) {
      const counts = [];
      for (const first of [2, 40]) {
        statements.length = 0;
        await askBy(engine, graph.store, operation.replace('first: 50', `first: ${first}`));
        counts.push(statements.length);
      }
      expect(counts[0]).toBe(counts[1]);
    }
  });

  test('are listed up to the requested revision, newest first', async () => {
    await graph.store.apply([...sources(1), ...put([concept('APPROACH', 'oak-tree')], [])], imported);
    await graph.store.apply([putText(id('CITED_SOURCE', 's0'), 'Changed.')], imported);
    const textsAt = async (at: string): Promise<unknown> => {
      const source = `{ compare(approaches: ["oak", "oak-tree"]${at}) { sources { nodes { texts { text } } } } }`;
      return (await ask(graph.store, source)).compare.sources.nodes[0].texts;
    };
    expect(await textsAt('')).toEqual([{ text: 'Changed.' }, { text: `${content}s0` }]);
    expect(await textsAt(', at: 2')).toEqual([{ text: 'Changed.' }, { text: `${content}s0` }]);
    expect(await textsAt(', at: 1')).toEqual([{ text: `${content}s0` }]);
    expect(
      (await ask(graph.store, '{ citedSource(slug: "s0") { texts(first: 1) { text(start: 4) } } }'))
        .citedSource.texts,
    ).toEqual([{ text: 'ged.' }]);
  });

  test.each([
    [`text(start: 5, end: 4)`, `end: expected 5 to ${maxExcerptLength + 5}, at most`],
    [`text(end: ${maxExcerptLength + 1})`, `end: expected 0 to ${maxExcerptLength}, at most`],
    [`text(start: -1)`, 'Argument Validation Error'],
    [`text(start: 2147483647)`, 'Argument Validation Error'],
  ])('are not returned for offsets outside the limits: %s', async (field, message) => {
    await graph.store.apply(sources(1), imported);
    const { errors } = await execute(graph.store, `{ citedSource(slug: "s0") { texts { ${field} } } }`);
    expect(errors?.map((error) => error.message).join()).toContain(message);
  });
});
