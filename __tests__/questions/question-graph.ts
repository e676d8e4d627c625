import { expect } from '@jest/globals';
import type { Change, GraphStore } from '../../src/graph/ports/writing.js';
import { ask } from '../support/api.js';
import { imported } from '../support/changes.js';
import { post, send } from '../support/requests.js';
import { serveStore } from '../support/server.js';
import { inMemoryStore, sqliteStore } from '../support/stores.js';

/* oxlint-disable typescript/no-explicit-any -- data has the shape of the query that the test wrote */

/** A question that one query answers. */
export interface Question {
  readonly question: string;
  readonly query: string;
  /** Reads the answer from the data of the response, without counting or computing. */
  readonly read: (data: any) => unknown;
  /** The answer according to the raw data. */
  readonly answer: unknown;
}

/** The changes of an import. */
export type Import = Iterable<Change> | AsyncIterable<Change>;

/** A graph behind a server with the default limits. */
export interface QuestionGraph {
  /** Sends a query in one request, and returns the data of the response. */
  ask(query: string): Promise<any>;
  /** Like `ask`, and checks that a compiled plan and graphql-js return the same data. */
  askEverywhere(query: string): Promise<any>;
  close(): Promise<void>;
}

/** Imports into an empty graph, and starts a server with the published view in memory. */
export async function serveImport(changesOf: (store: GraphStore) => Import): Promise<QuestionGraph> {
  const graph = await inMemoryStore(sqliteStore).open();
  await graph.store.apply(changesOf(graph.store), imported);
  const server = await serveStore(graph.store);

  async function askServer(query: string): Promise<any> {
    const { status, text } = await send(server, post({ query }));
    const { data, errors } = JSON.parse(text);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    return data;
  }
  return {
    ask: askServer,
    async askEverywhere(query) {
      const data = await askServer(query);
      expect(JSON.parse(JSON.stringify(await ask(graph.store, query)))).toEqual(data);
      return data;
    },
    async close() {
      await server.close();
      await graph.close();
    },
  };
}

/** Yields a text as one chunk of UTF-8. */
export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Counts the items that meet a condition. */
export function count<Item>(items: Iterable<Item>, isCounted: (item: Item) => boolean): number {
  return [...items].filter(isCounted).length;
}

/** Counts the items for each key. */
export function countsBy<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** Returns the names of items, sorted by code units. The API sorts names in another order: sort both lists before you compare them. */
export function namesOf(items: readonly { readonly name: string }[]): readonly string[] {
  return items.map(({ name }) => name).sort();
}
