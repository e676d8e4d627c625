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

const storesAndEngines = eachStore.flatMap(({ name, open }) =>
  engines.map((engine) => ({ name, open, engine })),
);

const numbers = (count: number): readonly number[] => [...Array(count).keys()];

const amount = (number: number): ClaimValue => ({
  type: 'QUANTITY',
  minimum: String(number),
  maximum: String(number),
  unit: null,
});

/** Adds approaches with features, benefits, and values of three types. Each feature leads to a benefit, and one question is about all approaches. */
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
            .map(({ id: target }) => claim(id('APPROACH', slug), 'HAS_FEATURE', target)),
          ...benefits
            .filter((_, n) => n < 6 && (n + a) % 2)
            .map(({ id: target }) => claim(id('APPROACH', slug), 'BRINGS_BENEFIT', target)),
          claim(id('QUESTION', 'q'), 'ASKS_ABOUT', id('APPROACH', slug)),
        ]),
        ...features.map(({ id: subject }, n) => claim(subject, 'LEADS_TO', benefits[n % 7]?.id ?? null)),
        claim(features[0]?.id ?? '', 'EQUIVALENT_TO', features[1]?.id ?? null),
        claim(id('QUESTION', 'q'), 'DISTINGUISHED_BY', null, { text: 'They differ.' }),
        claim(id('QUESTION', 'q'), 'CONCLUDES', null, { text: 'Take both.' }),
      ],
    ),
    imported,
  );
}

const claimFields = `text value { __typename } qualifiers { key } source { name publisher } citations { locator quote }`;

const comparisonOf = (approaches: number, along = '', axis = ''): string => `{
  compare(approaches: ${JSON.stringify(numbers(approaches).map((n) => `a${n}`))}${along}) {
    approaches { name definitions { text } }
    rows(first: 500) { nodes {
      axis { id name ${axis} } mergedAxes { name } verdict basis explanation distance leaders { name }
      verdictLabel section { id label } differs german: explanation(locale: "de", units: ROW)
      cells { approach { name } state display text sources { name } values { value { __typename } claims { id } } parts { text value { __typename } claims { ${claimFields} } } claims { ${claimFields} } }
    } }
    questions { nodes { name distinctions { ${claimFields} } conclusions { ${claimFields} } } }
    sources { nodes { name } }
    inWords(locale: "de") url
    summary { rowCount similarity coverage byVerdict { verdict count } mostDiscriminating { axis { name } } }
  }
}`;

describe.each(storesAndEngines)('The number of statements on $name by $engine', ({ open, engine }) => {
  let small: TestStore;
  let large: TestStore;
  const statements: string[] = [];
  const count = async (store: GraphStore, operation: string): Promise<number> => {
    statements.length = 0;
    await askBy(engine, store, operation);
    return statements.length;
  };

  beforeAll(async () => {
    const record = (sql: string): void => void statements.push(sql);
    [small, large] = [await open(record), await open(record)];
    await fill(small.store, 2);
    await fill(large.store, 50);
  });
  afterAll(async () => {
    await small.close();
    await large.close();
  });

  test('includes the statements for spreads once for each revision, and only if a request depends on spreads', async () => {
    const compare = (fields: string): string => `{ compare(approaches: ["a0", "a1"]) { ${fields} } }`;
    for (const { store } of [small, large]) {
      const withoutDistances = await count(store, compare('summary { rowCount } rows { nodes { verdict } }'));
      const further = async (fields: string): Promise<number> =>
        (await count(store, compare(fields))) - withoutDistances;
      // The first of these requests reads the spreads of amounts, the second those of texts.
      expect(await further('rows { nodes { verdict distance } }')).toBe(1);
      expect(await further('summary { similarity mostDiscriminating { distance } }')).toBe(1);
      expect(await further('rows { nodes { distance } } summary { similarity }')).toBe(0);
    }
  });

  test('is 8 for a comparison along all axes with all claims, citations, sources and questions, for 2 and for 50 approaches', async () => {
    const operation = (approaches: number): string =>
      comparisonOf(approaches).replace('definitions { text }', '');
    expect(await count(small.store, operation(2))).toBe(8);
    expect(await count(large.store, operation(50))).toBe(8);
  });

  test('is 10 for a comparison with the benefits of each feature', async () => {
    const benefits =
      '... on Feature { benefits { edges { support claims { text source { name } } node { name } } } }';
    const operation = (approaches: number): string =>
      comparisonOf(approaches, '', benefits).replace('definitions { text }', '');
    expect(await count(small.store, operation(2))).toBe(10);
    expect(await count(large.store, operation(50))).toBe(10);
  });

  test('is 9 for a comparison with definitions, which take one more statement', async () => {
    expect(await count(large.store, comparisonOf(50))).toBe(9);
  });

  test('is 8 for a comparison along selected axes', async () => {
    const along = ', along: { axes: ["d0", "d1", "f0"] }';
    expect(await count(large.store, comparisonOf(50, along).replace('definitions { text }', ''))).toBe(8);
  });

  const ranking = (approaches: number, claims: string): string => `{
    rank(approaches: ${JSON.stringify(numbers(approaches).map((n) => `a${n}`))}, criteria: [
      { axis: "f0", weight: 2 }, { axis: "f2", atLeast: "YES" }, { axis: "b3" }, { axis: "b4" }, { axis: "f7" }
    ]) {
      revision
      places { position approach { name } score minimum maximum excludedBy { axis { name } explanation }
        contributions { axis { name } points explanation cell { display text sources { name } values { value { __typename } } } claims { ${claims} } } }
      flip { axis { name } weight winner { name } explanation }
    }
  }`;

  test('is 6 for a ranking with all claims, sources and citations, for 2 and for 50 approaches', async () => {
    expect(await count(small.store, ranking(2, claimFields))).toBe(6);
    expect(await count(large.store, ranking(50, claimFields))).toBe(6);
    expect(await count(large.store, ranking(50, 'id'))).toBe(5);
  });

  test('is one per batch of a ranking, plus one for the revision; the keys of a batch are distinct', async () => {
    const batches: string[] = [];
    statements.length = 0;
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
    expect(statements).toHaveLength(batches.length + 1);
  });

  test('is one per batch of a comparison (none for cached spreads), plus one for the revision; the keys of a batch are distinct', async () => {
    const operation = comparisonOf(50).replace('definitions { text }', '');
    await askBy(engine, large.store, operation);
    const batches: string[] = [];
    statements.length = 0;
    await askBy(engine, large.store, operation, {
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
    expect(statements).toHaveLength(batches.filter((batch) => batch !== 'spread true').length + 1);
  });
});
