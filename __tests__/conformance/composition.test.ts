/** Composes Tertium with the subgraphs of examples/company-graph by several composers. */
import { describe, expect, test } from '@jest/globals';
import * as handbook from '../../examples/company-graph/handbook.js';
import * as teams from '../../examples/company-graph/teams.js';
import { printFederatedSchema } from '../../src/api/schema-text.js';
import { composers, subgraph } from '../support/composers.js';

const tertium = subgraph('tertium', printFederatedSchema());
const company = [tertium, subgraph('teams', teams.typeDefs), subgraph('handbook', handbook.typeDefs)];

describe.each(composers)('%s', (_, compose) => {
  test('composes Tertium alone, and with the subgraphs of the company graph, without errors or warnings', () => {
    expect(compose([tertium])).toEqual([]);
    expect(compose(company)).toEqual([]);
  });

  test('reports a subgraph with another type of the same name', () => {
    const other = subgraph('other', 'type Query { claims: [Claim!]! } type Claim { number: Int! }');
    expect(compose([tertium, other])).not.toEqual([]);
  });
});
