import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  jsonNotation,
  yamlNotation,
  type DocumentNotation,
} from '../../src/formats/printing/document-notation.js';
import { graphContent } from '../../src/formats/printing/graph-content.js';
import { readGraphDocuments } from '../../src/formats/graph-document/graph-document.js';
import { printGraphDocument } from '../../src/formats/printing/print-graph-document.js';
import type { GraphStore, Change } from '../../src/graph/ports/writing.js';
import { imported } from '../support/changes.js';
import { postgresStore, sqliteStore, type TestStoreKind } from '../support/stores.js';
import { runs } from '../support/test-run.js';
import { printedChanges } from './printed-changes.js';
import { graphs } from './random-graphs.js';

/** Exports the graph of a store. */
async function exported({ reader }: GraphStore, notation: DocumentNotation): Promise<string> {
  const view = await reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  const chunks: string[] = [];
  for await (const chunk of printGraphDocument(graphContent(view), notation)) chunks.push(chunk);
  return chunks.join('');
}

/** Returns the changes as sorted JSON texts, without the changes that complete sources. */
function puts(changes: readonly Change[]): readonly string[] {
  return changes
    .filter(({ type }) => type !== 'completeSource')
    .map((change) => JSON.stringify(change, (_key, member: unknown) => sorted(member)))
    .sort();
}

function sorted(member: unknown): unknown {
  return typeof member === 'object' && member !== null && !Array.isArray(member)
    ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
    : member;
}

const notations = { YAML: yamlNotation, JSON: jsonNotation };

/**
 * Expects that an exported graph can be imported into an empty database without loss, and that the export of this
 * database is equal to the first export.
 */
async function expectRoundTrip(kind: TestStoreKind, changes: readonly Change[]): Promise<void> {
  const first = await kind.open();
  try {
    await first.store.apply(changes, imported);
    for (const notation of Object.values(notations)) {
      const text = await exported(first.store, notation);
      const changesRead = readGraphDocuments([{ name: 'export', text }]);
      expect(puts(changesRead)).toEqual(puts(changes));
      const second = await kind.open();
      try {
        await second.store.apply(changesRead, imported);
        expect(await exported(second.store, notation)).toBe(text);
      } finally {
        await second.close();
      }
    }
  } finally {
    await first.close();
  }
}

test('changes are printed as the export of the graph that they create', async () => {
  const graph = await sqliteStore.open();
  try {
    for (const changes of fc.sample(graphs, { numRuns: 1, seed: 3 })) {
      await graph.store.apply(changes, imported);
      expect(await printedChanges(changes, yamlNotation)).toBe(await exported(graph.store, yamlNotation));
    }
  } finally {
    await graph.close();
  }
});

describe('a graph after an export and an import into an empty database', () => {
  test('is equal to the original on SQLite, and its export has the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, (changes) => expectRoundTrip(sqliteStore, changes)),
      { numRuns: runs(30), endOnFailure: true },
    );
  }, 120_000);

  test('is equal to the original on PostgreSQL, and its export has the same bytes', async () => {
    for (const changes of fc.sample(graphs, { numRuns: 3, seed: 7 })) {
      await expectRoundTrip(postgresStore, changes);
    }
  }, 120_000);
});
