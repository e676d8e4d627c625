/** Tests the plans of the statements that end rows. The statistics of the planner never include the rows of the transaction. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { claimId } from '../../../src/graph/identity.js';
import type { Change } from '../../../src/graph/ports/writing.js';
import { workTables } from '../../../src/storage/dialect/dialect.js';
import { postgresStore, type TestStore } from '../../support/stores.js';
import {
  approach,
  baseConcepts,
  citation,
  dimension,
  edited,
  imported,
  put,
  source,
  value,
} from '../contract/examples.js';

const numbers = Array.from({ length: 600 }, (_, number) => number);
const approaches = numbers.slice(0, 60).map((number) => approach(`a${number}`));
const dimensions = numbers.slice(0, 10).map((number) => dimension(`d${number}`));
/** Enough claims for an analysis of the tables at the end of the import. */
const claims = numbers.map((number) =>
  value({
    subject: `approach/a${number % 60}`,
    target: `dimension/d${Math.floor(number / 60)}`,
    value: { type: 'TEXT', text: `text ${number}` },
    citations: [citation({ quote: `quote ${number}` })],
  }),
);
const ends: readonly Change[] = [
  ...claims.map((claim): Change => ({ type: 'endClaim', id: claimId(claim) })),
  ...approaches.map(({ id }): Change => ({ type: 'endConcept', id })),
];

let graph: TestStore;
let client: pg.Client;
/** The statements that change and find ended rows, as the store has run them. */
let statements: readonly string[];
beforeAll(async () => {
  const all: string[] = [];
  graph = await postgresStore.open((sql) => all.push(sql));
  await graph.store.apply(
    put(...baseConcepts, source('s'), ...approaches, ...dimensions, ...claims),
    imported,
  );
  all.length = 0;
  await graph.store.rehearse(ends, edited, { endedShare: 1, onChange: () => undefined });
  statements = all.filter((sql) => /^\s*update|until = \$/u.test(sql));
  client = new pg.Client({ connectionString: graph.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await graph.close();
});

test.each(['with the statistics of earlier revisions', 'without statistics'])(
  'no statement compares all ended rows with each other, %s',
  async (state) => {
    await client.query('begin');
    try {
      for (const [name, columns] of workTables('text collate "C"'))
        await client.query(`create temporary table ${name} (${columns}) on commit drop`);
      for (const plan of ['seqscan', 'hashjoin', 'mergejoin'])
        await client.query(`set local enable_${plan} = off`);
      if (state === 'without statistics') await client.query('delete from pg_statistic');
      expect(statements.length).toBeGreaterThan(6);
      for (const sql of statements) {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${sql}`);
        const plan = rows.map((row) => row['QUERY PLAN']);
        expect([sql, plan.filter((line) => /Join Filter|Materialize/u.test(line))]).toEqual([sql, []]);
      }
    } finally {
      await client.query('rollback');
    }
  },
);
