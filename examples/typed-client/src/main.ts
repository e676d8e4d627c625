import { createClient } from './apollo-client.js';
import { comparisonQuery } from './comparison-query.js';
import { request } from './fetch-client.js';
import { linesOf } from './print-comparison.js';

/* Prints two typed comparisons of a Tertium server: one by plain `fetch`, one by Apollo Client. */

const url = `${process.env['TERTIUM_URL'] ?? 'http://127.0.0.1:4000'}/graphql`;

const byFetch = await request(url, comparisonQuery, {
  approaches: ['msp', 'devops'],
  axes: ['relationship', 'automation'],
});
console.log(linesOf(byFetch).join('\n'));

const client = createClient(url);
const { data } = await client.query({
  query: comparisonQuery,
  variables: { approaches: ['lto-9', 'bd-rom'], axes: ['capacity'] },
});
if (data) console.log(linesOf(data).join('\n'));
client.stop();
