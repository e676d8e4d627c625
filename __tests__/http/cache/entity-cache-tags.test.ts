/** Tests the tags of entity representations with random publications. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cellSlot, rowSlot, slotSet } from '../../../src/comparison/cells/slot.js';
import { touchedExternalTags } from '../../../src/graph/dependencies/external-tags.js';
import { Choices, numbersFrom } from '../../../scripts/fuzz/choices.js';
import { edited } from '../../support/changes.js';
import { contentOf, RandomPublications, type Content } from '../../support/random-publications.js';
import { post, send } from '../../support/requests.js';
import { seed } from '../../support/seed.js';
import { serveStore, type TestServer } from '../../support/server.js';
import { inMemoryStore, sqliteStore, type TestStore } from '../../support/stores.js';
import { runs } from '../../support/test-run.js';

let graph: TestStore;
let server: TestServer;
beforeAll(async () => {
  graph = await inMemoryStore(sqliteStore).open();
  await seed(graph.store);
  server = await serveStore(graph.store, {
    cacheTags: { cacheTag: false, surrogateKey: false, extensions: true },
    logLevel: 'silent',
  });
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

type Representation = Readonly<Record<string, string>>;

interface Entities {
  /** The JSON of each entity. */
  readonly entities: readonly string[];
  readonly tags: readonly (readonly string[])[];
}

const query = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Approach { name summary features(first: 3) { nodes { name } } claims(first: 2) { nodes { text } } }
    ... on Feature { name approaches { nodes { slug } } }
    ... on Dimension { name distinctCount distribution { count } }
    ... on Claim { text source { name } }
    ... on ComparisonRow { verdict axis { name } cells { display approach { name } } }
    ... on Cell { state display cited: claims { text source { name } } }
  }
}`;

async function load(representations: readonly Representation[]): Promise<Entities> {
  const { text } = await send(server, post({ query, variables: { representations } }));
  const { data, extensions, errors } = JSON.parse(text) as {
    data: { _entities: readonly unknown[] };
    extensions: { apolloEntityCacheTags: readonly (readonly string[])[] };
    errors?: unknown;
  };
  expect(errors).toBeUndefined();
  expect(Object.keys(extensions)).toEqual(['apolloEntityCacheTags']);
  return {
    entities: data._entities.map((entity) => JSON.stringify(entity)),
    tags: extensions.apolloEntityCacheTags,
  };
}

/** Lists representations of six types, by ids, slugs and slots, in a mixed order. */
function representationsIn({ concepts, claims }: Content): readonly Representation[] {
  const ofKind = (kind: string) => concepts.filter((each) => each.kind === kind);
  const approaches = ofKind('APPROACH');
  const along = claims.filter(({ predicate }) => predicate === 'HAS_VALUE').slice(0, 12);
  return [
    ...approaches.slice(0, 8).map(({ id }) => ({ __typename: 'Approach', id })),
    ...along.map(({ subject, target }) => ({ __typename: 'Cell', slot: cellSlot(target ?? '', subject) })),
    ...claims.slice(0, 8).map(({ id }) => ({ __typename: 'Claim', id })),
    ...approaches.slice(8).map(({ slug }) => ({ __typename: 'Approach', slug })),
    ...ofKind('FEATURE')
      .slice(0, 6)
      .map(({ slug }) => ({ __typename: 'Feature', slug })),
    ...ofKind('DIMENSION').flatMap(({ id, slug }) => [
      { __typename: 'Dimension', id },
      { __typename: 'Dimension', slug },
    ]),
    ...along.flatMap(({ subject, target }) => {
      const other = claims.find((each) => each.target === target && each.subject !== subject);
      const set = other && slotSet([subject, other.subject]);
      return set ? [{ __typename: 'ComparisonRow', slot: rowSlot(target ?? '', set) }] : [];
    }),
    { __typename: 'Claim', id: 'claim/absent' },
  ];
}

test('Publications touch a tag of each representation whose entity they change, and of fewer than half of the others', async () => {
  const publications = new RandomPublications();
  const seen = { changed: 0, valid: 0, purged: 0 };
  for (let index = 0; index < runs(100, 4); index += 1) {
    const content = await contentOf(graph.store.reader);
    const representations = representationsIn(content);
    const before = await load(representations);
    let touched: ReadonlySet<string> = new Set();
    const stop = graph.store.reader.publications?.afterPublication((each) => {
      touched = touchedExternalTags(each.touched);
    });
    const choices = new Choices(numbersFrom(11_000 + index, 40));
    await graph.store.apply(publications.next(choices, content), edited).catch(() => undefined);
    stop?.();
    const after = await load(representations);
    for (const [position, entity] of before.entities.entries()) {
      const isPurged = before.tags[position]?.some((tag) => touched.has(tag)) ?? true;
      const isChanged = entity !== after.entities[position];
      if (isChanged)
        expect({ representation: representations[position], isPurged }).toMatchObject({ isPurged: true });
      seen[isChanged ? 'changed' : isPurged ? 'purged' : 'valid'] += 1;
    }
  }
  expect(seen.changed).toBeGreaterThan(0);
  expect(seen.purged).toBeLessThan(seen.valid);
}, 600_000);
