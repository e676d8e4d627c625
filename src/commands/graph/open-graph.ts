import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TertiumError } from '../../graph/errors.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { openStore, type StoreOptions } from '../../storage/open-store.js';

/**
 * Opens an existing graph.
 * @throws {TertiumError} STORE_UNAVAILABLE, with advice on creating a graph if the file is missing or the database is empty; BAD_USER_INPUT if the URL is invalid
 */
export async function openExisting(
  url: string,
  options: Pick<StoreOptions, 'onAvailability'> = {},
): Promise<GraphStore> {
  try {
    return await openStore(url, { ...options, mayCreate: false });
  } catch (error) {
    if (!isNoGraph(error)) throw error;
    const operatorMessage = `${error.operatorMessage} \`tertium seed\`, \`tertium import FILE\` or \`tertium serve --seed\` creates a graph there; if the graph should exist already, check DATABASE_URL.`;
    throw new TertiumError(error.code, error.message, {
      cause: error,
      details: error.details,
      operatorMessage,
    });
  }
}

/** An open graph. `close` also removes its temporary files. */
export interface OpenedGraph {
  readonly store: GraphStore;
  close(): Promise<void>;
}

/**
 * Opens a graph for writing. Creates the graph if it does not exist.
 * @throws {TertiumError} STORE_UNAVAILABLE, BAD_USER_INPUT
 */
export async function openForChanges(url: string): Promise<OpenedGraph> {
  const store = await openStore(url, { mayCreate: true });
  return { store, close: () => store.close() };
}

/**
 * Opens a graph to rehearse changes. If the graph does not exist, opens an empty graph in a temporary file instead of creating the graph.
 * @throws {TertiumError} STORE_UNAVAILABLE, BAD_USER_INPUT
 */
export async function openForRehearsal(url: string): Promise<OpenedGraph> {
  try {
    const store = await openStore(url, { mayCreate: false });
    return { store, close: () => store.close() };
  } catch (error) {
    if (!isNoGraph(error)) throw error;
  }
  const folder = await mkdtemp(join(tmpdir(), 'tertium-rehearsal-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const store = await openStore(`file:${join(folder, 'graph.db')}`);
    const close = async (): Promise<void> => {
      try {
        await store.close();
      } finally {
        await remove();
      }
    };
    return { store, close };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Whether opening failed because the file is missing or the database is empty. */
function isNoGraph(error: unknown): error is TertiumError {
  return error instanceof TertiumError && ['MISSING', 'EMPTY'].includes(String(error.details['found']));
}
