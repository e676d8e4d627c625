import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../src/graph/ports/writing.js';
import { askBy, engines } from '../support/api.js';
import {
  citation,
  citedSource,
  claim,
  concept,
  dimension,
  feature,
  id,
  imported,
  put,
  question,
  text,
  value,
} from '../support/changes.js';
import { eachStore, type TestStore } from '../support/stores.js';
import type { ClaimValue } from '../../src/graph/values/value-rules.js';

const eachWay = eachStore.flatMap(({ name, open }) => engines.map((engine) => ({ name, open, engine })));

const numbers = (count: number): readonly number[] => [...Array(count).keys()];

const amount = (number: number): ClaimValue => ({
  type: 'QUANTITY',
  minimum: String(number),
  maximum: String(number),
  unit: null,
});

/** Approaches along dimensions of three types, with features that lead to benefits, and a question about all. */
async function fill(store: GraphStore, approaches: number): Promise<void> {
  const features = numbers(12).map((n) => feature(`f${n}`));
  const benefits = numbers(7).map((n) => concept('BENEFIT', `b${n}`));
  const dimensions = numbers(8).map((n) =>
    dimension(`d${n}`, n % 2 ? { valueType: 'TERMS', cardinality: 'MULTIPLE' } : {}),
  );
  const amounts = numbers(3).map((n) => dimension(`q${n}`, { valueType: 'QUANTITY' }));
  const slugs = numbers(approaches).map((n) => `a${n}`);
  await store.apply(
    put(
      [
        citedSource('s'),
        citedSource('t'),
        ...slugs.map((slug) => concept('APPROACH', slug)),
        ...features,
        ...benefits,
        ...dimensions,
        ...amounts,
        question('q'),
      ],
      [
        ...slugs.flatMap((slug, a) => [
          ...dimensions.map(({ slug: along }, n) =>
            value(
              slug,
              along,
              n % 2 ? { type: 'TERMS', terms: [`term ${a}`, 'shared'] } : text(`text ${a % 3}`),
              {
                source: a % 2 ? 'cited-source/s' : 'cited-source/t',
                citations: [citation('here'), citation('there')],
              },
            ),
          ),
          ...amounts.map(({ slug: along }, n) => value(slug, along, amount(a + n))),
          ...features
            .filter((_, n) => (n + a) % 3)
            .map((each) => claim(id('APPROACH', slug), 'HAS_FEATURE', each.id)),
          ...benefits
            .filter((_, n) => n < 6 && (n + a) % 2)
            .map((each) => claim(id('APPROACH', slug), 'BRINGS_BENEFIT', each.id)),
          claim(id('QUESTION', 'q'), 'ASKS_ABOUT', id('APPROACH', slug)),
        ]),
        ...features.map((each, n) => claim(each.id, 'LEADS_TO', benefits[n % 7]?.id ?? null)),
        claim(features[0]?.id ?? '', 'EQUIVALENT_TO', features[1]?.id ?? null),
        claim(id('QUESTION', 'q'), 'DISTINGUISHED_BY', null, { text: 'They differ.' }),
        claim(id('QUESTION', 'q'), 'CONCLUDES', null, { text: 'Take both.' }),
      ],
    ),
    imported,
  );
}

const claimFields = `text value { __typename } qualifiers { key } source { name publisher } citations { locator quote }`;

const everything = (approaches: number, along = '', axis = ''): string => `{
  compare(approaches: ${JSON.stringify(numbers(approaches).map((n) => `a${n}`))}${along}) {
    approaches { name definitions { text } }
    rows(first: 500) { nodes {
      axis { id name ${axis} } mergedAxes { name } verdict basis explanation distance leaders { name }
      cells { approach { name } state display values { value { __typename } claims { id } } claims { ${claimFields} } }
    } }
    questions { nodes { name distinctions { ${claimFields} } conclusions { ${claimFields} } } }
    sources { nodes { name } }
    summary { rowCount similarity coverage byVerdict { verdict count } mostDiscriminating { axis { name } } }
  }
}`;

describe.each(eachWay)('A comparison on $name by $engine', ({ open, engine }) => {
  let small: TestStore;
  let large: TestStore;
  const statements: string[] = [];
  const count = async (store: GraphStore, source: string): Promise<number> => {
    statements.length = 0;
    await askBy(engine, store, source);
    return statements.length;
  };

  beforeAll(async () => {
    const note = (sql: string): void => void statements.push(sql);
    [small, large] = [await open(note), await open(note)];
    await fill(small.store, 2);
    await fill(large.store, 50);
  });
  afterAll(async () => {
    await small.close();
    await large.close();
  });

  test('reads the spreads of dimensions once for each revision, and only if the request has distances', async () => {
    const compare = (fields: string): string => `{ compare(approaches: ["a0", "a1"]) { ${fields} } }`;
    for (const { store } of [small, large]) {
      const withoutDistances = await count(store, compare('summary { rowCount } rows { nodes { verdict } }'));
      const further = async (fields: string): Promise<number> =>
        (await count(store, compare(fields))) - withoutDistances;
      // Those of the amounts; then those of the texts, which may identify approaches.
      expect(await further('rows { nodes { verdict distance } }')).toBe(1);
      expect(await further('summary { similarity mostDiscriminating { distance } }')).toBe(1);
      expect(await further('rows { nodes { distance } } summary { similarity }')).toBe(0);
    }
  });

  test('runs 8 statements for all axes with every claim, citation, source and question, for 2 approaches as for 50', async () => {
    const source = (approaches: number): string => everything(approaches).replace('definitions { text }', '');
    expect(await count(small.store, source(2))).toBe(8);
    expect(await count(large.store, source(50))).toBe(8);
  });

  test('runs 10 statements with the benefits of each feature', async () => {
    const benefits =
      '... on Feature { benefits { edges { support claims { text source { name } } node { name } } } }';
    const source = (approaches: number): string =>
      everything(approaches, '', benefits).replace('definitions { text }', '');
    expect(await count(small.store, source(2))).toBe(10);
    expect(await count(large.store, source(50))).toBe(10);
  });

  test('runs one more statement for each further edge', async () => {
    expect(await count(large.store, everything(50))).toBe(9);
  });

  test('runs no more statements along chosen axes', async () => {
    const along = ', along: { axes: ["d0", "d1", "f0"] }';
    expect(await count(large.store, everything(50, along).replace('definitions { text }', ''))).toBe(8);
  });

  const ranking = (approaches: number, claims: string): string => `{
    rank(approaches: ${JSON.stringify(numbers(approaches).map((n) => `a${n}`))}, criteria: [
      { axis: "f0", weight: 2 }, { axis: "f2", atLeast: "YES" }, { axis: "b3" }, { axis: "b4" }, { axis: "f7" }
    ]) {
      revision
      places { position approach { name } score minimum maximum excludedBy { axis { name } explanation }
        contributions { axis { name } points explanation cell { display values { value { __typename } } } claims { ${claims} } } }
      flip { axis { name } weight winner { name } explanation }
    }
  }`;

  test('can be combined with a ranking that runs 6 statements with every claim, source and citation, for 2 approaches as for 50', async () => {
    expect(await count(small.store, ranking(2, claimFields))).toBe(6);
    expect(await count(large.store, ranking(50, claimFields))).toBe(6);
    expect(await count(large.store, ranking(50, 'id'))).toBe(5);
  });

  test('can be combined with a ranking that is batched too', async () => {
    const batches: string[] = [];
    await askBy(engine, large.store, ranking(50, claimFields), {
      onBatch: (loader, keys) =>
        batches.push(`${loader} ${new Set(keys.map((key) => JSON.stringify(key))).size === keys.length}`),
    });
    expect(batches).toEqual([
      'reference true',
      'equivalents true',
      'claimsAbout true',
      'reference true',
      'citations true',
    ]);
  });

  test('is batched: each loader sends each of its keys once', async () => {
    const batches: string[] = [];
    await askBy(engine, large.store, everything(50).replace('definitions { text }', ''), {
      onBatch: (loader, keys) =>
        batches.push(`${loader} ${new Set(keys.map((key) => JSON.stringify(key))).size === keys.length}`),
    });
    // The engines reach the fields in different orders.
    expect([...batches].sort()).toEqual([
      'citations true',
      'claimsAbout true',
      'conceptsNamed true',
      'equivalents true',
      'questionsAbout true',
      'reference true',
      'reference true',
      'spread true',
    ]);
  });
});
